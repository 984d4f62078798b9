// What a portal does with the element: it gives what it knows, and hears what is decided.
import '@sangloc/screening/element';

const element = document.querySelector('sangloc-screening')!;
element.track = 'industrial_zone';
element.profile = { project: { land_area: 32.6 } };
element.share = true;

const shown = document.querySelector('output')!;
element.addEventListener('sangloc-decision', ({ detail }) => (shown.textContent = `${detail.outcome} ${detail.rulebook.version}`));
// They bubble.
document.addEventListener('sangloc-error', ({ detail }) => (shown.textContent = `${detail.code}: ${detail.message}`));
