import type { FieldSnapshot } from '@invadolab/results';

/** A field of a tissue in 256 levels: what a picture can show of it. */
export interface TissueField {
  /** Its slot: `gel.NAME` or `spread.NAME`. */
  readonly slot: string;
  /** In the words of the catalogue. */
  readonly title: string;
  readonly unit: string;
  /** Voxels along z, y and x. */
  readonly shape: readonly [number, number, number];
  /** um */
  readonly voxel: number;
  /** What level 0 and level 255 stand for. */
  readonly low: number;
  readonly high: number;
  /** One per voxel: z changes slowest and x fastest. */
  readonly levels: Uint8Array;
}

/** Voxels of a picture, at most; finer fields are given at half of their resolution. */
const most = 1_200_000;
const steps = 255;

/** A field as it is drawn. What is solid begins at zero, so that where nothing is looks like nothing. */
export function drawnField(field: FieldSnapshot, slot: string, title: string): TissueField {
  const { unit } = field;
  const { shape, voxel, values } = field.values.length > most ? halved(field) : field;
  let low = slot.startsWith('gel.') ? 0 : Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const scale = high > low ? steps / (high - low) : 0;
  const levels = Uint8Array.from(values, (value) => Math.round((value - low) * scale));
  return { slot, title, unit, shape, voxel, low, high, levels };
}

/** Mean of each block of two voxels along every axis. */
function halved({ shape, voxel, values }: FieldSnapshot): Pick<FieldSnapshot, 'shape' | 'voxel' | 'values'> {
  const half = (voxels: number) => Math.max(1, Math.floor(voxels / 2));
  const [nz, ny, nx] = shape;
  const own = [half(nz), half(ny), half(nx)] as const;
  const means = new Float32Array(own[0] * own[1] * own[2]);
  let v = 0;
  for (let k = 0; k < own[0]; k++)
    for (let j = 0; j < own[1]; j++)
      for (let i = 0; i < own[2]; i++) {
        let sum = 0;
        for (let part = 0; part < 8; part++) {
          const [dk, dj, di] = [part >> 2, (part >> 1) & 1, part & 1];
          sum += values[Math.min(nz - 1, 2 * k + dk) * ny * nx + Math.min(ny - 1, 2 * j + dj) * nx + 2 * i + di];
        }
        means[v++] = sum / 8;
      }
  return { shape: own, voxel: 2 * voxel, values: means };
}

/** Radius of the vessel whose distance a field gives: what is missing to the distance from the middle of the box. */
export function vesselRadius({ shape: [nz, ny], voxel, values }: FieldSnapshot): number {
  const middle = (at: number, voxels: number) => (at + 0.5 - voxels / 2) * voxel;
  const [j, k] = [Math.floor(ny / 2), Math.floor(nz / 2)];
  return Math.hypot(middle(j, ny), middle(k, nz)) - values[(k * ny + j) * (values.length / (nz * ny))];
}
