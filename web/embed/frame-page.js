// The page in a frame. It obeys the first window that greets it, if that is the one around it, and from then on only that
// window at that origin; only there does it say anything.
import './screening.js';

const VERSION = 1;
const ATTRIBUTES = customElements.get('sangloc-screening').observedAttributes;
const EVENTS = ['sangloc-ready', 'sangloc-change', 'sangloc-decision', 'sangloc-error', 'sangloc-navigate'];
const MOST_LETTERS = 100_000;
const MOST_A_SECOND = 50;

const element = document.createElement('sangloc-screening');
let host;

function say(message) {
  if (host) parent.postMessage({ sangloc: VERSION, ...message }, host);
}

/** Takes the attributes that an element has, and no others; those not given are taken away. */
function takeAttributes(given) {
  if (!Array.isArray(given)) return;
  const taken = new Map();
  for (const entry of given.slice(0, 2 * ATTRIBUTES.length)) {
    if (!Array.isArray(entry)) continue;
    const [name, value] = entry;
    if (ATTRIBUTES.includes(name) && typeof value === 'string' && value.length <= MOST_LETTERS) taken.set(name, value);
    else say({ type: 'event', name: 'sangloc-error', detail: JSON.stringify({ version: VERSION, code: 'attribute', message: `an attribute is left out: only texts of at most ${MOST_LETTERS} letters are taken` }) });
  }
  for (const name of ATTRIBUTES) {
    if (!taken.has(name)) element.removeAttribute(name);
    else if (element.getAttribute(name) !== taken.get(name)) element.setAttribute(name, taken.get(name));
  }
}

const orders = new Map([
  ['attributes', ({ attributes }) => takeAttributes(attributes)],
  ['reset', () => element.reset()],
  ['print', () => element.print()],
  ['record', ({ id }) => say({ type: 'record', id: String(id).slice(0, 64), record: element.exportRecord() })],
]);

let second = 0;
let count = 0;
function isFlood() {
  const now = Math.floor(performance.now() / 1000);
  if (now !== second) [second, count] = [now, 0];
  count += 1;
  return count > MOST_A_SECOND;
}

/** The height of the content, told once a frame of the screen and only when it is another one. */
function watchHeight() {
  let told = 0;
  let planned = false;
  new ResizeObserver(() => {
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      const height = Math.ceil(element.getBoundingClientRect().height);
      if (Math.abs(height - told) < 2) return;
      told = height;
      say({ type: 'height', height });
    });
  }).observe(element);
}

function begin() {
  document.body.append(element);
  for (const name of EVENTS) {
    element.addEventListener(name, ({ detail }) => say({ type: 'event', name, detail: JSON.stringify(detail) }));
  }
  // The frame has no bar of its own: the page around brings into sight what has the focus.
  element.addEventListener('focusin', (event) => say({ type: 'sight', top: event.composedPath()[0].getBoundingClientRect().top }));
  watchHeight();
}

addEventListener('message', ({ source, origin, data }) => {
  if (source !== parent || parent === window || origin === 'null' || (host && origin !== host)) return;
  if (data?.sangloc !== VERSION || isFlood()) return;
  if (data.type === 'hello') {
    const isFirst = !host;
    host = origin;
    element.recipient = new URL(origin).host;
    takeAttributes(data.attributes);
    say({ type: 'welcome' });
    if (isFirst) begin();
  } else if (host && orders.has(data.type)) {
    orders.get(data.type)(data);
  }
});

// Opened by itself, there is nobody to wait for.
if (parent === window) begin();
