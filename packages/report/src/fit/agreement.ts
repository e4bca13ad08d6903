import { log } from '@invadolab/core';
import type { FitRecord, FittedPoint } from '@invadolab/results';
import { escapeHtml, figure } from '../markup.js';
import { duration, ratio } from '../wording.js';
import { significant } from './significant.js';

const percent = (value: number) => `${value.toFixed(2)}%`;

/** Every datum beside what the accepted sets predict, as a table with a drawn column on one logarithmic axis per measure. */
export function agreementFigure({ points, comparison, control }: FitRecord): string {
  const measures = [...new Set(points.map(({ measure }) => measure))];
  const arms = [...new Set(points.map(({ arm }) => arm))];
  const ordered = [...points].sort((a, b) => arms.indexOf(a.arm) - arms.indexOf(b.arm) || a.time - b.time);
  return measures
    .map((measure) =>
      agreement(
        ordered.filter((point) => point.measure === measure),
        measure,
        comparison.scale,
        control,
      ),
    )
    .join('\n');
}

function agreement(points: readonly FittedPoint[], measure: string, scale: 'ratio' | 'value', control: string): string {
  const all = points.flatMap(({ low, high, observed, predicted }) => [
    low,
    high,
    observed,
    predicted?.low ?? low,
    predicted?.high ?? high,
  ]);
  const positive = all.filter((value) => value > 0 && value < Number.POSITIVE_INFINITY);
  const [least, most] = [Math.min(...positive) / 1.15, Math.max(...positive) * 1.15];
  const at = (value: number) =>
    value <= least ? 0 : value >= most ? 100 : (100 * (log(value) - log(least))) / (log(most) - log(least));
  const said = scale === 'ratio' ? ratio : significant;
  const rows = points.map((point) => row(point, at, said));
  const ticks = scale === 'ratio' ? [1] : [];
  const axis = [least * 1.15, ...ticks, most / 1.15].filter(
    (value, i, list) => i === 0 || at(value) - at(list[i - 1]) > 8,
  );
  const what = scale === 'ratio' ? `ratio to ${control}` : 'value';
  const body = [
    '<table class="forest"><thead><tr><th scope="col">Arm</th><th scope="col">At</th><th scope="col"></th><th scope="col">Measured</th><th scope="col">Fitted (90 %)</th></tr></thead>',
    `<tbody>${rows.join('\n')}</tbody>`,
    `<tfoot><tr><td></td><td></td><td class="drawn"><svg class="axis" width="100%" height="26" aria-hidden="true">${axis
      .map((value) => {
        const x = at(value);
        const anchor = x < 8 ? 'start' : x > 92 ? 'end' : 'middle';
        return `<line x1="${percent(x)}" x2="${percent(x)}" y1="0" y2="5"/><text x="${percent(x)}" y="19" text-anchor="${anchor}">${said(value)}</text>`;
      })
      .join('')}</svg></td><td></td><td></td></tr></tfoot></table>`,
  ].join('\n');
  const caption =
    'Dot and thin line: the datum with its 90 % interval (sampling error and the discrepancy allowed to the model). Thick ' +
    'line: what 90 % of the accepted parameter sets predict. Logarithmic axis. An arrow marks a datum that is only an upper bound.';
  return figure(`${measure}: ${what}, measured and fitted`, caption, body);
}

function row(point: FittedPoint, at: (value: number) => number, said: (value: number) => string): string {
  const { title, time, observed, low, high, below, predicted } = point;
  const band =
    predicted === null
      ? ''
      : `<line x1="${percent(at(predicted.low))}" x2="${percent(Math.max(at(predicted.high), at(predicted.low) + 0.6))}" y1="19" y2="19" style="stroke:var(--after);stroke-width:6;stroke-linecap:round;opacity:.75"/>`;
  const bar = below
    ? `<line x1="0" x2="${percent(at(observed))}" y1="9" y2="9" style="stroke:var(--datum);stroke-width:1.5;stroke-dasharray:4 3"/><text x="${percent(at(observed))}" y="13" style="fill:var(--datum)">\u25c2</text>`
    : `<line x1="${percent(at(low))}" x2="${percent(at(high))}" y1="9" y2="9" style="stroke:var(--datum);stroke-width:1.5"/><circle cx="${percent(at(observed))}" cy="9" r="4" style="fill:var(--datum)"/>`;
  const fitted =
    predicted === null
      ? 'none'
      : `${said(predicted.median)} <span>(${said(predicted.low)}\u2013${said(predicted.high)})</span>`;
  return (
    `<tr><th scope="row">${escapeHtml(title)}</th><td>${duration(time)}</td><td class="drawn"><svg class="row" width="100%" height="30" aria-hidden="true">${band}${bar}</svg></td>` +
    `<td class="ratio">${below ? '&lt; ' : ''}${said(observed)}</td><td class="ratio">${fitted}</td></tr>`
  );
}
