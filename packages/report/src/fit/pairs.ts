import type { FitRecord } from '@invadolab/results';
import * as Plot from '@observablehq/plot';
import { escapeHtml, figure, table } from '../markup.js';
import { panel, small } from '../plate.js';
import { unitText } from '../wording.js';
import { tickText } from './significant.js';

/** What is drawn of a fit or a calibration. */
type Correlated = Pick<FitRecord, 'parameters' | 'correlations' | 'ridges'>;

/** Parameters that are known only together, drawn; and all correlations as a table. */
export function pairsFigure(record: Correlated, values: (id: string) => readonly number[]): string {
  const ridges = record.ridges.map(({ parameters: [a, b] }) => small(`${a} and ${b}`, scatter(record, a, b, values)));
  const drawn =
    ridges.length === 0
      ? ''
      : figure(
          'Known only together',
          'Each dot is one accepted parameter set, over the ranges that were allowed. Along the ridge the data cannot tell one set from another.',
          `<div class="grid">${ridges.join('\n')}</div>`,
        );
  return `${drawn}\n${correlationTable(record)}`;
}

function scatter(record: Correlated, a: string, b: string, values: (id: string) => readonly number[]): string {
  const [first, second] = [a, b].map((id) => record.parameters.find((each) => each.id === id)!);
  const others = values(b);
  const points = values(a).map((x, i) => ({ x, y: others[i] }));
  const axis = ({ id, kind, range, unit }: FitRecord['parameters'][number]) => ({
    type: kind === 'uniform' ? ('linear' as const) : ('log' as const),
    domain: [...range],
    label: unitText(unit) === '' ? id : `${id} (${unitText(unit)})`,
    labelArrow: 'none' as const,
    ticks: 3,
    tickFormat: tickText,
  });
  return panel({
    label: `Accepted sets of ${a} and ${b}`,
    width: 260,
    height: 230,
    marginLeft: 48,
    marginBottom: 36,
    marginTop: 22,
    marginRight: 10,
    x: { ...axis(first), labelAnchor: 'center' },
    y: axis(second),
    marks: [
      Plot.frame({ stroke: 'var(--rule)' }),
      Plot.dot(points, { x: 'x', y: 'y', r: 2, fill: 'var(--after)', fillOpacity: 0.6 }),
    ],
  });
}

function correlationTable({ parameters, correlations }: Correlated): string {
  if (parameters.length < 2) return '';
  const rows = parameters.slice(1).map(({ id }, i) => [
    escapeHtml(id),
    ...parameters.slice(0, -1).map((_, j) => {
      const found = correlations[i + 1][j];
      return j > i || found === null ? '' : found.toFixed(2).replace('-', '\u2212');
    }),
  ]);
  const headings = ['', ...parameters.slice(0, -1).map(({ id }) => id)];
  return table('Correlations between parameters over the accepted sets', headings, rows);
}
