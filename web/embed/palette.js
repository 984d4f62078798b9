// The colours that a host page gives by --sangloc-* properties, taken only where everything can still be read.

const COLOURS = ['accent', 'ink', 'muted', 'surface', 'ground'];

/** What stands on what, and the least contrast of the two (WCAG 2.2: 4.5 for words, 3 for signs). */
const PAIRS = [
  ['ink', 'surface', 4.5],
  ['ink', 'ground', 4.5],
  ['muted', 'surface', 4.5],
  ['muted', 'ground', 4.5],
  ['accent', 'surface', 4.5],
  ['accent', 'ground', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['ink', 'accent-soft', 4.5],
  ['on-accent', 'accent', 4.5],
  ['no', 'surface', 4.5],
  ['open', 'surface', 4.5],
  ['edge', 'surface', 3],
];

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

/** Red, green and blue of whatever CSS calls a colour. */
function channels(colour) {
  canvas.fillStyle = '#000';
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

function luminance(rgb) {
  const [red, green, blue] = rgb.map((part) => (part <= 10.03 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dim, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

const css = (rgb) => `rgb(${rgb.join(' ')})`;
const mixed = (one, other, share) => one.map((part, place) => Math.round(part * share + other[place] * (1 - share)));

/** Gives the program the host page's colours, all or none; says why, when it gives none: a `message`, and the `pair`. */
export function palette(element, app) {
  const names = [...new Set(PAIRS.flatMap(([text, ground]) => [text, ground])), 'focus'];
  for (const name of names) app.style.removeProperty(`--${name}`);
  const [host, own] = [getComputedStyle(element), getComputedStyle(app)];
  const wished = new Map(COLOURS.map((name) => [name, host.getPropertyValue(`--sangloc-${name}`).trim()]).filter(([, value]) => value));
  if (wished.size === 0) return undefined;
  const wrong = [...wished].find(([, value]) => !CSS.supports('color', value) || /var\(|currentcolor|light-dark/i.test(value));
  if (wrong) return { message: `the colours are not used: --sangloc-${wrong[0]}: ${wrong[1]} is no colour of its own` };

  const colours = new Map(names.map((name) => [name, channels(wished.get(name) ?? own.getPropertyValue(`--${name}`))]));
  if (wished.has('accent') || wished.has('surface')) {
    const [accent, white, black] = [colours.get('accent'), [255, 255, 255], [17, 17, 17]];
    colours.set('on-accent', contrast(accent, white) >= 4.5 ? white : black);
    colours.set('accent-soft', mixed(accent, colours.get('surface'), 0.1));
    colours.set('focus', accent);
  }
  for (const [text, ground, least] of PAIRS) {
    const found = contrast(colours.get(text), colours.get(ground));
    if (found >= least) continue;
    const shown = Math.floor(found * 10) / 10;
    const message = `the colours are not used: ${text} on ${ground} has a contrast of ${shown}, it needs ${least}`;
    return { message, pair: [text, ground], contrast: shown, least };
  }
  for (const [name, rgb] of colours) app.style.setProperty(`--${name}`, css(rgb));
  return undefined;
}
