import { autocompletion, type CompletionContext, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import type { Problem } from '../worker/problem.js';
import { completions, prepareCompletions } from './completions.js';

/** The study file as text, with completion and the same messages as the command line, at their line and column. */
export function StudyEditor(props: {
  readonly text: string;
  readonly label: string;
  readonly problem: Problem | undefined;
  onChange(text: string): void;
}) {
  const { text, label, problem, onChange } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const change = useRef(onChange);
  change.current = onChange;
  // The editor keeps its own text: it is made once, and later texts are told to it below.
  const first = useRef(text);
  useEffect(() => {
    const editor = new EditorView({
      parent: host.current as HTMLDivElement,
      state: EditorState.create({ doc: first.current, extensions: extensions(label, (now) => change.current(now)) }),
    });
    view.current = editor;
    prepareCompletions();
    return () => editor.destroy();
  }, [label]);
  useEffect(() => {
    const editor = view.current;
    const now = editor?.state.doc.toString();
    if (editor && now !== text) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);
  useEffect(() => {
    const editor = view.current;
    if (editor) editor.dispatch(setDiagnostics(editor.state, problem ? [diagnosticOf(problem, editor.state)] : []));
  }, [problem]);
  return <div ref={host} className="editor" />;
}

function extensions(label: string, onChange: (text: string) => void) {
  return [
    lineNumbers(),
    history(),
    bracketMatching(),
    yaml(),
    syntaxHighlighting(colours),
    lintGutter(),
    autocompletion({ override: [(context: CompletionContext) => completions(context)] }),
    keymap.of([...defaultKeymap, ...historyKeymap, ...completionKeymap]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString());
    }),
    look,
  ];
}

function diagnosticOf({ message, line = 1, column = 1 }: Problem, { doc }: EditorState): Diagnostic {
  const at = doc.line(Math.min(Math.max(1, line), doc.lines));
  const from = Math.min(at.from + column - 1, at.to);
  return { from, to: Math.max(from, at.to), severity: 'error', message };
}

const rules = [
  { tag: tags.propertyName, color: 'var(--lab-down)', fontWeight: '550' },
  { tag: tags.definition(tags.propertyName), color: 'var(--lab-down)', fontWeight: '550' },
  { tag: tags.comment, color: 'var(--lab-quiet)', fontStyle: 'italic' },
  { tag: [tags.number, tags.bool], color: 'var(--lab-up)' },
];

const colours = HighlightStyle.define(rules);

const look = EditorView.theme({
  '&': { fontSize: '13px', background: 'transparent' },
  '.cm-content': { fontFamily: 'var(--mantine-font-family-monospace)', caretColor: 'currentColor', padding: '10px 0' },
  '.cm-gutters': { background: 'transparent', border: 'none', color: 'var(--lab-quiet)' },
  '.cm-cursor': { borderLeftColor: 'currentColor' },
  '&.cm-focused': { outline: 'none' },
  '.cm-tooltip': {
    background: 'var(--lab-panel)',
    color: 'inherit',
    border: '1px solid var(--lab-rule)',
    borderRadius: '8px',
    maxWidth: '60ch',
  },
});
