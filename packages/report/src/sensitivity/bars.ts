import type { ShareOf } from '@invadolab/results';
import { escapeHtml } from '../markup.js';

/** One row of a table with a drawn column. */
export interface BarRow {
  readonly title: string;
  readonly aside: string;
  /** In full; `strong` is drawn over `weak`, from 0. */
  readonly strong: number;
  readonly weak?: number;
  readonly interval?: readonly [number, number];
  readonly said: readonly string[];
}

/** A table whose drawn column has bars from 0 to the largest value. */
export function barTable(headings: readonly string[], rows: readonly BarRow[], most: number): string {
  const percent = (value: number) => `${Math.min(100, Math.max(0, (100 * value) / most)).toFixed(2)}%`;
  const drawn = rows.map(({ title, aside, strong, weak, interval, said }) => {
    const back =
      weak === undefined
        ? ''
        : `<rect x="0" y="7" height="16" width="${percent(weak)}" style="fill:var(--after);opacity:.3"/>`;
    const whisker =
      interval === undefined
        ? ''
        : `<line x1="${percent(interval[0])}" x2="${percent(interval[1])}" y1="15" y2="15" style="stroke:var(--datum);stroke-width:1.2"/>`;
    return (
      `<tr><th scope="row">${escapeHtml(title)}<br><span class="aside">${escapeHtml(aside)}</span></th>` +
      `<td class="drawn"><svg class="row" width="100%" height="30" aria-hidden="true">${back}<rect x="0" y="7" height="16" width="${percent(strong)}" style="fill:var(--after)"/>${whisker}</svg></td>` +
      `${said.map((text) => `<td class="ratio">${escapeHtml(text)}</td>`).join('')}</tr>`
    );
  });
  const head = headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join('');
  return `<table class="forest"><thead><tr>${head}</tr></thead>\n<tbody>${drawn.join('\n')}</tbody></table>`;
}

/** A share as per cent with its interval. */
export function shareText({ value, low, high }: ShareOf): string {
  if (value === null) return 'none';
  const percent = (share: number | null) =>
    (share === null ? 'none' : String(Math.round(100 * share))).replace('-', '\u2212');
  return `${percent(value)} % (${percent(low)}\u2013${percent(high)})`;
}
