// The editor of rule files: CodeMirror in a shadow root, where its styles need no inline style element, which the
// page's security policy forbids. Bundled into one file by `xtask` (crates/xtask/src/studio.rs).
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { HighlightStyle, StreamLanguage, bracketMatching, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { rust } from '@codemirror/legacy-modes/mode/rust';
import { toml } from '@codemirror/legacy-modes/mode/toml';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** On changes that the page made, not the person. */
const silent = Annotation.define();

const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
  { tag: tags.string, color: 'var(--yes)' },
  { tag: [tags.keyword, tags.bool, tags.atom], color: 'var(--person)', fontWeight: 'bold' },
  { tag: [tags.number, tags.literal], color: 'var(--no)' },
  { tag: [tags.propertyName, tags.definition(tags.variableName), tags.heading], color: 'var(--accent)' },
]);

const theme = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: '0.9375rem', height: '100%' },
  '&.cm-focused': { outline: '3px solid var(--focus)', outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--ink)', paddingBlock: '0.5rem' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--muted)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--accent-soft) 60%, transparent)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection': { backgroundColor: 'color-mix(in srgb, var(--gold) 40%, transparent) !important' },
  '.cm-tooltip': { backgroundColor: 'var(--surface)', color: 'var(--ink)', border: '1px solid var(--edge)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-completionDetail': { color: 'inherit', fontStyle: 'normal', marginLeft: '1em' },
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--ink)' },
  '.cm-textfield': { backgroundColor: 'var(--surface)', color: 'var(--ink)', border: '1px solid var(--edge)' },
  '.cm-button': { backgroundImage: 'none', backgroundColor: 'var(--surface)', color: 'var(--ink)', border: '1px solid var(--edge)' },
});

/** The field's name for ears. Keyboards reach what can be edited anyway; that it can be reached is said as well. */
const named = (title) => EditorView.contentAttributes.of({ 'aria-label': title, tabindex: '0' });

const kinds = { rhai: [StreamLanguage.define({ ...rust, languageData: { commentTokens: { line: '//' } } })], toml: [StreamLanguage.define(toml)] };

const WORDS = ['criterion', 'define', 'implies', 'choose', 'not', 'holds', 'bands', 'any_of', 'all_of', 'as_of',
  'EXCLUSION', 'MANDATORY', 'PRIORITY', 'INCENTIVE', 'ADVISORY', 'REJECT', 'REVIEW', 'STATED', 'STATED_DERIVED', 'DERIVED',
  'code', 'kind', 'title', 'cites', 'confidence', 'when', 'require', 'points', 'unmet', 'remedy', 'caveat', 'from', 'to']
  .map((label) => ({ label, type: 'keyword' }));

/**
 * An editor in an element. `changed` is called with the whole text after each change by the person.
 * It shows one file at a time and remembers cursor and steps of the others.
 */
export function createEditor(host, phrases, changed) {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const labels = JSON.parse(phrases);
  const label = new Compartment();
  const states = new Map();
  let names = [];
  let path = '';

  const complete = (context) => {
    const word = context.matchBefore(/"?[\w.-]*/);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    const options = word.text.startsWith('"') ? names.filter((name) => name.label.startsWith('"')) : [...names, ...WORDS];
    // The editor has closed the quotes already: names of sources bring both of theirs.
    const closed = word.text.startsWith('"') && context.state.sliceDoc(context.pos, context.pos + 1) === '"';
    return { from: word.from, to: context.pos + (closed ? 1 : 0), options, validFor: /^"?[\w.-]*"?$/ };
  };

  const extensions = (kind) => [
    lineNumbers(), lintGutter(), history(), bracketMatching(), closeBrackets(), highlightActiveLine(), highlightActiveLineGutter(),
    highlightSelectionMatches(), search({ top: true }), indentUnit.of('    '), EditorState.tabSize.of(4), EditorView.lineWrapping,
    EditorState.phrases.of(labels.phrases), theme, syntaxHighlighting(colours),
    kind === 'rhai' ? autocompletion({ override: [complete] }) : autocompletion({ override: [] }),
    // Tab leaves the editor: a keyboard must not be caught in it.
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
    label.of(named(path)),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !update.transactions.some((change) => change.annotation(silent))) changed(update.state.sliceDoc());
    }),
    kinds[kind] ?? [],
  ];

  const fresh = (text, kind) => EditorState.create({
    doc: text,
    extensions: [text.includes('\r\n') ? EditorState.lineSeparator.of('\r\n') : [], extensions(kind)],
  });

  const view = new EditorView({ root, parent: root, state: fresh('', '') });
  const place = (problem, doc) => {
    const line = doc.line(Math.min(Math.max(problem.line, 1), doc.lines));
    const from = Math.min(line.from + problem.column, line.to);
    return { from, to: Math.min(from + problem.length, line.to) };
  };

  return {
    /** Shows a file; `title` is its name for ears. */
    show(next, text, kind, title) {
      if (next === path && view.state.sliceDoc() === text) return;
      if (next !== path) {
        states.set(path, view.state);
        path = next;
        const known = states.get(next);
        view.setState(known?.sliceDoc() === text ? known : fresh(text, kind));
        view.dispatch({ effects: label.reconfigure(named(title)) });
      } else {
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, annotations: silent.of(true) });
      }
    },
    /** Marks what is wrong. */
    mark(problems) {
      const { doc } = view.state;
      const found = JSON.parse(problems).map((problem) => ({
        ...place(problem, doc), severity: problem.is_error ? 'error' : 'warning', message: problem.message, source: problem.lint,
      }));
      view.dispatch(setDiagnostics(view.state, found.sort((a, b) => a.from - b.from)));
    },
    /** What can be written. */
    know(all) {
      names = JSON.parse(all).map(({ name, meaning, kind }) => ({ label: name, detail: meaning, info: kind || undefined, type: 'variable' }));
    },
    /** Takes sight and cursor to a place. */
    reveal(line, column, length) {
      const { from, to } = place({ line, column, length }, view.state.doc);
      view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
      view.focus();
    },
    find: () => openSearchPanel(view),
    destroy: () => view.destroy(),
  };
}
