import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { laboratory } from '../laboratory/laboratory.js';

/** Which names may stand behind a key of a study file. */
const namesBehind: Readonly<Record<string, (names: Names) => readonly string[]>> = {
  assay: ({ assays }) => assays.map(({ id }) => id),
  cell: ({ cells }) => cells.map(({ id }) => id),
  kind: ({ matrices }) => matrices,
  matrix: ({ matrices }) => matrices,
  name: ({ drugs }) => drugs,
  knockdown: ({ molecules }) => molecules,
  knockout: ({ molecules }) => molecules,
  overexpress: ({ molecules }) => molecules,
};

type Names = Awaited<ReturnType<ReturnType<typeof laboratory>['names']>>;

let known: Promise<Names> | undefined;

/** Keys of a study file where a key may stand, names of the catalogue behind those that take one. */
export async function completions(context: CompletionContext): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[\w.-]*/);
  if (word === null || (word.from === word.to && !context.explicit)) return null;
  known ??= laboratory().names();
  const names = await known;
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, word.from - line.from);
  const key = /([\w-]+):\s*(?:[[{]\s*)?(?:[^:]*,\s*)?$/.exec(before)?.[1];
  const fitting = key === undefined ? undefined : namesBehind[key]?.(names);
  const options =
    fitting?.map((label) => ({ label, type: 'constant' })) ??
    (/^\s*$/.test(before) ? keys.map((label) => ({ label, type: 'property', apply: `${label}: ` })) : []);
  return options.length === 0 ? null : { from: word.from, options, validFor: /^[\w.-]*$/ };
}

const keys = [
  'study',
  'assay',
  'cell',
  'matrix',
  'environment',
  'timepoints',
  'experiments',
  'cells',
  'seed',
  'control',
  'arms',
  'measure',
  'settings',
  'set',
  'form',
  'hypotheses',
  'partners',
  'preincubation',
  'uncertainty',
  'quick',
  'drugs',
  'knockdown',
  'knockout',
  'overexpress',
  'mutate',
  'carrier',
  'radiation',
  'vesicles',
];
