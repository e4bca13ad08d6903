import { assays } from '@invadolab/assays';
import { type Comparison, verdictOf } from './compared.js';
import type { ReportInput } from './input.js';
import { escapeHtml, table } from './markup.js';
import {
  comparedTitle,
  duration,
  experimentWord,
  interval,
  isCalibrated,
  measureTitle,
  number,
  ratio,
  sizeNeeded,
  unitText,
} from './wording.js';

/** Every arm in every measure, one table per measure. */
export function resultsTables(input: ReportInput, compared: readonly Comparison[], arms: readonly string[]): string {
  if (arms.length === 0) return '';
  return compared
    .map((comparison, i) => {
      const body = oneTable(input, comparison, arms);
      const title = `${measureTitle(input, comparison.measure)} at ${duration(comparison.time)}`;
      return `<details${i === 0 ? ' open' : ''}><summary>${escapeHtml(title)}</summary>\n${body}\n</details>`;
    })
    .join('\n');
}

function oneTable(
  input: ReportInput,
  { measure, unit, time, arms: found }: Comparison,
  arms: readonly string[],
): string {
  const note = isCalibrated(input, measure, unit) ? '' : '; scale not calibrated';
  // An individual cannot be repeated in a laboratory, so there is no number of cells to see it with.
  const alone = assays[input.manifest.assay].experiment !== undefined;
  const drawn = found.some(({ parameters }) => parameters !== undefined);
  const rows = found
    .filter(({ arm }) => arms.includes(arm))
    .map(({ arm, effect, needed, parameters, verdict }) => [
      escapeHtml(comparedTitle(input, arm)),
      number(effect.value),
      number(effect.control),
      ratio(effect.ratio),
      ...(drawn ? [parameters === undefined ? '' : interval(parameters)] : []),
      interval(effect),
      String(effect.n),
      ...(alone ? [] : [sizeNeeded(needed)]),
      `<span class="verdict ${verdict.replace(/ /g, '-')}">${verdictOf(input, verdict)}</span>`,
    ]);
  const inUnit = unit === '1' ? '' : ` (${unitText(unit)})`;
  const caption = `${measureTitle(input, measure)} at ${duration(time)}: mean of ${experimentWord(input.manifest.assay)}s${note}`;
  return table(
    caption,
    [
      'Arm',
      `Value${inUnit}`,
      `Control${inUnit}`,
      'Ratio',
      ...(drawn ? ['95 % parameters'] : []),
      '95 % sampling',
      'n',
      ...(alone ? [] : ['Cells to see it']),
      'Verdict',
    ],
    rows,
  );
}
