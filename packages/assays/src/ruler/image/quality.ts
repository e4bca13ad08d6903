import { BadInput } from '@invadolab/core';
import { smoothed } from './convolve.js';
import { type ChannelRole, coarseFactor, type Field } from './field.js';
import type { Measured } from './measure-field.js';
import { binned, type Plane } from './plane.js';
import { median, quantileOf, sampled } from './statistics.js';

/** Something about a field that a reader of its numbers must know: a short name and a sentence. */
export interface Flag {
  readonly flag: string;
  readonly says: string;
}

/** What a picture must be for the ruler to judge it at all, and from where on it says so. */
export const qualityLimits = {
  /** um: with larger pixels a punctum is not resolved, below the finer one the filter is well sampled. */
  coarsestPixel: 0.25,
  finePixel: 0.17,
  /** um */
  smallestSide: 15,
  /** Share of pixels at the highest count. */
  saturatedFlag: 0.001,
  saturatedRefused: 0.05,
  /** um: width of the sharpest cell edges. */
  blurredFlag: 2,
  blurredRefused: 5,
  /** Light of the film under cells over that beside them. */
  brightUnderCells: 1.5,
  /** Share of every footprint that its nucleus covers where the wrong channel was taken for nuclei. */
  nucleusFills: 0.9,
  /** Standard deviation of a pixel of the cell-free film over its mean. */
  noisyFilm: 0.4,
  /** Brightest over darkest light. */
  unevenLight: 2,
} as const;

/** Refuses a field that cannot be judged whatever it shows. Throws `BadInput` without a file. */
export function checkField(field: Field, highest: number | undefined, inside = false): Flag[] {
  const { pixel, width, height, channels } = field;
  const um = (value: number) => `${Number(value.toPrecision(3))} um`;
  if (pixel > qualityLimits.coarsestPixel) {
    throw new BadInput('pixels are too large to see a punctum', {
      found: um(pixel),
      expected: `at most ${um(qualityLimits.coarsestPixel)}; if the size is wrong, give --pixel-size`,
    });
  }
  const tooSmall = !inside && Math.min(width, height) * pixel < qualityLimits.smallestSide;
  if (tooSmall || Math.min(width, height) < 64) {
    throw new BadInput('an image is too small to show a cell', {
      found: `${um(width * pixel)} x ${um(height * pixel)} (${width} x ${height} pixels)`,
      expected: `at least ${um(qualityLimits.smallestSide)} and 64 pixels on each side; of a crop from inside a cell 64 pixels, with --inside`,
    });
  }
  const roles = Object.keys(channels) as ChannelRole[];
  for (const [i, role] of roles.entries()) {
    for (const other of roles.slice(0, i)) if (same(channels[role]!, channels[other]!)) throw twice(role, other);
  }
  const flags = roles.flatMap((role) => lightFlags(role, channels[role]!, highest));
  if (pixel > qualityLimits.finePixel) {
    flags.push({ flag: 'coarse', says: `pixels of ${um(pixel)} are coarse for puncta: small ones are missed` });
  }
  return flags;
}

function twice(role: string, other: string): BadInput {
  return new BadInput(`${other} and ${role} are the same picture`, { expected: 'a channel of its own for each' });
}

function same(a: Plane, b: Plane): boolean {
  return a.data.every((value, i) => value === b.data[i]);
}

function lightFlags(role: string, { data }: Plane, highest: number | undefined): Flag[] {
  let [top, least, most, broken] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const value of data) {
    if (!Number.isFinite(value)) broken++;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (broken > 0)
    throw new BadInput(`the ${role} channel has pixels that are no numbers`, { found: `${broken} pixels` });
  if (!(most > least)) {
    throw new BadInput(`the ${role} channel is empty`, { found: `${least} in every pixel`, expected: 'a picture' });
  }
  for (const value of data) if (value === most) top++;
  // A camera of 12 or 14 bits in a file of 16 fills up at its own highest count.
  const full = most === highest || (highest === 65_535 && (most === 4095 || most === 16_383));
  const share = full ? top / data.length : 0;
  const percent = `${Number((100 * share).toPrecision(2))} %`;
  if (share > qualityLimits.saturatedRefused) {
    throw new BadInput(`the ${role} channel is saturated`, {
      found: `${percent} of the pixels at ${most}`,
      expected: `less than ${100 * qualityLimits.saturatedRefused} %`,
    });
  }
  if (share <= qualityLimits.saturatedFlag) return [];
  return [{ flag: `saturated-${role}`, says: `${percent} of the ${role} pixels are at the highest count, ${most}` }];
}

/** What the measurement itself tells about the field. Throws `BadInput` where a channel cannot be what it is said to be. */
export function judgeField(field: Field, measured: Measured): Flag[] {
  const flags: Flag[] = [];
  const add = (flag: string, says: string) => flags.push({ flag, says });
  const { footprints, film, nuclei, cells } = measured;
  const { channels } = field;
  const seesCells = footprints?.split !== undefined;
  if (nuclei !== undefined && nuclei.found.length === 0 && seesCells && stainedArea(measured) > 0.02) {
    throw new BadInput('no nuclei are found where cells are stained', {
      expected: 'a stain of nuclei of 30 to 1000 um2 in that channel; or leave nuclei out of --channels',
    });
  }
  const filled = cells.filter(({ nucleus, area }) => nucleus > qualityLimits.nucleusFills * area).length;
  if (filled > 0 && filled === cells.length) {
    throw new BadInput('the nuclei fill their whole cells', {
      expected: 'a stain of nuclei in that channel; see --channels',
    });
  }
  if (footprints?.given === true) {
    add(
      'inside',
      'the whole field is taken as part of one cell: counts are per field, and the edge of the cell is not known',
    );
  } else if (footprints !== undefined && !seesCells) add('no-cells', 'no cell stands out of the background');
  else if (footprints !== undefined && !cells.some(({ excluded }) => excluded === undefined)) {
    add('no-cells', 'no whole cell of at least 200 um2 lies in the field');
  }
  const edge = seesCells ? edgeWidth(field, measured) : Number.NaN;
  if (edge > qualityLimits.blurredRefused) {
    throw new BadInput('an image is out of focus', {
      found: `the sharpest cell edges are ${edge.toFixed(1)} um wide`,
      expected: `less than ${qualityLimits.blurredRefused} um`,
    });
  }
  if (edge > qualityLimits.blurredFlag)
    add('blurred', `the sharpest cell edges are ${edge.toFixed(1)} um wide: puncta are missed`);
  if (channels.film !== undefined && film === undefined) {
    add('no-free-film', 'too little film is free of cells to say what intact film looks like: holes are not measured');
  }
  if (film !== undefined) {
    if (seesCells) checkFilm(measured);
    if (film.noise > qualityLimits.noisyFilm) {
      add(
        'noisy-film',
        `a pixel of the cell-free film varies by ${Math.round(100 * film.noise)} %: small holes are uncertain`,
      );
    }
    if (film.unevenness > qualityLimits.unevenLight) {
      add(
        'uneven-light',
        `the light varies ${film.unevenness.toFixed(1)} times over the field; a flat-field picture is better`,
      );
    }
  }
  if (channels.marker === undefined && channels.actin !== undefined) {
    add('no-marker', 'puncta are judged by actin alone, so stress fibres and ruffles may count');
  }
  if (channels.nuclei === undefined && channels.actin !== undefined) {
    add('no-nuclei', 'without a nuclear stain touching cells count as one');
  }
  return flags;
}

function stainedArea({ footprints }: Measured): number {
  if (footprints === undefined) return 0;
  const { squared } = footprints.outward;
  return squared.reduce((sum, each) => sum + (each === 0 ? 1 : 0), 0) / squared.length;
}

/** A film under cells is as bright as beside them, or darker; a stain of the cells is brighter. */
function checkFilm({ footprints, film }: Measured): void {
  const { labels } = footprints!;
  const { share, free } = film!;
  const factor = Math.ceil(share.width / labels.width);
  const under = sampled(share.data, (i) => {
    const column = i % share.width;
    return labels.data[(((i - column) / share.width / factor) | 0) * labels.width + ((column / factor) | 0)] > 0;
  });
  const beside = sampled(share.data, (i) => free.data[i] === 1);
  const ratio = median(under) / median(beside);
  if (ratio <= qualityLimits.brightUnderCells) return;
  throw new BadInput('the film channel shows the cells', {
    found: `${ratio.toFixed(1)} times brighter under cells than beside them`,
    expected: 'the labelled film; see --channels',
  });
}

/**
 * Width of the sharpest tenth of the cell edges, um: contrast over steepness, of a stain seen in blocks of a quarter of a
 * um and smoothed by 0.2 um, which alone make 0.6 um.
 */
function edgeWidth(field: Field, { footprints }: Measured): number {
  const { split, pixel, labels } = footprints!;
  const stain = field.channels.actin ?? field.channels.marker;
  if (stain === undefined || split === undefined) return Number.NaN;
  const { width, height, data } = smoothed(binned(stain, coarseFactor(field.pixel)), 0.2 / pixel);
  const steepness: number[] = [];
  for (let row = 1; row < height - 1; row++) {
    for (let column = 1; column < width - 1; column++) {
      const i = row * width + column;
      const inside = labels.data[i] > 0;
      if (
        !inside ||
        (labels.data[i - 1] > 0 && labels.data[i + 1] > 0 && labels.data[i - width] > 0 && labels.data[i + width] > 0)
      )
        continue;
      const across = (data[i + 1] - data[i - 1]) / 2;
      const along = (data[i + width] - data[i - width]) / 2;
      steepness.push(Math.sqrt(across * across + along * along) / pixel);
    }
  }
  return (
    (split.bright - split.dark) /
    quantileOf(
      steepness.sort((a, b) => a - b),
      0.9,
    )
  );
}
