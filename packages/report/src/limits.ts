import type { ReportInput } from './input.js';
import { escapeHtml } from './markup.js';

/** The notice that stands on every report, page and export. */
export const researchUseNotice =
  'Research use only. Simulated cells and simulated individuals, not patients. Not a medical device; must not be used ' +
  'to choose, dose, combine, time or withhold treatment. Predictions are hypotheses for experiments; most rest on ' +
  'direction-only evidence.';

const always = [
  'Nothing about survival, toxicity or dose in people: only simulated cells are measured.',
  'Absolute counts and areas: the scale is not calibrated to published absolute values. Read the ratios.',
  'Measures are taken on the true state of the simulation, with the definitions of the image ruler; images add noise, merge close puncta and lose dim ones.',
  'A percentile bootstrap of few experiments is somewhat too narrow.',
  'A drug acts on the targets that the catalogue lists for it and on nothing else.',
];

/** What a reader must not take from the report, and the warnings of this very run. */
export function limits(input: ReportInput): string {
  const items = [aboutIntervals(input), ...always].map((text) => `<li>${escapeHtml(text)}</li>`);
  const warnings = distinct(input.manifest.warnings).map((text) => `<li>${escapeHtml(text)}</li>`);
  const own =
    warnings.length === 0 ? '' : `<h3>Warnings of this run</h3><ul class="warnings">${warnings.join('\n')}</ul>`;
  return `<ul>${items.join('\n')}</ul>${own}`;
}

/** What the intervals of this very run leave out. */
function aboutIntervals({ uncertainty }: ReportInput): string {
  if (uncertainty === undefined || uncertainty.ratios.length === 0)
    return 'One parameter set was run. The intervals are sampling intervals (other days, other cells); how far the answer depends on uncertain parameters is not in them.';
  const { fitted, present, draws } = uncertainty.ensemble ?? { fitted: 0, present: 0, draws: 0 };
  return `The parameter interval is that of ${draws} calibrated sets, in which ${fitted} numbers vary (${present} of them act here), predicted by the reduced form of the model on the true state, without images; every other assumed number is held, and what the model leaves out is in no interval.`;
}

/** Warnings that differ only in how often they came are said once. */
function distinct(warnings: readonly string[]): string[] {
  return [...new Set(warnings.map((text) => text.replace(/ \(\d+ times\)$/, '')))];
}
