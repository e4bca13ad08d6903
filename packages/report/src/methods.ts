import { assays, powerWanted, resolveMeasure } from '@invadolab/assays';
import type { Comparison } from './compared.js';
import type { ReportInput } from './input.js';
import { escapeHtml, table } from './markup.js';
import { capital, duration, experimentWord, measureTitle, unitText } from './wording.js';

/** Everything needed to do it again: size, seed, engine, versions, settings, definitions. */
export function methods(input: ReportInput, compared: readonly Comparison[]): string {
  return [runTable(input), definitions(input, compared), settingsTable(input)].join('\n');
}

function runTable({ manifest }: ReportInput): string {
  const { plan, engine, hashes, versions } = manifest;
  const alone = assays[manifest.assay].experiment !== undefined;
  const rows = [
    ['Assay', assays[manifest.assay].title],
    [`${capital(experimentWord(manifest.assay))}s (n)`, String(plan.experiments)],
    ...(alone ? [] : [['Cells per arm and experiment', String(plan.cells)]]),
    ['Time points', plan.timepoints.map(duration).join(', ')],
    ['Seed', String(manifest.seed)],
    ['Engine', `${engine.id} (${engine.exactness})`],
    [
      'Versions',
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ],
    ['Study', hashes.study.slice(0, 16)],
    ['Catalogue', hashes.catalog.slice(0, 16)],
    [
      'Intervals',
      `95 %, percentiles of 2000 paired bootstrap draws: ${experimentWord(manifest.assay)}s${alone ? '' : ', then cells; an exact binomial bound where no cell is above zero'}`,
    ],
    ...(alone
      ? []
      : [
          [
            'Cells to see it',
            `experiments \u00d7 cells per arm and experiment with which a paired t test of the experiments finds the effect with a power of ${powerWanted} at the level 0.05; cells of two arms as strangers`,
          ],
        ]),
  ];
  return table(
    'The run',
    ['What', 'Value'],
    rows.map(([what, value]) => [escapeHtml(what), escapeHtml(value)]),
  );
}

function definitions(input: ReportInput, compared: readonly Comparison[]): string {
  const items = compared.map(({ measure }) => {
    const text = resolveMeasure(assays[input.manifest.assay], measure)?.definition.definition ?? '';
    return `<dt>${escapeHtml(measureTitle(input, measure))}</dt><dd>${escapeHtml(text)}</dd>`;
  });
  return `<h3>Definitions of the measures</h3><dl>${items.join('\n')}</dl>`;
}

function settingsTable({ manifest }: ReportInput): string {
  const known = assays[manifest.assay].settings;
  const rows = Object.entries(manifest.thresholds).map(([id, value]) => {
    const title = known[id]?.title ?? id;
    const [number, ...unit] = String(value).split(' ');
    return [
      escapeHtml(title[0].toUpperCase() + title.slice(1)),
      escapeHtml(`${number} ${unitText(unit.join(' '))}`.trim()),
    ];
  });
  if (rows.length === 0) return '';
  return `<details><summary>Thresholds, microscope and other settings (${rows.length})</summary>${table('Settings', ['Setting', 'Value'], rows)}</details>`;
}
