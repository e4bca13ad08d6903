import { linkTracks, type Track } from '../../compare/tracks.js';
import type { MovieFrame } from '../../microscope/render.js';
import type { Field } from './field.js';
import { linkSightings, type Sighting } from './link.js';
import { measureField } from './measure-field.js';
import type { Thresholds } from './thresholds.js';

/** How a movie is read: s between frames, frames that a punctum may miss, shortest presence (s). */
export interface MovieLimits {
  readonly frame: number;
  readonly gap: number;
  readonly shortest: number;
}

/** The puncta of one rendered frame, in um on the film. */
export function sightingsIn({ plane, actin, marker }: MovieFrame, dark: number, limits: Thresholds): Sighting[] {
  const { pixels, pixel } = plane;
  const channel = (counts: Uint16Array) => ({ width: pixels, height: pixels, data: new Float32Array(counts) });
  const channels = { actin: channel(actin), marker: channel(marker) };
  const field: Field = { width: pixels, height: pixels, pixel, dark, channels };
  return measureField(field, limits)
    .cells.flatMap(({ puncta }) => puncta)
    .map(({ column, row }) => ({
      x: plane.x + (column + 0.5 - pixels / 2) * pixel,
      y: plane.y - (row + 0.5 - pixels / 2) * pixel,
    }));
}

/** Puncta followed from frame to frame. An image does not know the age of what is there in the first one: it enters at 0. */
export function tracksIn(movie: readonly (readonly Sighting[])[], { link }: Thresholds, limits: MovieLimits): Track[] {
  const linked = linkSightings(movie, { link, gap: limits.gap });
  const seen = new Map(linked.map(({ frames, members }, id) => [id, { frames, ...movie[frames[0]][members[0]] }]));
  return linkTracks(seen, { ...limits, frames: movie.length }, () => 0);
}
