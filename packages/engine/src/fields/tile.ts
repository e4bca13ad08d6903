/**
 * First-order recursive filters, `s = gain u + r s_before`, over some rows of a square that lie in `values` one after the
 * other. Those along columns go on from `carry`, one number per column, and leave it for the next rows.
 */
export interface Tile {
  readonly values: Float64Array;
  readonly carry: Float64Array;
  /** Both filters along each row; `terms` and `closure` close its ring. */
  alongRows(gain: number, r: number, terms: number, closure: number): void;
  /** The first filter along columns, and the second, which takes the rows backwards and has gain 1. */
  forward(gain: number, r: number): void;
  backward(r: number): void;
  /** Both with gain 1, for `carry` alone. */
  gatherForward(r: number): void;
  gatherBackward(r: number): void;
}

/** Rows of a tile: the largest divisor of the side up to 8, an even one if it can be. */
export function tileRows(side: number): number {
  const divisors = [8, 6, 4, 2, 7, 5, 3];
  return divisors.find((rows) => side % rows === 0) ?? 1;
}
