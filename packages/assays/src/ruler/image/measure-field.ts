import { smoothed } from './convolve.js';
import { coarseFactor, type Field } from './field.js';
import { type FilmShare, filmShare } from './film.js';
import { type FilmHoles, filmHoles, holeAround } from './film-holes.js';
import { type Cell, type Footprints, findFootprints, wholeField } from './footprints.js';
import { findImagePuncta, type ImagePunctum } from './image-puncta.js';
import { findNuclei, type Nuclei } from './nuclei.js';
import { binned } from './plane.js';
import type { Thresholds } from './thresholds.js';

/** A punctum, and how much hole lies close to it; the hole is not a number where no film could be judged. */
export interface JudgedPunctum extends ImagePunctum {
  /** um2 within the distance that makes it mature. */
  readonly hole: number;
  readonly mature: boolean;
}

/** A cell with what lies on and under it; holes are not a number where no film could be judged. */
export interface JudgedCell extends Cell {
  readonly puncta: readonly JudgedPunctum[];
  /** Hole under the footprint, um2. */
  readonly under: number;
  /** Hole under it and the rim around it that is nearer to it than to other cells, um2. */
  readonly nearby: number;
  readonly degrading: boolean;
}

/** Everything that the ruler finds in one field at one time. */
export interface Measured {
  readonly cells: readonly JudgedCell[];
  readonly footprints?: Footprints;
  readonly nuclei?: Nuclei;
  readonly film?: FilmShare;
  readonly holes?: FilmHoles;
  /** um2 of hole below the strict and the loose threshold. */
  readonly strict: number;
  readonly loose: number;
  /** Lost share summed under cells, their rim and in holes, um2 of intact film. */
  readonly lost: number;
}

/** The ruler on one field; `inside` says that all of it lies inside one cell, as a crop may. */
export function measureField(field: Field, limits: Thresholds, inside = false): Measured {
  const { nuclei: nuclearStain, actin, marker, film: filmStain } = field.channels;
  const factor = coarseFactor(field.pixel);
  const grid = field.pixel * factor;
  const nuclei = inside ? undefined : nuclearStain && findNuclei(binned(nuclearStain, factor), grid, limits);
  const cellStain = actin ?? marker;
  const stain = cellStain && binned(cellStain, factor);
  const footprints = stain && (inside ? wholeField(stain, grid) : findFootprints(stain, nuclei, grid, limits));
  const film = filmStain && filmShare(field, filmStain, footprints, limits);
  const smooth = film && smoothed(film.share, limits.film_smoothing / field.pixel);
  const holes = smooth && filmHoles(smooth, field.pixel, limits.hole, limits.smallest_hole);
  const areaBelow = (share: number) =>
    smooth ? filmHoles(smooth, field.pixel, share, limits.smallest_hole).area : Number.NaN;
  return {
    cells: footprints ? judgedCells(field, footprints, holes, limits) : [],
    footprints,
    nuclei,
    film,
    holes,
    strict: areaBelow(limits.strict_hole),
    loose: areaBelow(limits.loose_hole),
    lost: film && holes ? lostShare(film, holes) * field.pixel * field.pixel : Number.NaN,
  };
}

/**
 * Lost share summed, in pixels. Where the film is free of cells and of holes nothing is summed but noise, so its mean
 * there is taken for intact and only the rest counts.
 */
function lostShare({ share, free }: FilmShare, holes: FilmHoles): number {
  let [intact, pixels, rest, others] = [0, 0, 0, 0];
  for (let i = 0; i < share.data.length; i++) {
    if (free.data[i] === 1 && holes.labels.data[i] === 0) {
      intact += share.data[i];
      pixels++;
    } else {
      rest += share.data[i];
      others++;
    }
  }
  return others - rest / (intact / pixels);
}

function judgedCells(
  field: Field,
  footprints: Footprints,
  holes: FilmHoles | undefined,
  limits: Thresholds,
): JudgedCell[] {
  const puncta = findImagePuncta(field, footprints, limits).map((punctum) => {
    const { column, row } = punctum;
    const hole = holes ? holeAround(holes, field.pixel, column, row, limits.mature_within) : Number.NaN;
    return { ...punctum, hole, mature: hole >= limits.mature_hole * (1 - 1e-9) };
  });
  const { under, nearby } = holesByCell(field, footprints, holes, limits);
  return footprints.found.map((cell) => ({
    ...cell,
    puncta: puncta.filter((punctum) => punctum.cell === cell.label),
    under: under[cell.label],
    nearby: nearby[cell.label],
    degrading: nearby[cell.label] >= limits.degrading_hole,
  }));
}

function holesByCell(field: Field, cells: Footprints, holes: FilmHoles | undefined, limits: Thresholds) {
  const { labels, outward } = cells;
  const missing = holes === undefined ? Number.NaN : 0;
  const under = new Float64Array(labels.count + 1).fill(missing);
  const nearby = new Float64Array(labels.count + 1).fill(missing);
  const factor = coarseFactor(field.pixel);
  const margin = (limits.degrading_margin / cells.pixel) * (limits.degrading_margin / cells.pixel);
  const each = field.pixel * field.pixel;
  for (let i = 0; holes !== undefined && i < holes.labels.data.length; i++) {
    if (holes.labels.data[i] === 0) continue;
    const column = i % field.width;
    const at = (((i - column) / field.width / factor) | 0) * labels.width + ((column / factor) | 0);
    if (labels.data[at] > 0) under[labels.data[at]]++;
    if (outward.nearest[at] >= 0 && outward.squared[at] <= margin) nearby[labels.data[outward.nearest[at]]]++;
  }
  return { under: under.map((pixels) => pixels * each), nearby: nearby.map((pixels) => pixels * each) };
}
