import { components, filled } from './components.js';
import { smoothed } from './convolve.js';
import { distances } from './distance.js';
import { otsu } from './otsu.js';
import { type Labels, type Mask, maskOf, type Plane } from './plane.js';
import { median } from './statistics.js';
import type { Thresholds } from './thresholds.js';
import { grownFrom } from './watershed.js';

/** One nucleus; column and row on the grid it was found on. */
export interface Nucleus {
  /** Its number in the labels, from 1. */
  readonly label: number;
  readonly column: number;
  readonly row: number;
  /** um2 */
  readonly area: number;
  /** Small, and twice as bright as the others: condensed. */
  readonly dead: boolean;
}

/** The nuclei of a field. */
export interface Nuclei {
  readonly labels: Labels;
  readonly found: readonly Nucleus[];
}

/** Nuclei of a channel whose pixels are `pixel` um wide; touching ones are parted at their waist. */
export function findNuclei(plane: Plane, pixel: number, limits: Thresholds): Nuclei {
  const { width, height } = plane;
  const soft = smoothed(plane, 0.4 / pixel);
  const split = otsu(soft.data, true);
  const none = { labels: { width, height, data: new Int32Array(width * height), count: 0 }, found: [] };
  if (split === undefined || split.separation < limits.separation) return none;
  const mask = filled(maskOf(soft, split.threshold));
  const parted = grownFrom(seedsOf(mask, pixel), mask);
  return measured(parted, soft, split.dark, pixel, limits);
}

/** Middles of nuclei: peaks of the distance to the edge that are further apart than one nucleus is wide. */
function seedsOf(mask: Mask, pixel: number): Labels {
  const { width, height } = mask;
  const { squared } = distances(width, height, (i) => mask.data[i] === 0);
  const { labels } = components(mask);
  const window = Math.max(1, Math.round(1 / pixel));
  const peaks: number[] = [];
  for (let i = 0; i < squared.length; i++) {
    if (squared[i] > 1 && squared[i] < Number.POSITIVE_INFINITY && isPeak(squared, width, height, i, window)) {
      peaks.push(i);
    }
  }
  peaks.sort((a, b) => squared[b] - squared[a] || a - b);
  const data = new Int32Array(mask.data.length);
  const chosen: number[] = [];
  for (const peak of peaks) {
    const radius = Math.sqrt(squared[peak]);
    const apart = chosen.every((other) => {
      if (labels.data[other] !== labels.data[peak]) return true;
      const columns = (other % width) - (peak % width);
      const rows = Math.floor(other / width) - Math.floor(peak / width);
      return Math.sqrt(columns * columns + rows * rows) > Math.sqrt(squared[other]) + radius / 2;
    });
    if (!apart) continue;
    chosen.push(peak);
    data[peak] = chosen.length;
  }
  return { width, height, data, count: chosen.length };
}

function isPeak(values: Float64Array, width: number, height: number, at: number, window: number): boolean {
  const column = at % width;
  const row = (at - column) / width;
  for (let r = Math.max(0, row - window); r <= Math.min(height - 1, row + window); r++) {
    for (let c = Math.max(0, column - window); c <= Math.min(width - 1, column + window); c++) {
      const other = r * width + c;
      if (values[other] > values[at] || (values[other] === values[at] && other < at)) return false;
    }
  }
  return true;
}

function measured(parted: Labels, soft: Plane, dark: number, pixel: number, limits: Thresholds): Nuclei {
  const { width, height, count } = parted;
  const pixels = new Float64Array(count + 1);
  const columns = new Float64Array(count + 1);
  const rows = new Float64Array(count + 1);
  const light = new Float64Array(count + 1);
  for (let i = 0; i < parted.data.length; i++) {
    const label = parted.data[i];
    if (label === 0) continue;
    const column = i % width;
    pixels[label]++;
    columns[label] += column;
    rows[label] += (i - column) / width;
    light[label] += soft.data[i] - dark;
  }
  const area = (label: number) => pixels[label] * pixel * pixel;
  const brightness = (label: number) => light[label] / pixels[label];
  const all = Array.from({ length: count }, (_, i) => i + 1).filter((label) => area(label) <= limits.largest_nucleus);
  const normal = all.filter((label) => area(label) >= limits.dead_nucleus);
  const usual = median(Float32Array.from(normal, brightness));
  const isDead = (label: number) => area(label) < limits.dead_nucleus && brightness(label) > 2 * usual;
  const kept = all.filter((label) => area(label) >= limits.smallest_nucleus || (isDead(label) && area(label) >= 5));
  const number = new Int32Array(count + 1);
  for (const [i, label] of kept.entries()) number[label] = i + 1;
  return {
    labels: { width, height, data: parted.data.map((label) => number[label]), count: kept.length },
    found: kept.map((label, i) => ({
      label: i + 1,
      column: columns[label] / pixels[label],
      row: rows[label] / pixels[label],
      area: area(label),
      dead: isDead(label),
    })),
  };
}
