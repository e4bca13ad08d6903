import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { laboratory } from '../laboratory/laboratory.js';
import { placeInStudy } from './place-in-study.js';
import { schemasAt } from './study-schema.js';

type Guide = Awaited<ReturnType<ReturnType<typeof laboratory>['guide']>>;

/** A name of the catalogue and what it is. */
type Named = Guide['drugs'][number];

/** Names that stand behind a key of a study file. */
const behind: Readonly<Record<string, (guide: Guide, assay: string) => readonly Named[]>> = {
  assay: ({ assays }) => assays,
  cell: ({ cells }) => cells,
  kind: ({ matrices }) => matrices,
  name: ({ drugs }) => drugs,
  knockout: ({ molecules }) => molecules,
  measure: ({ measures }, assay) => measures[assay] ?? [],
};

/** Names that are keys themselves below a key: `knockdown: {TKS5: 90 %}`. */
const below: Readonly<Record<string, (guide: Guide) => readonly Named[]>> = {
  knockdown: ({ molecules }) => molecules,
  overexpress: ({ molecules }) => molecules,
  mutate: ({ molecules }) => molecules,
  environment: ({ factors }) => factors,
};

let known: Promise<Guide> | undefined;

/** Asks for everything that completion knows, so that it is there when somebody begins to type. */
export function prepareCompletions(): Promise<Guide> {
  known ??= laboratory().guide();
  return known;
}

/** Keys of the file format with their meaning, values of those that have a few, and names of the catalogue and of the assay's measures. */
export async function completions(context: CompletionContext): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[\w.-]*/);
  if (word === null || (word.from === word.to && !context.explicit)) return null;
  const guide = await prepareCompletions();
  const text = context.state.doc.toString();
  const { path, value } = placeInStudy(text.slice(0, word.from));
  const assay = /^assay:\s*([\w-]+)/m.exec(text)?.[1] ?? '';
  const options = value ? values(guide, path, assay) : keys(guide, path);
  return options.length === 0 ? null : { from: word.from, options, validFor: /^[\w.-]*$/ };
}

function keys(guide: Guide, path: readonly string[]): Completion[] {
  const names = below[path[path.length - 1]]?.(guide) ?? [];
  const own = schemasAt(guide.schema, path).flatMap(({ properties = {} }) => Object.entries(properties));
  return [
    ...own.map(
      ([label, { description }]): Completion => ({ label, info: description, type: 'property', apply: `${label}: ` }),
    ),
    ...names.map(({ id, about }): Completion => ({ label: id, detail: about, type: 'constant', apply: `${id}: ` })),
  ];
}

function values(guide: Guide, path: readonly string[], assay: string): Completion[] {
  const names = behind[path[path.length - 1]]?.(guide, assay) ?? [];
  const fixed = schemasAt(guide.schema, path).flatMap((schema) => [
    ...(schema.enum ?? []),
    ...(schema.const === undefined ? [] : [schema.const]),
  ]);
  return [
    ...names.map(({ id, about }): Completion => ({ label: id, detail: about, type: 'constant' })),
    ...fixed.map((each): Completion => ({ label: String(each), type: 'enum' })),
  ];
}
