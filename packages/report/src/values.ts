import { mean, quantile, readExposureMeasure, samplesOf } from '@invadolab/assays';
import type { ReportInput } from './input.js';
import { escapeHtml, table } from './markup.js';
import { duration, measureTitle, quantity } from './wording.js';

/** Levels of drugs have tables of their own, so they stand here only where they were asked for. */
function wanted({ facts }: ReportInput, measure: string): boolean {
  return readExposureMeasure(measure) === undefined || facts.measure.includes(measure);
}

/** What was measured in the one arm of a study that compares nothing: mean and range of the experiments. */
export function valuesTable(input: ReportInput): string {
  const keys = new Map(
    input.measures
      .filter(({ measure }) => wanted(input, measure))
      .map(({ measure, time, unit }) => [`${measure} ${time}`, { measure, time, unit }]),
  );
  const rows = [...keys.values()].flatMap(({ measure, time, unit }) => {
    const sample = samplesOf(input.measures, measure, time).get(input.facts.control);
    if (sample === undefined) return [];
    const means = [...sample.values()].map((cells) => mean([...cells.values()])).sort((a, b) => a - b);
    const range = `${quantity(quantile(means, 0), unit)} to ${quantity(quantile(means, 1), unit)}`;
    const spread = means.length > 1 ? range : 'one experiment';
    return [[escapeHtml(measureTitle(input, measure)), duration(time), quantity(mean(means), unit), spread]];
  });
  return rows.length === 0
    ? ''
    : table('Measured values; one parameter set', ['Measure', 'At', 'Mean', 'Experiments'], rows);
}
