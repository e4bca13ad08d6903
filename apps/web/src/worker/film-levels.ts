/**
 * Counts of a camera as bytes. A level is a quarter of the shot noise at every brightness, because both go with the square root; what is
 * brighter than 4064 counts is as bright as that.
 */
const levelsPerRoot = 4;

let levels: Uint8Array | undefined;

/** The level of each count. */
export function levelsOf(counts: Uint16Array): Uint8Array<ArrayBuffer> {
  levels ??= Uint8Array.from({ length: 65536 }, (_, count) =>
    Math.min(255, Math.round(levelsPerRoot * Math.sqrt(count))),
  );
  const found = new Uint8Array(counts.length);
  for (let i = 0; i < counts.length; i++) found[i] = levels[counts[i]];
  return found;
}

/** Counts in the middle of a level. */
export function countsOf(level: number): number {
  return (level / levelsPerRoot) ** 2;
}
