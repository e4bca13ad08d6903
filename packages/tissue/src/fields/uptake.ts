import type { Places } from './places.js';
import type { SolubleField3 } from './soluble.js';

/**
 * Clearance (um3/s) of every row for uptake that saturates, `most` (molecule/s per row) x C / (half + C), with C (molecule/um3) as it
 * is now: the exchange that follows is linear and takes no more than there is. Writes and returns `out`.
 */
export function saturableClearance(
  field: SolubleField3,
  { slot, voxel, rows }: Places,
  most: Float64Array,
  half: number,
  out: Float64Array,
): Float64Array {
  for (let row = 0; row < rows; row++) out[row] = most[row] / (half + field.density[voxel[slot[row]]]);
  return out;
}
