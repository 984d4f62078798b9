// The handbook for zone managers as it stands: its code blocks are what its tests do.
//
// `append=FILE` is put at the end of a file, `find=FILE` is the beginning of a line (up to `…`) that the next block,
// `with`, takes the place of, `whole=FILE` is a file; `console` holds commands after `$`, each followed by what it says.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Edit {
  kind: 'append' | 'whole' | 'line';
  file: string;
  /** Of a line: how the line begins. */
  find: string;
  text: string;
}

export interface Command {
  run: string;
  /** What it must say, line by line; `…` stands for anything. */
  says: string[];
}

/** A step, and what is said before it. */
export type Step = { said: string; edit?: Edit; command?: Command };

/** The steps of a handbook, in order; a block that nothing is done with is a mistake. */
export function steps(markdown: string): Step[] {
  const found: Step[] = [];
  let find: { file: string; text: string; said: string } | undefined;
  for (const [, said = '', info, body] of markdown.matchAll(/([^]*?)^```(.*)\n([^]*?)^```$/gm)) {
    const text = body!.trimEnd();
    const [, mark = '', file = ''] = info!.match(/^\w+ ?([a-z]*)=?(\S*)$/) ?? [];
    if (info === 'console') {
      for (const command of text.split(/^\$ /m).slice(1)) {
        const [run = '', ...says] = command.trimEnd().split('\n');
        found.push({ said, command: { run, says } });
      }
    } else if (mark === 'append' || mark === 'whole') {
      found.push({ said, edit: { kind: mark, file, find: '', text } });
    } else if (mark === 'find') {
      find = { file, text: text.split('…')[0]!, said };
    } else if (mark === 'with' && find) {
      found.push({ said: find.said, edit: { kind: 'line', file: find.file, find: find.text, text } });
      find = undefined;
    } else {
      throw new Error(`nothing is done with this block of the handbook: ${info}\n${text}`);
    }
  }
  return found;
}

/** What stands before an entry at the end of a file: tables have no empty lines. */
export const gap = (file: string) => (file.endsWith('.csv') ? '' : '\n');

/** The only line that begins so. */
export function lineOf(text: string, { file, find }: Edit): string {
  const lines = text.split('\n').filter((line) => line.startsWith(find));
  if (lines.length !== 1) throw new Error(`${lines.length} lines of ${file} begin with ${find}`);
  return lines[0]!;
}

/** Makes an edit in a folder. */
export function apply(folder: string, edit: Edit) {
  const path = join(folder, edit.file);
  const old = existsSync(path) ? readFileSync(path, 'utf8') : '';
  mkdirSync(dirname(path), { recursive: true });
  if (edit.kind === 'whole') writeFileSync(path, `${edit.text}\n`);
  if (edit.kind === 'append') writeFileSync(path, `${old}${gap(edit.file)}${edit.text}\n`);
  if (edit.kind === 'line') writeFileSync(path, old.replace(lineOf(old, edit), () => edit.text));
}

/** Runs a command in a folder, and compares what it says; what is wrong with it, if anything. */
export function run(folder: string, path: string, { run: command, says }: Command): string {
  const env = { ...process.env, PATH: `${path}:${process.env.PATH}`, SANGLOC_KEY_PASSWORD: 'handbook' };
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, env, encoding: 'utf8' });
  const said = `${stdout}${stderr}`;
  // 1: could not run; 5: something is invalid. All else is a decision.
  if (status === null || [1, 5].includes(status) || status > 5) return `$ ${command}\nended with ${status}:\n${said}`;
  const lines = said.split('\n');
  let next = 0;
  for (const wanted of says) {
    const parts = wanted.split('…').map((part) => part.trim());
    const fits = (line: string) => parts.reduce((from, part) => (from < 0 ? from : line.indexOf(part, from)), 0) >= 0;
    const at = lines.findIndex((line, place) => place >= next && fits(line));
    if (at < 0) return `$ ${command}\nsays nowhere: ${wanted}\nbut:\n${said}`;
    next = at + 1;
  }
  return '';
}
