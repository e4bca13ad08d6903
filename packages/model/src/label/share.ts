import type { Symbols } from '../check/symbols.js';

/** What is put after a species' name for its labelled and its unlabelled copy. */
export interface LabelSuffixes {
  readonly bright: string;
  readonly dark: string;
}

/** Which species of which place are labelled. */
export interface Labelling {
  readonly symbols: Symbols;
  readonly labelled: ReadonlyMap<string, ReadonlySet<string>>;
  readonly suffixes: LabelSuffixes;
}

/** Share of one label, as text; an empty pool counts as dark. */
export function shareOf(name: string, suffixes: LabelSuffixes, label: 'bright' | 'dark'): string {
  return `(${name} > 0 ? ${name}${suffixes[label]} / ${name} : ${label === 'bright' ? 0 : 1})`;
}
