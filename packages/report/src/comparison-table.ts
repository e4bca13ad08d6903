import { comparedArms, comparisons, verdictOf } from './compared.js';
import type { ReportInput } from './input.js';
import { armTitle, comparedTitle, duration, interval, measureTitle, ratio } from './wording.js';

/** A table as data; the application draws it. */
export interface TextTable {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Ratio of each of the study's arms to its control, measure by measure, for the terminal. */
export function comparisonTable(input: ReportInput): TextTable {
  const own = new Set(comparedArms(input));
  const compared = comparisons(input);
  const drawn = compared.some(({ arms }) => arms.some(({ parameters }) => parameters !== undefined));
  const rows = compared.flatMap(({ measure, time, arms }) =>
    arms
      .filter(({ arm }) => own.has(arm))
      .map(({ arm, effect, parameters, verdict }) => [
        measureTitle(input, measure),
        duration(time),
        comparedTitle(input, arm),
        ratio(effect.ratio),
        ...(drawn ? [parameters === undefined ? '' : interval(parameters)] : []),
        interval(effect),
        String(effect.n),
        verdictOf(input, verdict),
      ]),
  );
  return {
    title: `Ratio to ${armTitle(input, input.facts.control)}, with ${drawn ? '95 % intervals over calibrated parameters and by sampling' : '95 % sampling interval; one parameter set'}`,
    headings: ['measure', 'at', 'arm', 'ratio', ...(drawn ? ['parameters', 'sampling'] : ['95 %']), 'n', 'verdict'],
    rows,
  };
}
