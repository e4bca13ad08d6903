/**
 * What generated code sees of the world while one individual place is evaluated. State and constants are rows of
 * flat arrays, so each comes with the offset of its row. `1` is the parent, `2` its parent, `3` the one above.
 * Generated functions take a frame and, where they produce vectors, the array to fill.
 */
export interface Frame {
  /** Own state: molecules for concentrations and amounts, declared base unit otherwise. */
  y: Float64Array;
  yo: number;
  /** Own constants: amounts, volume last. */
  c: Float64Array;
  co: number;
  /** Parameters of this member. */
  p: Float64Array;
  po: number;
  y1: Float64Array;
  y1o: number;
  c1: Float64Array;
  c1o: number;
  y2: Float64Array;
  y2o: number;
  c2: Float64Array;
  c2o: number;
  y3: Float64Array;
  y3o: number;
  c3: Float64Array;
  c3o: number;
  /** Field samples for this individual: one per species of every field, in model order, density in base units. */
  f: Float64Array;
  fo: number;
  /** 1 where the place lies inside its parent's extent. */
  covered: number;
  /** s */
  t: number;
}
