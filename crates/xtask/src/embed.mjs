// node embed.mjs STAGE: makes of web/embed/ what host pages load, in STAGE/embed/, under names that change with the
// content; embed.json says which files belong together, with the checksum of each. The page in that folder, made of
// web/integrator/, is for those who embed: it and the check name the files of this very build.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { SHAPES, bundled, filled, ofPage, read, source } from './bundle.mjs';

const [stage] = process.argv.slice(2);
const integrator = resolve('web/integrator');
const target = join(stage, 'embed');
mkdirSync(target, { recursive: true });

const sha384 = (bytes) => createHash('sha384').update(bytes).digest();
const checked = (path, bytes) => ({ name: path, integrity: `sha384-${sha384(bytes).toString('base64')}` });
const beside = (path) => checked(`../${basename(path)}`, readFileSync(path));

function made(stem, ending, content) {
  const bytes = Buffer.from(content);
  const name = `${stem}-${sha384(bytes).toString('hex').slice(0, 16)}.${ending}`;
  writeFileSync(join(target, name), bytes);
  return checked(name, bytes);
}

const small = (contents, options) => bundled(contents, { minify: true, ...options });

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

const { core, ...page } = Object.fromEntries(Object.entries(SHAPES).map(([name, shape]) => [name, beside(ofPage(stage, shape))]));
const files = {
  ...page,
  own: made('screening', 'css', read('screening.css')),
  signature: made('signature', 'js', small(read('signature.js'))),
};
const element = made('sangloc-screening', 'js', small(read('screening.js'), { define: { FILES: JSON.stringify({ ...files, core: core.name }) } }));
const loader = made('sangloc-frame', 'js', small(read('frame.js')));
const inFrame = filled(read('frame-page.js'), './screening.js', `./${element.name}`);
const framePage = made('frame-page', 'js', small(inFrame, { external: [`./${element.name}`] }));
writeFileSync(join(target, 'frame.html'), filled(read('frame.html'), 'frame-page.js"', `${framePage.name}" integrity="${framePage.integrity}"`));
copyFileSync(join(source, 'frame.css'), join(target, 'frame.css'));
alias('sangloc-screening.js', element);
alias('sangloc-frame.js', loader);

const conformance = made('sangloc-conformance', 'js', small(read('conformance.js', integrator), { folder: integrator }));
alias('sangloc-conformance.js', conformance);

const release = { element, loader, conformance, frame: { name: 'frame.html' } };
const script = filled(read('integrator.js', integrator), 'const RELEASE = {};', `const RELEASE = ${JSON.stringify(release)};`);
writePages({
  style: files.style.name,
  own: made('integrator', 'css', read('integrator.css', integrator)),
  element,
  script: made('integrator', 'js', small(script, { folder: integrator })),
});

const manifest = { version: 1, ...release, files: Object.values(files), rulebook: core };
writeFileSync(join(target, 'embed.json'), `${JSON.stringify(manifest, null, 2)}\n`);
