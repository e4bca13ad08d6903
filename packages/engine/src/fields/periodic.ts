import { type Tile, tileRows } from './tile.js';
import { PlainTile } from './tile-plain.js';
import { wasmTile } from './tile-wasm.js';

/**
 * Solves `(1 + decay + 2c) u_i - c (u_(i-1) + u_(i+1)) = b_i` on a ring, in place, for every row or column of a square.
 * With constant coefficients the matrix is `A (1 - r S)(1 - r S^-1)`, S the shift by one: two recursive filters,
 * no division and no stored factors. The value that a filter starts from closes the ring: a geometric sum, cut where its
 * terms fall below the rounding error.
 */
export interface RingFilter {
  readonly side: number;
  /** 1 / A */
  readonly gain: number;
  readonly r: number;
  /** Terms of the geometric sum, whole tiles, and 1 / (1 - r^side). */
  readonly terms: number;
  readonly closure: number;
}

/** `c` = D dt / h2 (dimensionless), `decay` = rate x dt. */
export function ringFilter(side: number, c: number, decay: number): RingFilter {
  const b = 1 + decay + 2 * c;
  const twiceA = b + Math.sqrt((1 + decay) * (1 + decay + 4 * c));
  const r = (2 * c) / twiceA;
  const rows = tileRows(side);
  let power = 1;
  let terms = 0;
  while (terms < side && (power > 1e-18 || terms % rows !== 0)) {
    power *= r;
    terms++;
  }
  return { side, gain: 2 / twiceA, r, terms, closure: terms < side ? 1 : 1 / (1 - power) };
}

/**
 * Both directions at once, in place, row-major. The filters along columns run through whole rows, so that memory is
 * read in its order, and the first of them follows the filters along rows while these rows are at hand: the square
 * passes twice through memory. What closes the ring of the columns are the last rows, so these come first.
 */
export function filterSquare(
  u: Float64Array,
  { side, gain, r, terms, closure }: RingFilter,
  tile = tileFor(side),
): void {
  const { values, carry } = tile;
  const size = values.length;
  const closing = (side - terms) * side;
  carry.fill(0);
  for (let at = closing; at < u.length; at += size) {
    values.set(u.subarray(at, at + size));
    tile.alongRows(gain, r, terms, closure);
    tile.gatherForward(r);
    u.set(values, at);
  }
  scale(carry, gain * closure);
  for (let at = 0; at < u.length; at += size) {
    values.set(u.subarray(at, at + size));
    if (at < closing) tile.alongRows(gain, r, terms, closure);
    tile.forward(gain, r);
    u.set(values, at);
  }
  carry.fill(0);
  for (let at = terms * side - size; at >= 0; at -= size) {
    values.set(u.subarray(at, at + size));
    tile.gatherBackward(r);
  }
  scale(carry, closure);
  for (let at = u.length - size; at >= 0; at -= size) {
    values.set(u.subarray(at, at + size));
    tile.backward(r);
    u.set(values, at);
  }
}

function scale(carry: Float64Array, factor: number): void {
  for (let i = 0; i < carry.length; i++) carry[i] *= factor;
}

const tiles = new Map<number, Tile>();

/** The quickest tile for squares of `side`; all kinds have the same results to the bit. It is a work space: one for all. */
function tileFor(side: number): Tile {
  let tile = tiles.get(side);
  if (tile === undefined) {
    tile = wasmTile(side, tileRows(side)) ?? new PlainTile(side, tileRows(side));
    tiles.set(side, tile);
  }
  return tile;
}
