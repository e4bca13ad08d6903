import type { Field } from './field.js';
import type { Footprints } from './footprints.js';
import { binned, type Mask, type Plane } from './plane.js';
import { indices, median, sampled } from './statistics.js';
import type { Thresholds } from './thresholds.js';

/** The film, flat-fielded, as a share of the cell-free film of its own field. */
export interface FilmShare {
  readonly share: Plane;
  /** Film at a distance from cells. */
  readonly free: Mask;
  /** Share of the field that is such film. */
  readonly freeShare: number;
  /** Counts above dark of the cell-free film. */
  readonly reference: number;
  /** Standard deviation of a pixel of the cell-free film, as a share of it. */
  readonly noise: number;
  /** Brightest over darkest of the light that was divided out. */
  readonly unevenness: number;
}

/** Blocks whose mean the surface of light is fitted to, um; and the least number of them for a curved, a tilted one. */
const block = 2;
const [forCurved, forTilted] = [60, 20];

/**
 * The film channel as a share of cell-free film. The light is divided out: by the flat-field picture where there is one,
 * else by a second-order surface fitted to the cell-free film, from which holes stand out and are left out. Undefined
 * where too little of the field is free of cells to say what intact film looks like.
 */
export function filmShare(
  field: Field,
  film: Plane,
  cells: Footprints | undefined,
  limits: Thresholds,
): FilmShare | undefined {
  const factor = cells === undefined ? 1 : Math.ceil(film.width / cells.labels.width);
  const margin = cells === undefined ? 0 : limits.degrading_margin / cells.pixel;
  const isFree = (column: number, row: number) => {
    if (cells === undefined) return true;
    const at = ((row / factor) | 0) * cells.labels.width + ((column / factor) | 0);
    return cells.outward.squared[at] > margin * margin;
  };
  const light = film.data.map((count) => count - field.dark);
  if (field.flat !== undefined) divide(light, field.flat, field.dark);
  const signal = { ...film, data: light };
  const blocks = freeBlocks(signal, field.pixel, isFree);
  const surface = field.flat === undefined ? fittedSurface(blocks) : () => 1;
  const free = new Uint8Array(light.length);
  let count = 0;
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (let row = 0; row < film.height; row++) {
    for (let column = 0; column < film.width; column++) {
      const at = row * film.width + column;
      const level = surface(column / film.width - 0.5, row / film.height - 0.5);
      light[at] /= level;
      low = Math.min(low, level);
      high = Math.max(high, level);
      if (!isFree(column, row)) continue;
      free[at] = 1;
      count++;
    }
  }
  const values = sampled(light, (i) => free[i] === 1);
  const centre = median(values);
  if (count < limits.free_film * light.length || !(centre > 0) || !(low > 0)) return undefined;
  for (let i = 0; i < light.length; i++) light[i] /= centre;
  const noise = neighbourNoise(signal, free);
  const mask = { width: film.width, height: film.height, data: free };
  return {
    share: signal,
    free: mask,
    freeShare: count / light.length,
    reference: centre * surface(0, 0),
    noise,
    unevenness: high / low,
  };
}

function divide(light: Float32Array, flat: Plane, dark: number): void {
  let total = 0;
  for (const count of flat.data) total += count - dark;
  const mean = total / flat.data.length;
  for (let i = 0; i < light.length; i++) light[i] /= Math.max((flat.data[i] - dark) / mean, 0.05);
}

interface Block {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** Means of blocks that are wholly free of cells, with positions from -0.5 to 0.5. */
function freeBlocks(signal: Plane, pixel: number, isFree: (column: number, row: number) => boolean): Block[] {
  const size = Math.max(1, Math.round(block / pixel));
  const means = binned(signal, size);
  const blocks: Block[] = [];
  for (let row = 0; (row + 1) * size <= signal.height; row++) {
    for (let column = 0; (column + 1) * size <= signal.width; column++) {
      const [left, top] = [column * size, row * size];
      const corners = [left, left + size - 1].every((x) => isFree(x, top) && isFree(x, top + size - 1));
      if (!corners) continue;
      const x = (left + size / 2) / signal.width - 0.5;
      const y = (top + size / 2) / signal.height - 0.5;
      blocks.push({ x, y, value: means.data[row * means.width + column] });
    }
  }
  return blocks;
}

type Surface = (x: number, y: number) => number;

/** 1, x, y, x^2, x y, y^2 of a place: as many of them as are fitted. */
const terms = (count: number) => {
  return ({ x, y }: Pick<Block, 'x' | 'y'>) => [1, x, y, x * x, x * y, y * y].slice(0, count);
};

/** Relative light: 1 in the middle of the field. Blocks more than a tenth below the surface are holes, and left out. */
function fittedSurface(blocks: readonly Block[]): Surface {
  const fitted = terms(blocks.length >= forCurved ? 6 : blocks.length >= forTilted ? 3 : 1);
  let kept = blocks;
  let weights = leastSquares(kept, fitted);
  for (let round = 0; round < 8 && weights !== undefined; round++) {
    const of = (each: Block) => fitted(each).reduce((sum, term, i) => sum + term * weights![i], 0);
    const next = blocks.filter((each) => each.value > 0.9 * of(each));
    if (next.length === kept.length || next.length < blocks.length / 4) break;
    kept = next;
    weights = leastSquares(kept, fitted);
  }
  if (weights === undefined) return () => 1;
  // Written out, because it is taken at every pixel.
  const [middle, byX = 0, byY = 0, byXX = 0, byXY = 0, byYY = 0] = weights;
  return (x, y) => (middle + x * (byX + x * byXX + y * byXY) + y * (byY + y * byYY)) / middle;
}

/** Normal equations by Gaussian elimination; undefined where they are singular. */
function leastSquares(blocks: readonly Block[], fitted: (at: Block) => number[]): number[] | undefined {
  if (blocks.length === 0) return undefined;
  const n = fitted(blocks[0]).length;
  const rows = Array.from({ length: n }, () => new Float64Array(n + 1));
  for (const each of blocks) {
    const t = fitted(each);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) rows[i][j] += t[i] * t[j];
      rows[i][n] += t[i] * each.value;
    }
  }
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(rows[r][i]) > Math.abs(rows[pivot][i])) pivot = r;
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    if (!(Math.abs(rows[i][i]) > 1e-9 * blocks.length)) return undefined;
    for (let r = 0; r < n; r++) {
      if (r === i) continue;
      const share = rows[r][i] / rows[i][i];
      for (let c = i; c <= n; c++) rows[r][c] -= share * rows[i][c];
    }
  }
  return rows.map((row, i) => row[n] / row[i]);
}

/** Standard deviation of a pixel from the differences of neighbours, which know nothing of slow changes. */
function neighbourNoise({ width, data }: Plane, free: Uint8Array): number {
  const pairs = indices(data.length, (i) => free[i] === 1 && free[i + 1] === 1 && (i + 1) % width !== 0);
  const differences = new Float32Array(pairs.length);
  for (let i = 0; i < pairs.length; i++) differences[i] = Math.abs(data[pairs[i]] - data[pairs[i] + 1]);
  return (1.482602 * median(differences)) / Math.SQRT2;
}
