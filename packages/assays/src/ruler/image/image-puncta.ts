import { brightSpots, smoothed } from './convolve.js';
import { coarseFactor, type Field } from './field.js';
import { type Footprints, inward } from './footprints.js';
import { betweenPeaks, peaksOf } from './peaks.js';
import { type Box, cropped, type Plane } from './plane.js';
import { spotArea } from './spot-area.js';
import type { Thresholds } from './thresholds.js';

/** One punctum; column and row in pixels of the image, to a fraction of one. */
export interface ImagePunctum {
  /** Label of its cell. */
  readonly cell: number;
  readonly column: number;
  readonly row: number;
  /** Half-maximum area, um2, point spread function not removed. */
  readonly area: number;
  /** Robust standard deviations above the ventral median, in each stain that was asked for. */
  readonly actin: number;
  /** Not a number where there is no marker channel. */
  readonly marker: number;
}

/** Standard deviation of the smoothing under which a spot's area is taken, um; its own share is taken off again. */
const areaSmoothing = 0.15;

/** The puncta of all cells that count, cell by cell, the most distinct first. */
export function findImagePuncta(field: Field, cells: Footprints, limits: Thresholds): ImagePunctum[] {
  const { actin, marker } = field.channels;
  const counted = cells.found.filter(({ excluded }) => excluded === undefined).map(({ label }) => label);
  if (actin === undefined || counted.length === 0) return [];
  const view = viewOf(field, cells, counted, limits);
  const sigma = limits.log_sigma / field.pixel;
  const stain = cropped(actin, view.box);
  const soft = smoothed(stain, areaSmoothing / field.pixel);
  const response = brightSpots(stain, sigma);
  const second = marker && brightSpots(cropped(marker, view.box), sigma);
  const taken = new Uint8Array(response.data.length);
  const spots = {
    soft,
    response,
    taken,
    pixel: field.pixel,
    smoothing: areaSmoothing,
    largest: limits.largest_punctum,
  };
  return counted.flatMap((cell) => {
    const inside = (i: number) => view.hearts[i] === cell;
    const first = betweenPeaks(response, inside, sigma, limits.detection);
    const other = second && betweenPeaks(second, inside, sigma, limits.detection);
    const found: ImagePunctum[] = [];
    for (const peak of peaksOf(response, inside, sigma, first.centre + limits.detection * first.deviation)) {
      if (taken[peak] === 1) continue;
      // At the very place: looking around for the marker as well would find noise six times as often.
      const marked = second && other ? (second.data[peak] - other.centre) / other.deviation : Number.NaN;
      if (marked < limits.detection) continue;
      const spot = spotArea(spots, peak, first.deviation);
      if (!(spot >= limits.smallest_punctum && spot <= limits.largest_punctum)) continue;
      const [column, row] = summit(response, peak);
      found.push({
        cell,
        column: column + view.box.left,
        row: row + view.box.top,
        area: spot,
        actin: (response.data[peak] - first.centre) / first.deviation,
        marker: marked,
      });
    }
    return found;
  });
}

/** What of the image holds the cells, and for each of its pixels the cell whose edge is far enough away, or 0. */
function viewOf(field: Field, cells: Footprints, counted: readonly number[], limits: Thresholds) {
  const factor = coarseFactor(field.pixel);
  const { labels } = cells;
  const counts = new Uint8Array(labels.count + 1);
  for (const label of counted) counts[label] = 1;
  let [left, top, right, bottom] = [labels.width, labels.height, 0, 0];
  for (let i = 0; i < labels.data.length; i++) {
    if (counts[labels.data[i]] === 0) continue;
    const column = i % labels.width;
    const row = (i - column) / labels.width;
    left = Math.min(left, column);
    right = Math.max(right, column + 1);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row + 1);
  }
  const box: Box = {
    left: left * factor,
    top: top * factor,
    width: Math.min(field.width, right * factor) - left * factor,
    height: Math.min(field.height, bottom * factor) - top * factor,
  };
  const depth = inward(cells);
  // The edge lies half a pixel before the first one outside.
  const least = limits.edge / cells.pixel + 0.5;
  const hearts = new Int32Array(box.width * box.height);
  for (let row = 0; row < box.height; row++) {
    const line = (((row + box.top) / factor) | 0) * labels.width;
    for (let column = 0; column < box.width; column++) {
      const at = line + (((column + box.left) / factor) | 0);
      if (counts[labels.data[at]] === 1 && depth[at] >= least * least)
        hearts[row * box.width + column] = labels.data[at];
    }
  }
  return { box, hearts };
}

/** Top of the parabola through a peak and its neighbours, along columns and rows. */
function summit({ width, height, data }: Plane, at: number): [number, number] {
  const column = at % width;
  const row = (at - column) / width;
  const shift = (before: number, after: number) => {
    const bend = before - 2 * data[at] + after;
    return bend < 0 ? Math.min(0.5, Math.max(-0.5, (before - after) / (2 * bend))) : 0;
  };
  const across = column > 0 && column < width - 1 ? shift(data[at - 1], data[at + 1]) : 0;
  const along = row > 0 && row < height - 1 ? shift(data[at - width], data[at + width]) : 0;
  return [column + across, row + along];
}
