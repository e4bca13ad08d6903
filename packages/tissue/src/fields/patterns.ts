import { type LineFactors, lineFactors } from './line.js';
import type { OpenWall } from './walls.js';

/** Lines of one direction: where they begin, how far apart their voxels are. Line l of block b begins at b `block` + l `next`. */
export interface Lines {
  readonly blocks: number;
  readonly block: number;
  readonly lines: number;
  readonly next: number;
  readonly stride: number;
  readonly count: number;
}

/** What crosses between regions and at the two faces per density difference and step. */
export interface Crossings {
  /** Region x regions + region of the next voxel. */
  readonly between: Float64Array;
  readonly low: readonly OpenWall[];
  readonly high: readonly OpenWall[];
  readonly perSpeed: number;
  readonly share: number;
}

/** Factors by pattern, and the pattern of each line, block by block. */
export interface Patterns {
  readonly factors: readonly LineFactors[];
  readonly of: Int32Array;
}

/**
 * Lines that pass the same regions in the same order have the same factors. Undefined where there are so many kinds that their factors would
 * come to more than an eighth of the densities each.
 */
export function patternsOf(
  regions: Uint8Array,
  { blocks, block, lines, next, stride, count }: Lines,
  { between, low, high, perSpeed, share }: Crossings,
): Patterns | undefined {
  const most = Math.max(low.length, Math.floor((blocks * lines) / 8));
  const kinds = low.length;
  const known = new Map<string, number>();
  const factors: LineFactors[] = [];
  const of = new Int32Array(blocks * lines);
  const passed = new Uint8Array(count);
  for (let line = 0; line < of.length; line++) {
    const from = Math.floor(line / lines) * block + (line % lines) * next;
    for (let i = 0; i < count; i++) passed[i] = regions[from + i * stride];
    const key = String.fromCharCode(...passed);
    let pattern = known.get(key);
    if (pattern === undefined) {
      if (factors.length === most) return undefined;
      pattern = factors.length;
      known.set(key, pattern);
      const faces = Float64Array.from(passed.subarray(1), (region, i) => between[passed[i] * kinds + region]);
      factors.push(lineFactors(faces, [low[passed[0]], high[passed[count - 1]]], perSpeed, share));
    }
    of[line] = pattern;
  }
  return { factors, of };
}
