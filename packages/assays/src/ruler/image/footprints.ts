import { components, filled, opened } from './components.js';
import { smoothed } from './convolve.js';
import { type Distances, distances } from './distance.js';
import type { Nuclei, Nucleus } from './nuclei.js';
import { otsu, type Split } from './otsu.js';
import { type Labels, type Mask, maskOf, type Plane } from './plane.js';
import { median, sampled } from './statistics.js';
import type { Thresholds } from './thresholds.js';
import { grownFrom } from './watershed.js';

/** Why a cell does not count. */
export type Exclusion = 'border' | 'small' | 'rounded' | 'dead';

/** One cell; positions on the grid of the labels. */
export interface Cell {
  /** Its number in the labels, from 1. */
  readonly label: number;
  /** Centre of the nucleus, or of the footprint where no nuclei are stained. */
  readonly column: number;
  readonly row: number;
  /** Footprint, um2. */
  readonly area: number;
  /** um2; not a number where no nuclei are stained. */
  readonly nucleus: number;
  readonly excluded?: Exclusion;
}

/** The cells of a field, and where the film is free of them. */
export interface Footprints {
  readonly labels: Labels;
  /** um per pixel of that grid. */
  readonly pixel: number;
  readonly found: readonly Cell[];
  /** Distance to the nearest footprint, stained objects without a nucleus included; pixels of the grid. */
  readonly outward: Distances;
  /** How cell and background were told apart; undefined where they could not be. */
  readonly split?: Split;
  /** The field lies inside one cell, by what a person said: nothing was told apart. */
  readonly given?: boolean;
}

/** A field that lies inside one cell: all of it is footprint, however small. */
export function wholeField({ width, height }: Plane, pixel: number): Footprints {
  const labels: Labels = { width, height, count: 1, data: new Int32Array(width * height).fill(1) };
  const area = width * height * pixel * pixel;
  const cell: Cell = { label: 1, column: (width - 1) / 2, row: (height - 1) / 2, area, nucleus: Number.NaN };
  return { labels, pixel, found: [cell], outward: distances(width, height, () => true), given: true };
}

/**
 * Outlines of cells in a stain of the whole cell: brighter than Otsu's threshold, without gaps, parted among nuclei. With
 * no nuclei given, every object of the size of a cell is one.
 */
export function findFootprints(
  stain: Plane,
  nuclei: Nuclei | undefined,
  pixel: number,
  limits: Thresholds,
): Footprints {
  const { width, height } = stain;
  const soft = smoothed(stain, 0.2 / pixel);
  const split = otsu(soft.data, true);
  const visible = split !== undefined && split.separation >= limits.separation;
  const piecesAbove = (level: number) =>
    withoutSpecks(filled(opened(maskOf(soft, level))), limits.smallest_piece / (pixel * pixel));
  const found = piecesAbove(visible ? split.threshold : Number.POSITIVE_INFINITY);
  const mask = visible ? atHalfHeight(soft, found, pixel, piecesAbove) : found;
  const labels = nuclei === undefined ? components(mask).labels : grownFrom(nuclei.labels, joined(mask, nuclei.labels));
  return {
    labels,
    pixel,
    found: measured(labels, nuclei, pixel, limits),
    outward: distances(width, height, (i) => mask.data[i] === 1 || labels.data[i] > 0),
    split: visible ? split : undefined,
  };
}

/** Where the light at an edge is judged: this far inside and outside of it, um. */
const [nearEdge, farFromEdge] = [0.75, 2];
/** A stain that loses more than this share of the cells at half the height of their edges is too uneven to be cut there. */
const mostLost = 0.1;

/**
 * The threshold that tells cells from background lies low on their edge, so they come out too wide. The edge is where the
 * stain is half-way between what it is just inside and just outside of it (medians over all edges).
 */
function atHalfHeight(soft: Plane, mask: Mask, pixel: number, piecesAbove: (level: number) => Mask): Mask {
  const { width, height, data } = mask;
  const beside = (value: 0 | 1) => {
    const { squared } = distances(width, height, (i) => data[i] !== value);
    const [near, far] = [nearEdge / pixel, farFromEdge / pixel];
    return median(sampled(soft.data, (i) => squared[i] >= near * near && squared[i] <= far * far));
  };
  const cut = piecesAbove((beside(1) + beside(0)) / 2);
  const pixels = (each: Mask) => each.data.reduce((sum, one) => sum + one, 0);
  const kept = pixels(cut) / pixels(mask);
  return kept >= 1 - mostLost && kept <= 1 ? cut : mask;
}

function withoutSpecks(mask: Mask, smallest: number): Mask {
  const { labels, found } = components(mask);
  return {
    ...mask,
    data: mask.data.map((_, i) => (labels.data[i] > 0 && found[labels.data[i] - 1].pixels >= smallest ? 1 : 0)),
  };
}

/** A nucleus lies in its cell, even where the stain of the cell is faint above it. */
function joined(mask: Mask, nuclei: Labels): Mask {
  return { ...mask, data: mask.data.map((each, i) => (each === 1 || nuclei.data[i] > 0 ? 1 : 0)) };
}

function measured(labels: Labels, nuclei: Nuclei | undefined, pixel: number, limits: Thresholds): Cell[] {
  const { width, height, count } = labels;
  const pixels = new Float64Array(count + 1);
  const columns = new Float64Array(count + 1);
  const rows = new Float64Array(count + 1);
  /** Pixels on the edge of the image. */
  const border = new Uint32Array(count + 1);
  for (let i = 0; i < labels.data.length; i++) {
    const label = labels.data[i];
    if (label === 0) continue;
    const column = i % width;
    const row = (i - column) / width;
    pixels[label]++;
    columns[label] += column;
    rows[label] += row;
    if (column === 0 || row === 0 || column === width - 1 || row === height - 1) border[label]++;
  }
  const cells = Array.from({ length: count }, (_, i) => {
    const label = i + 1;
    const nucleus = nuclei?.found[i];
    const area = pixels[label] * pixel * pixel;
    return {
      label,
      column: nucleus?.column ?? columns[label] / pixels[label],
      row: nucleus?.row ?? rows[label] / pixels[label],
      area,
      nucleus: nucleus?.area ?? Number.NaN,
      excluded: exclusion(area, border[label] * pixel > limits.touching, nucleus, limits),
    };
  });
  // Without nuclei a small object is no cell at all.
  return nuclei === undefined ? cells.filter(({ excluded }) => excluded !== 'small') : cells;
}

function exclusion(
  area: number,
  border: boolean,
  nucleus: Nucleus | undefined,
  limits: Thresholds,
): Exclusion | undefined {
  if (nucleus?.dead) return 'dead';
  if (border) return 'border';
  if (area < limits.smallest_cell) return 'small';
  return nucleus !== undefined && area < limits.rounded * nucleus.area ? 'rounded' : undefined;
}

/** Distance (pixels of the grid, squared) from inside a cell to the nearest pixel outside of it, be it film or another cell. */
export function inward({ labels }: Footprints): Float64Array {
  const { width, height, data } = labels;
  const differs = (a: number, b: number) => data[a] !== data[b];
  return distances(width, height, (i) => {
    if (data[i] === 0) return true;
    const column = i % width;
    return (
      (column > 0 && data[i - 1] > 0 && differs(i, i - 1)) ||
      (i >= width && data[i - width] > 0 && differs(i, i - width))
    );
  }).squared;
}
