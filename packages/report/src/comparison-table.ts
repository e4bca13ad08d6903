import { comparisons, ownArms, verdictOf } from './compared.js';
import type { ReportInput } from './input.js';
import { armTitle, duration, interval, measureTitle, ratio } from './wording.js';

/** A table as data; the application draws it. */
export interface TextTable {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Ratio of each of the study's arms to its control, measure by measure, for the terminal. */
export function comparisonTable(input: ReportInput): TextTable {
  const own = new Set(ownArms(input));
  const rows = comparisons(input).flatMap(({ measure, time, arms }) =>
    arms
      .filter(({ arm }) => own.has(arm))
      .map(({ arm, effect }) => [
        measureTitle(input, measure),
        duration(time),
        armTitle(input, arm),
        ratio(effect.ratio),
        interval(effect),
        String(effect.n),
        verdictOf(input, effect.decision),
      ]),
  );
  return {
    title: `Ratio to ${armTitle(input, input.facts.control)}, with 95 % sampling interval; one parameter set`,
    headings: ['measure', 'at', 'arm', 'ratio', '95 %', 'n', 'verdict'],
    rows,
  };
}
