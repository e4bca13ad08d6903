import { components, opened } from './components.js';
import { type Labels, maskOf, type Plane } from './plane.js';

/** One hole in the film; column and row in pixels of the image. */
export interface FilmHole {
  /** Its number in the labels, from 1. */
  readonly label: number;
  readonly column: number;
  readonly row: number;
  /** um2 */
  readonly area: number;
  /** Mean lost share of the film in it. */
  readonly depth: number;
}

/** All holes of a field below one threshold. */
export interface FilmHoles {
  readonly labels: Labels;
  readonly found: readonly FilmHole[];
  /** um2 */
  readonly area: number;
}

/** Film below `threshold` of the cell-free one, opened with 3 x 3 pixels, in pieces of at least `smallest` um2. */
export function filmHoles(share: Plane, pixel: number, threshold: number, smallest: number): FilmHoles {
  const { width, height } = share;
  const pieces = components(opened(maskOf(share, threshold, true)));
  // One part in 1e9, as pixels such as 0.1 x 0.1 um are not exact.
  const enough = (smallest / (pixel * pixel)) * (1 - 1e-9);
  const kept = pieces.found.filter(({ pixels }) => pixels >= enough);
  const number = new Int32Array(pieces.found.length + 1);
  for (const [i, { label }] of kept.entries()) number[label] = i + 1;
  const lost = new Float64Array(kept.length + 1);
  const data = pieces.labels.data.map((label) => number[label]);
  for (let i = 0; i < data.length; i++) if (data[i] > 0) lost[data[i]] += 1 - share.data[i];
  const found = kept.map(({ pixels, column, row }, i) => ({
    label: i + 1,
    column,
    row,
    area: pixels * pixel * pixel,
    depth: lost[i + 1] / pixels,
  }));
  const area = found.reduce((sum, hole) => sum + hole.area, 0);
  return { labels: { width, height, data, count: found.length }, found, area };
}

/** Area of hole (um2) whose pixels have their centre within `radius` um of a point. */
export function holeAround(holes: FilmHoles, pixel: number, column: number, row: number, radius: number): number {
  const { width, height, data } = holes.labels;
  const reach = radius / pixel;
  let pixels = 0;
  for (let r = Math.max(0, Math.ceil(row - reach)); r <= Math.min(height - 1, row + reach); r++) {
    for (let c = Math.max(0, Math.ceil(column - reach)); c <= Math.min(width - 1, column + reach); c++) {
      const away = (c - column) * (c - column) + (r - row) * (r - row);
      if (data[r * width + c] > 0 && away <= reach * reach) pixels++;
    }
  }
  return pixels * pixel * pixel;
}
