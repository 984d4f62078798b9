// node embed.mjs STAGE: makes of web/embed/ what host pages load, in STAGE/embed/, under names that change with the
// content; embed.json says which files belong together, with the checksum of each.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const { buildSync } = createRequire(resolve('web/studio/package.json'))('esbuild-wasm');
const [stage] = process.argv.slice(2);
const source = resolve('web/embed');
const target = join(stage, 'embed');
mkdirSync(target, { recursive: true });

const read = (name) => readFileSync(join(source, name), 'utf8');
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
function bundled(contents, external = []) {
  const stdin = { contents, resolveDir: source, sourcefile: 'module.js' };
  const built = buildSync({ stdin, bundle: true, format: 'esm', minify: true, write: false, external, target: 'es2022' });
  return built.outputFiles[0].text;
}

function filled(text, place, content) {
  if (!text.includes(place)) throw new Error(`there is no \`${place}\` to fill in`);
  return text.replace(place, () => content);
}

/** The newest build under a name that stays; what it loads is checked all the same. */
function alias(name, file) {
  writeFileSync(join(target, name), `import './${file.name}';\n`);
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
const framePage = made('frame-page', 'js', bundled(page, [`./${element.name}`]));
writeFileSync(join(target, 'frame.html'), filled(read('frame.html'), 'frame-page.js"', `${framePage.name}" integrity="${framePage.integrity}"`));
copyFileSync(join(source, 'frame.css'), join(target, 'frame.css'));
alias('sangloc-screening.js', element);
alias('sangloc-frame.js', loader);

const manifest = { version: 1, element, loader, frame: { name: 'frame.html' }, files: Object.values(files), rulebook: core };
writeFileSync(join(target, 'embed.json'), `${JSON.stringify(manifest, null, 2)}\n`);
