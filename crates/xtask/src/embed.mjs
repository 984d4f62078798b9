// node embed.mjs STAGE: makes of web/embed/ what host pages load, in STAGE/embed/, under names that change with the
// content; embed.json says which files belong together, with the checksum of each. The page in that folder, made of
// web/integrator/, is for those who embed: it and the check name the files of this very build.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const { buildSync } = createRequire(resolve('web/studio/package.json'))('esbuild-wasm');
const [stage] = process.argv.slice(2);
const source = resolve('web/embed');
const integrator = resolve('web/integrator');
const target = join(stage, 'embed');
mkdirSync(target, { recursive: true });

const read = (name, folder = source) => readFileSync(join(folder, name), 'utf8');
const sha384 = (bytes) => createHash('sha384').update(bytes).digest();
const checked = (path, bytes) => ({ name: path, integrity: `sha384-${sha384(bytes).toString('base64')}` });

/** A file of the page, found by its shape. */
function ofPage(shape) {
  const found = readdirSync(stage).filter((name) => shape.test(name));
  if (found.length !== 1) throw new Error(`${found.length} files look like ${shape}`);
  return checked(`../${found[0]}`, readFileSync(join(stage, found[0])));
}

function made(stem, ending, content) {
  const bytes = Buffer.from(content);
  const name = `${stem}-${sha384(bytes).toString('hex').slice(0, 16)}.${ending}`;
  writeFileSync(join(target, name), bytes);
  return checked(name, bytes);
}

/** A module with what it imports, as small as it goes. */
function bundled(contents, { external = [], folder = source } = {}) {
  const stdin = { contents, resolveDir: folder, sourcefile: 'module.js' };
  const loader = { '.css': 'text' };
  const built = buildSync({ stdin, bundle: true, format: 'esm', minify: true, write: false, external, loader, target: 'es2022' });
  return built.outputFiles[0].text;
}

function filled(text, place, content) {
  if (!text.includes(place)) throw new Error(`there is no \`${place}\` to fill in`);
  return text.replace(place, () => content);
}

const escaped = (text) => text.replace(/[&"<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** The kinds of project that the rulebook asks for, to choose from. */
function tracks(lang) {
  const file = readFileSync(join(stage, 'quang-ninh.rulebook'), 'utf8');
  const { choice_lists: lists, texts } = JSON.parse(file.slice(file.indexOf('{')));
  const { members } = lists.find(({ id }) => id === 'track');
  return members.map((id) => `<option value="${id}">${escaped(texts[lang][`choices.track.${id}`])}</option>`).join('');
}

/** The page for those who embed, in each of its languages. */
function writePages({ style, own, element, script }) {
  for (const [lang, name] of [['vi', 'index.html'], ['en', 'en.html']]) {
    const words = { lang, ...JSON.parse(read(`words/page.${lang}.json`, integrator)) };
    const made = {
      '%style%': style,
      '%own%': own.name,
      '%element%': element.name,
      '%element-integrity%': element.integrity,
      '%script%': script.name,
      '%script-integrity%': script.integrity,
      '%tracks%': tracks(lang),
      '%vi-current%': lang === 'vi' ? ' aria-current="true"' : '',
      '%en-current%': lang === 'en' ? ' aria-current="true"' : '',
    };
    const page = read('page.html', integrator).replace(/\{(\w+)\}/g, (_, word) => escaped(words[word])).replace(/%[\w-]+%/g, (place) => made[place]);
    writeFileSync(join(target, name), page);
  }
}

/** The newest build under a name that stays; what it loads is checked all the same. */
function alias(name, file) {
  writeFileSync(join(target, name), `export * from './${file.name}';\n`);
}

const files = {
  js: ofPage(/^sangloc-web-[0-9a-f]+\.js$/),
  wasm: ofPage(/_bg\.wasm$/),
  style: ofPage(/^main-.*\.css$/),
  paper: ofPage(/^paper-.*\.css$/),
  own: made('screening', 'css', read('screening.css')),
};
const core = ofPage(/\.core$/);
const inside = filled(read('screening.js'), 'const FILES = {};', `const FILES = ${JSON.stringify({ ...files, core: core.name })};`);
const element = made('sangloc-screening', 'js', bundled(inside));
const loader = made('sangloc-frame', 'js', bundled(read('frame.js')));
const page = filled(read('frame-page.js'), './screening.js', `./${element.name}`);
const framePage = made('frame-page', 'js', bundled(page, { external: [`./${element.name}`] }));
writeFileSync(join(target, 'frame.html'), filled(read('frame.html'), 'frame-page.js"', `${framePage.name}" integrity="${framePage.integrity}"`));
copyFileSync(join(source, 'frame.css'), join(target, 'frame.css'));
alias('sangloc-screening.js', element);
alias('sangloc-frame.js', loader);

const conformance = made('sangloc-conformance', 'js', bundled(read('conformance.js', integrator), { folder: integrator }));
alias('sangloc-conformance.js', conformance);

const release = { element, loader, conformance, frame: { name: 'frame.html' } };
const script = filled(read('integrator.js', integrator), 'const RELEASE = {};', `const RELEASE = ${JSON.stringify(release)};`);
writePages({
  style: files.style.name,
  own: made('integrator', 'css', read('integrator.css', integrator)),
  element,
  script: made('integrator', 'js', bundled(script, { folder: integrator })),
});

const manifest = { version: 1, ...release, files: Object.values(files), rulebook: core };
writeFileSync(join(target, 'embed.json'), `${JSON.stringify(manifest, null, 2)}\n`);
