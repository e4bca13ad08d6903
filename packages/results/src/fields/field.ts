/** A quantity on a regular grid at one time of one run: a concentration, a density, a share. */
export interface FieldSnapshot {
  readonly arm: string;
  readonly experiment: number;
  readonly cell: number;
  /** s */
  readonly time: number;
  /** What it is, in words that a reader sees. */
  readonly name: string;
  readonly unit: string;
  /** Voxels along z, y and x; a flat field has one along z. */
  readonly shape: readonly [number, number, number];
  /** Side of a voxel, um. */
  readonly voxel: number;
  /** Lowest corner of the grid along z, y and x, um. */
  readonly origin: readonly [number, number, number];
  /** One per voxel: z changes slowest and x fastest. */
  readonly values: Float32Array;
}
