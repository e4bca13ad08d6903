import { Cursor } from '../world/cursor.js';
import type { Merged } from './merged.js';

/**
 * A cursor whose places around, from level `from` up, are those of a merged state: `levels` of them, the innermost
 * first. Level 0 stays free for a site where `from` is 1.
 */
export function mergedCursor(
  { chain, stateAt, constantAt }: Merged,
  from: 0 | 1,
  innermost: number,
  state: Float64Array,
  constants: Float64Array,
  parameters: Float64Array,
): Cursor {
  const cursor = new Cursor();
  cursor.p = parameters;
  cursor.covered = 1;
  const last = chain.length - 1 - innermost;
  for (let up = from; up < 4 && last - (up - from) >= 0; up++) {
    const level = last - (up - from);
    place(cursor, up, state, stateAt[level], constants, constantAt[level]);
  }
  return cursor;
}

function place(cursor: Cursor, up: number, y: Float64Array, yo: number, c: Float64Array, co: number): void {
  if (up === 0) {
    cursor.y = y;
    cursor.yo = yo;
    cursor.c = c;
    cursor.co = co;
  } else if (up === 1) {
    cursor.y1 = y;
    cursor.y1o = yo;
    cursor.c1 = c;
    cursor.c1o = co;
  } else if (up === 2) {
    cursor.y2 = y;
    cursor.y2o = yo;
    cursor.c2 = c;
    cursor.c2o = co;
  } else {
    cursor.y3 = y;
    cursor.y3o = yo;
    cursor.c3 = c;
    cursor.c3o = co;
  }
}
