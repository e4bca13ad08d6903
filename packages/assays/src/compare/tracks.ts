import type { EventRow } from '@invadolab/results';

/** One punctum followed through a movie, as survival analysis needs it. */
export interface Track {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  /** First frame in which it was seen. */
  readonly first: number;
  /** Age when it came under observation, s: 0 unless it was there in the first frame. */
  readonly entry: number;
  /** Age when it was last under observation, s. */
  readonly exit: number;
  /** False where the movie ended first. */
  readonly ended: boolean;
}

/** How frames become tracks: number of frames, interval (s), frames that may be missed, shortest presence (s). */
export interface Linking {
  readonly frames: number;
  readonly frame: number;
  readonly gap: number;
  readonly shortest: number;
}

/**
 * Tracks from the frames in which each identity was seen. A longer gap than allowed ends a track and begins another.
 * Seen in k successive frames, a track lasted k intervals if it ended, k - 1 if the movie did.
 * `ageInFirstFrame(id, frame)` gives the age of what was already there.
 */
export function linkTracks(
  seen: ReadonlyMap<number, { readonly frames: readonly number[]; readonly x: number; readonly y: number }>,
  linking: Linking,
  ageInFirstFrame: (id: number, frame: number) => number,
): Track[] {
  const tracks: Track[] = [];
  for (const [id, { frames, x, y }] of seen) {
    let first = frames[0];
    for (const [i, last] of frames.entries()) {
      const next = frames[i + 1];
      if (next !== undefined && next - last - 1 <= linking.gap) continue;
      const presence = (last - first) * linking.frame;
      const ended = linking.frames - 1 - last > linking.gap;
      const entry = first === 0 ? Math.max(0, ageInFirstFrame(id, first)) : 0;
      const exit = entry + presence + (ended ? linking.frame : 0);
      if (presence >= linking.shortest) tracks.push({ id, x, y, first, entry, exit, ended });
      first = next;
    }
  }
  return tracks;
}

/** The tracks of one arm, by experiment and cell, read back from the rows that the movie left among the events. */
export function tracksOf(events: readonly EventRow[], arm: string): Map<number, Map<number, LifeSpan[]>> {
  const found = new Map<number, Map<number, LifeSpan[]>>();
  const open = new Map<string, { born: number; enters: number }[]>();
  for (const row of events) {
    if (row.arm !== arm || !row.what.startsWith('track.')) continue;
    const key = `${row.experiment}/${row.cell}/${row.id}`;
    const waiting = open.get(key) ?? [];
    open.set(key, waiting);
    if (row.what === 'track.born') waiting.push({ born: row.time, enters: Number.NaN });
    else if (row.what === 'track.enters') waiting[waiting.length - 1].enters = row.time;
    else {
      const { born, enters } = waiting.pop()!;
      const cells = found.get(row.experiment) ?? new Map<number, LifeSpan[]>();
      found.set(row.experiment, cells);
      const spans = cells.get(row.cell) ?? [];
      cells.set(row.cell, spans);
      spans.push({ entry: enters - born, exit: row.time - born, ended: row.what === 'track.ends' });
    }
  }
  return found;
}

/** Ages (s) at entry and exit, and whether the exit was the end. */
export type LifeSpan = Pick<Track, 'entry' | 'exit' | 'ended'>;
