import { fates } from '@invadolab/assays';
import * as Plot from '@observablehq/plot';
import type { ReportInput } from '../input.js';
import { escapeHtml, figure, table } from '../markup.js';
import { panel, small } from '../plate.js';
import { armTitle, duration, number } from '../wording.js';
import { lastMean } from './individuals.js';

/** What the strip shows of the way, in its order; the rest of the fates stand in the table. */
const drawnFates = [
  { said: 'lost in the blood', of: ['shed.lost_in_blood'], fill: 'var(--muted)' },
  { said: 'lost while arrested', of: ['shed.lost_arrested'], fill: 'var(--down)' },
  { said: 'lost after extravasation', of: ['shed.lost_outside', 'shed.lost_small'], fill: 'var(--bad)' },
  { said: 'dormant', of: ['shed.dormant'], fill: 'var(--up)' },
  {
    said: 'on the way or in small colonies',
    of: ['shed.in_blood', 'shed.arrested', 'shed.outside', 'shed.small'],
    fill: 'var(--good)',
  },
] as const;

/** A share is written where its part of the strip is wider than this, px. */
const labelled = 44;

/** Where what was shed has gone: a strip per arm from the vessel to the organ, and the shares as a table. */
export function fateStrips(input: ReportInput, arms: readonly string[]): string {
  const all = [input.facts.control, ...arms].filter((arm) => lastMean(input, 'shed.lost_outside', arm) !== undefined);
  if (all.length === 0) return '';
  const { timepoints } = input.manifest.plan;
  const strips = all.map((arm) => {
    let from = 0;
    const parts = drawnFates.map(({ said, of, fill }) => {
      const share = of.reduce((sum, id) => sum + (lastMean(input, id, arm) ?? 0), 0);
      const part = { said, fill, share, from: 100 * from, to: 100 * (from + share) };
      from += share;
      return part;
    });
    const draw = (width: number) =>
      panel({
        label: `${armTitle(input, arm)}: ${parts.map(({ said, share }) => `${said} ${percent(share)}`).join(', ')}`,
        width,
        height: 66,
        marginLeft: 4,
        marginRight: 24,
        marginTop: 4,
        marginBottom: 34,
        x: { label: '% of what was shed', labelAnchor: 'center', labelArrow: 'none', domain: [0, 100], ticks: 5 },
        y: { axis: null },
        marks: [
          Plot.rect(parts, { x1: 'from', x2: 'to', y1: 0, y2: 1, fill: 'fill', insetRight: 0.5 }),
          Plot.text(
            parts.filter(({ share }) => share * width > labelled),
            {
              x: ({ from: a, to: b }: { from: number; to: number }) => (a + b) / 2,
              y: 0.5,
              text: ({ share }: { share: number }) => percent(share),
            },
          ),
        ],
      });
    return small(
      armTitle(input, arm),
      `<div class="wide">${draw(900)}</div><div class="narrow">${draw(340)}</div>`,
    ).replace('class="small"', 'class="strip-of"');
  });
  const keys = drawnFates.map(({ said, fill }) => {
    return `<li><svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" fill="${fill}"/></svg> ${escapeHtml(said)}</li>`;
  });
  const caption =
    `All that entered the blood up to ${duration(timepoints[timepoints.length - 1])}, from the vessel (left) to the organ ` +
    '(right); a cluster counts once. Mean of the individuals. Metastases that grow are too few to be seen here: they stand in the table.';
  const body = `<ul class="legend">${keys.join('')}</ul>${strips.join('\n')}`;
  return [figure('Where cells are lost', caption, body), fateTable(input, all)].join('\n');
}

function fateTable(input: ReportInput, arms: readonly string[]): string {
  const rows = Object.entries(fates).map(([id, said]) => [
    escapeHtml(said),
    ...arms.map((arm) => percent(lastMean(input, id, arm) ?? 0)),
  ]);
  const per = (arm: string) => {
    const shed = lastMean(input, 'shed.count', arm) ?? 0;
    const growing = lastMean(input, 'metastases.growing', arm) ?? 0;
    return shed > 0 ? number((1e9 * growing) / shed) : 'none shed';
  };
  const shed = ['shed per individual', ...arms.map((arm) => number(lastMean(input, 'shed.count', arm) ?? 0))];
  const growing = ['growing metastases per thousand million shed', ...arms.map(per)];
  const headings = ['What was shed', ...arms.map((arm) => armTitle(input, arm))];
  return table('Where single cells and clusters are at the end', headings, [shed, ...rows, growing]);
}

function percent(share: number): string {
  return share === 0 ? '0' : share < 1e-4 ? '< 0.01 %' : `${number(100 * share, 2)} %`;
}
