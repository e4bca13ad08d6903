import { nearest } from '@invadolab/core';
import type { Assay, MeasureDefinition } from './assay.js';
import { exposureMeasure } from './exposure-measures.js';
import { frap } from './frap.js';
import { gelatin } from './gelatin.js';
import { lifetimes } from './lifetimes.js';
import { metastasis } from './metastasis.js';
import { network } from './network.js';
import { pharmacokinetics } from './pharmacokinetics.js';
import { biasImages, rulerBias } from './ruler/bias.js';
import { basementMembrane, extravasation, intravasation, transwell } from './tissue/barriers.js';
import { invasion } from './tissue/invasion.js';
import { penetration } from './tissue/penetration.js';
import { slice } from './tissue/slice.js';
import { tracks } from './tissue/tracks.js';

/** Every assay, by the id that a study gives. */
export const assays: Readonly<Record<string, Assay>> = {
  network,
  gelatin,
  frap,
  lifetimes,
  pharmacokinetics,
  invasion,
  metastasis,
  'brain-slice': slice,
  'basement-membrane': basementMembrane,
  transwell,
  penetration,
  tracks,
  extravasation,
  intravasation,
};

/** What an assay gives where a study asks for `asked`. */
export interface ResolvedMeasure {
  /** Id of the rows. */
  readonly id: string;
  readonly definition: MeasureDefinition;
  /** Why the id differs from what was asked. */
  readonly note?: string;
}

/** Which readings of a measure there are where it is asked for. */
export interface Readings {
  /** Whether images are rendered and measured; the reduced form, fits and published evidence have the true state alone. */
  readonly images: boolean;
}

/**
 * Finds a measure of an assay, or of a dosed drug, which every assay has. A plain id is what the ruler reads on a rendered image; with `.true` it is the true state.
 * Without images, and where no image can tell, a plain id is answered by the true state, with a note that says so and how far
 * images are known to differ. Undefined for an unknown id; `nearestMeasure` then names a neighbour.
 */
export function resolveMeasure(
  assay: Assay,
  asked: string,
  { images }: Readings = { images: true },
): ResolvedMeasure | undefined {
  const id = `${asked}.true`;
  const onImages = assay.measures[asked] ?? exposureMeasure(asked) ?? assay.resolve?.(asked);
  const onState = assay.measures[id] ?? (onImages?.onImages ? assay.resolve?.(id) : undefined);
  if (onState === undefined || (images && onImages !== undefined))
    return onImages && { id: asked, definition: onImages };
  const why = onImages === undefined ? 'no image shows it' : 'no images are measured here';
  const bias = rulerBias[asked];
  const apart =
    onImages === undefined || bias === undefined
      ? ''
      : `; on ${biasImages} rendered images the ruler read ${percent(bias)} than there was`;
  return { id, definition: onState, note: `${id}, the true state, answers for ${asked}: ${why}${apart}.` };
}

/** The reading of a measure that rows have: the image's where there is one, else that of the true state. */
export function takenMeasure(assay: Assay, asked: string, taken: ReadonlySet<string>): ResolvedMeasure | undefined {
  return resolveMeasure(assay, asked, { images: taken.has(asked) });
}

function percent(bias: number): string {
  return `${(100 * Math.abs(bias)).toFixed(1)} % ${bias < 0 ? 'less' : 'more'}`;
}

/** The measure that a misspelt id may have meant. */
export function nearestMeasure(assay: Assay, asked: string): string | undefined {
  const ids = Object.keys(assay.measures);
  return nearest(asked, [...ids, ...ids.map((id) => id.replace(/\.true$/, ''))]);
}
