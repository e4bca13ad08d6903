import type { DrawSummary, ScreenedContext } from '@invadolab/results';
import { escapeHtml } from '../markup.js';
import { summaryText } from './sentences.js';

/** Side of a square, px, and the gaps between environments, between cells, and between cancers and healthy cells. */
const side = 13;
const gap = 2;
const cellGap = 6;
const healthyGap = 14;

interface Square {
  readonly context: ScreenedContext;
  readonly x: number;
  /** Set for the first square of a cell: how many it has. */
  readonly group?: number;
}

/** Where the square of each context stands: in their order, those of a cell together, healthy cells apart. */
function squaresOf(contexts: readonly ScreenedContext[]): {
  readonly squares: readonly Square[];
  readonly width: number;
} {
  let x = 0;
  const squares = contexts.map((context, at): Square => {
    const before = contexts[at - 1];
    if (before !== undefined)
      x += side + (before.cell === context.cell ? gap : before.healthy === context.healthy ? cellGap : healthyGap);
    const first = before?.cell !== context.cell;
    return { context, x, ...(first && { group: contexts.filter(({ cell }) => cell === context.cell).length }) };
  });
  return { squares, width: x + side };
}

/** One square per cell and environment: blue the less is left, orange the more, crossed where the control shows nothing. */
export function stripSvg(contexts: readonly ScreenedContext[], ratios: readonly DrawSummary[], name: string): string {
  const { squares, width } = squaresOf(contexts);
  const drawn = squares.map(({ context, x }, at) => {
    const said = `${context.name}, ${context.environment}: ${summaryText(ratios[at])}`;
    return `<g><title>${escapeHtml(said)}</title>${squareSvg(x, ratios[at].median)}</g>`;
  });
  const all = contexts.map((context, at) => `${context.name}, ${context.environment}: ${summaryText(ratios[at])}`);
  const label = escapeHtml(`${name}. ${all.join('; ')}`);
  return `<svg class="strip" width="${width}" height="${side + 2}" viewBox="0 -1 ${width} ${side + 2}" role="img" aria-label="${label}">${drawn.join('')}</svg>`;
}

function squareSvg(x: number, ratio: number | null): string {
  const at = `x="${x + 0.5}" y="0.5" width="${side - 1}" height="${side - 1}"`;
  const frame = `<rect ${at} style="fill:none;stroke:var(--rule)"/>`;
  if (ratio === null)
    return `${frame}<line x1="${x + 3}" y1="${side - 3}" x2="${x + side - 3}" y2="3" style="stroke:var(--muted)"/>`;
  return `<rect ${at} style="fill:${ratio < 1 ? 'var(--down)' : 'var(--up)'};fill-opacity:${strength(ratio).toFixed(2)}"/>${frame}`;
}

/** Nothing left and twice as much are equally strong. */
function strength(ratio: number): number {
  return Math.min(1, Math.abs(ratio - 1));
}

/** Names of the cells above the squares, slanted. */
export function stripHead(contexts: readonly ScreenedContext[]): string {
  const { squares, width } = squaresOf(contexts);
  const names = squares.flatMap(({ context, x, group }) => {
    if (group === undefined) return [];
    const middle = x + (group * side + (group - 1) * gap) / 2;
    return [`<text transform="translate(${middle} 74) rotate(-50)">${escapeHtml(context.name)}</text>`];
  });
  return `<svg class="strip names" width="${width}" height="78" aria-hidden="true">${names.join('')}</svg>`;
}

/** The scale of the squares. */
export function stripScale(): string {
  const ratios = [0, 0.25, 0.5, 0.75, 1, 1.5, 2];
  const squares = ratios.map((ratio, at) => squareSvg(at * side, ratio)).join('');
  const width = ratios.length * side;
  return `<li>0 <svg width="${width}" height="${side + 2}" viewBox="0 -1 ${width} ${side + 2}" aria-hidden="true">${squares}</svg> 2 or more, in each cell and environment</li>`;
}

/** Which squares are which, for a reader without the names above them. */
export function stripOrder(contexts: readonly ScreenedContext[]): string {
  const cells = [...new Map(contexts.map((context) => [context.cell, context])).values()];
  const environments = [...new Set(contexts.map(({ environment }) => environment))];
  const each = environments.length > 1 ? `, each in ${environments.join(' and ')}` : '';
  return `Squares from the left: ${cells.map(({ name, healthy }) => `${name}${healthy ? ' (healthy)' : ''}`).join(', ')}${each}.`;
}
