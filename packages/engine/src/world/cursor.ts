import type { Frame } from '../frame.js';
import type { Table } from './table.js';

const nothing = new Float64Array(0);

/** The frame of one individual: points into the tables of one member. One cursor is moved from row to row. */
export class Cursor implements Frame {
  y: Float64Array = nothing;
  yo = 0;
  c: Float64Array = nothing;
  co = 0;
  p: Float64Array = nothing;
  po = 0;
  y1: Float64Array = nothing;
  y1o = 0;
  c1: Float64Array = nothing;
  c1o = 0;
  y2: Float64Array = nothing;
  y2o = 0;
  c2: Float64Array = nothing;
  c2o = 0;
  y3: Float64Array = nothing;
  y3o = 0;
  c3: Float64Array = nothing;
  c3o = 0;
  f: Float64Array = nothing;
  fo = 0;
  covered = 0;
  t = 0;

  /** Moves to `row` of the first table; `chain` is the tables from its own outwards. */
  point(chain: readonly Table[], row: number): void {
    const own = chain[0];
    this.y = own.data.y;
    this.yo = row * own.widths.y;
    this.c = own.data.c;
    this.co = row * own.widths.c;
    this.f = own.data.samples;
    this.fo = row * own.widths.samples;
    this.covered = own.data.covered[row];
    if (chain.length < 2) return;
    const row1 = own.parentRows[row];
    const one = chain[1];
    this.y1 = one.data.y;
    this.y1o = row1 * one.widths.y;
    this.c1 = one.data.c;
    this.c1o = row1 * one.widths.c;
    if (chain.length < 3) return;
    const row2 = one.parentRows[row1];
    const two = chain[2];
    this.y2 = two.data.y;
    this.y2o = row2 * two.widths.y;
    this.c2 = two.data.c;
    this.c2o = row2 * two.widths.c;
    if (chain.length < 4) return;
    const row3 = two.parentRows[row2];
    const three = chain[3];
    this.y3 = three.data.y;
    this.y3o = row3 * three.widths.y;
    this.c3 = three.data.c;
    this.c3o = row3 * three.widths.c;
  }
}
