import type { FieldSnapshot, Frame } from '../src/index.js';

const run = { arm: 'vehicle', experiment: 0, cell: 2 };

/** Values that differ everywhere, with those that formats lose first among them. */
function values(count: number, from: number): Float32Array {
  const made = Float32Array.from({ length: count }, (_, i) => from + i / 7);
  made.set([Number.NaN, -0, 1e-38, 3e38].slice(0, count));
  return made;
}

export function field(name: string, time: number, shape: [number, number, number], from: number): FieldSnapshot {
  const count = shape[0] * shape[1] * shape[2];
  const origin = [-2.5, -10, -20] as const;
  return {
    ...run,
    time,
    name,
    unit: name === 'collagen' ? '1' : 'uM',
    shape,
    voxel: 2.5,
    origin,
    values: values(count, from),
  };
}

/** A few agents away from the origin, at places that 32-bit floats move without a rest; flat on request. */
export function frame(time: number, agents: number, flat: boolean): Frame {
  const column = (of: (i: number) => number) => Float32Array.from({ length: agents }, (_, i) => of(i));
  return {
    ...run,
    time,
    ids: Float64Array.from({ length: agents }, (_, i) => 1 + 3 * i),
    x: column((i) => 400 + i * 3.25 - time / 960),
    y: column((i) => 2 - i * 1.75),
    z: column((i) => (flat ? 0 : 50 + i / 4)),
    radius: column((i) => 6 + i / 8),
    type: Uint16Array.from({ length: agents }, (_, i) => i % 2),
    types: ['Leading cell', 'Following cell'],
  };
}
