import type { Plane } from './plane.js';
import { median } from './statistics.js';

/** Inner and outer radius of the ring that tells the light around a spot, um. */
const ring = [1, 1.6] as const;

/** What spots are measured in: the smoothed stain, the response of the filter, and the pixels that have a spot already. */
export interface SpotView {
  readonly soft: Plane;
  readonly response: Plane;
  readonly taken: Uint8Array;
  /** um */
  readonly pixel: number;
  /** Standard deviation of the smoothing of `soft`, um. */
  readonly smoothing: number;
  /** Largest area of interest, um2. */
  readonly largest: number;
}

/**
 * Half-maximum area of a spot, um2: the pixels joined to the peak that lie above the middle between it and the median of
 * a ring around it, as far as the response of the filter falls on the way there; where it rises again by more than
 * `rise`, a neighbour begins. The smoothing's own part, 2 pi ln 2 s^2 for a Gaussian spot, is taken off. Infinite where
 * the spot is wider than what counts as one. Its pixels are marked in `taken`.
 */
export function spotArea(view: SpotView, peak: number, rise: number): number {
  const { soft, response, taken, pixel, smoothing } = view;
  const { width, height, data } = soft;
  const column = peak % width;
  const row = (peak - column) / width;
  const half = (data[peak] + around(soft, column, row, pixel)) / 2;
  const own = 2 * Math.PI * Math.LN2 * smoothing * smoothing;
  const most = (view.largest + own) / (pixel * pixel);
  const queue = [peak];
  // Lowest response on the way to each pixel of the queue.
  const lowest = [response.data[peak]];
  const seen = new Set(queue);
  for (const [i, at] of queue.entries()) {
    if (queue.length > most) return Number.POSITIVE_INFINITY;
    const c = at % width;
    const neighbours = [c > 0 ? at - 1 : -1, c < width - 1 ? at + 1 : -1, at - width, at + width];
    for (const next of neighbours) {
      if (next < 0 || next >= width * height || seen.has(next) || taken[next] === 1) continue;
      if (!(data[next] > half) || response.data[next] > lowest[i] + rise) continue;
      seen.add(next);
      queue.push(next);
      lowest.push(Math.min(lowest[i], response.data[next]));
    }
  }
  for (const at of queue) taken[at] = 1;
  return queue.length * pixel * pixel - own;
}

function around({ width, height, data }: Plane, column: number, row: number, pixel: number): number {
  const [near, far] = ring.map((radius) => radius / pixel);
  const values: number[] = [];
  for (let r = Math.max(0, Math.ceil(row - far)); r <= Math.min(height - 1, row + far); r++) {
    for (let c = Math.max(0, Math.ceil(column - far)); c <= Math.min(width - 1, column + far); c++) {
      const away = (c - column) * (c - column) + (r - row) * (r - row);
      if (away >= near * near && away <= far * far) values.push(data[r * width + c]);
    }
  }
  return median(Float32Array.from(values));
}
