import type { Plane } from './plane.js';
import { indices, robustSpread, valuesAt } from './statistics.js';

/** Pixels above `least` that no pixel within `reach` exceeds, highest first. */
export function peaksOf(
  { width, height, data }: Plane,
  inside: (i: number) => boolean,
  reach: number,
  least: number,
): number[] {
  const peaks: number[] = [];
  for (let i = 0; i < data.length; i++) {
    if (data[i] > least && inside(i) && isHighest(data, width, height, i, reach)) peaks.push(i);
  }
  return peaks.sort((a, b) => data[b] - data[a] || a - b);
}

function isHighest(data: Float32Array, width: number, height: number, at: number, reach: number): boolean {
  const column = at % width;
  const row = (at - column) / width;
  const far = Math.floor(reach);
  for (let r = Math.max(0, row - far); r <= Math.min(height - 1, row + far); r++) {
    for (let c = Math.max(0, column - far); c <= Math.min(width - 1, column + far); c++) {
      if ((r - row) * (r - row) + (c - column) * (c - column) > reach * reach) continue;
      const other = r * width + c;
      if (data[other] > data[at] || (data[other] === data[at] && other < at)) return false;
    }
  }
  return true;
}

/** Rounds in which the face between peaks is judged anew, and the least share of the cell that must lie between them. */
const rounds = 4;
const leastBetween = 0.1;
/** What a peak shines on, in standard deviations of the filter: beyond, a spot responds with a tenth of its height or less. */
const shadow = 3;

/**
 * Median and robust standard deviation of a response between its peaks: of all pixels first, then without the surroundings
 * of what stands `detection` deviations out, until that no longer changes. Many puncta would otherwise pass for noise and hide the
 * faint ones among them.
 */
export function betweenPeaks(
  response: Plane,
  inside: (i: number) => boolean,
  sigma: number,
  detection: number,
): { readonly centre: number; readonly deviation: number } {
  const { width, height, data } = response;
  const all = indices(data.length, inside);
  let spread = robustSpread(valuesAt(data, all));
  for (let round = 0, before = -1; round < rounds; round++) {
    const peaks = peaksOf(response, inside, sigma, spread.centre + detection * spread.deviation);
    if (peaks.length === before) break;
    before = peaks.length;
    const shone = new Uint8Array(data.length);
    for (const peak of peaks) paint(shone, width, height, peak, shadow * sigma);
    const between = all.filter((i) => shone[i] === 0);
    if (between.length < leastBetween * all.length) break;
    spread = robustSpread(valuesAt(data, between));
  }
  return spread;
}

function paint(mask: Uint8Array, width: number, height: number, at: number, radius: number): void {
  const column = at % width;
  const row = (at - column) / width;
  for (let r = Math.max(0, Math.ceil(row - radius)); r <= Math.min(height - 1, row + radius); r++) {
    const half = Math.floor(Math.sqrt(radius * radius - (r - row) * (r - row)));
    mask.fill(1, r * width + Math.max(0, column - half), r * width + Math.min(width - 1, column + half) + 1);
  }
}
