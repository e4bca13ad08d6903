/** Where every agent (a cell, a vesicle) of one run is at one time: one value per agent, in any order that stays. */
export interface Frame {
  readonly arm: string;
  readonly experiment: number;
  readonly cell: number;
  /** s */
  readonly time: number;
  /** Permanent, unique within the run, below 2^24. */
  readonly ids: Float64Array;
  /** Centre, um, in the coordinates of the fields of the run; `z` is zero throughout in a flat run. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly z: Float32Array;
  /** um */
  readonly radius: Float32Array;
  /** Position in `types`. */
  readonly type: Uint16Array;
  /** Kinds and states of agents, in words that a reader sees; the same in every frame of a run. */
  readonly types: readonly string[];
}
