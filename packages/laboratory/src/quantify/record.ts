import { qualityLimits, type Thresholds, thresholdDefinitions } from '@invadolab/assays';
import type { RulerChoices } from './choices.js';

/** Frames that a punctum may be missing from a movie, and the shortest time for which it must be seen, s. */
export const movie = { gap: 2, shortest: 60 } as const;

/** Everything needed to measure the same images again. */
export function thresholdRecord(used: {
  readonly version: string;
  readonly limits: Thresholds;
  readonly choices: RulerChoices;
  readonly used: Readonly<Record<string, object>>;
  readonly refused: readonly string[];
}): object {
  const { version, limits, choices, refused } = used;
  const described = Object.entries(thresholdDefinitions).map(([id, { title, unit }]) => {
    return [id, { value: limits[id as keyof Thresholds], unit, title }];
  });
  return {
    format: 1,
    version,
    thresholds: Object.fromEntries(described),
    movie: { gap_frames: movie.gap, shortest_s: movie.shortest },
    quality: qualityLimits,
    flat_field: choices.flat?.path ?? 'fitted to the cell-free film',
    blank: choices.blank?.path,
    images: used.used,
    refused,
  };
}
