import type { FieldSnapshot } from '@invadolab/results';

/** The value of a field at a point, um, between the middles of voxels; NaN outside the grid. */
export function sampled({ shape, voxel, origin, values }: FieldSnapshot, x: number, y: number, z: number): number {
  const [nz, ny, nx] = shape;
  const gx = (x - origin[2]) / voxel;
  const gy = (y - origin[1]) / voxel;
  const gz = nz === 1 ? 0.5 : (z - origin[0]) / voxel;
  if (!(gx >= 0 && gy >= 0 && gz >= 0 && gx <= nx && gy <= ny && gz <= nz)) return Number.NaN;
  // No objects are made here: a picture asks millions of times.
  const ax = Math.min(Math.max(gx - 0.5, 0), nx - 1);
  const ay = Math.min(Math.max(gy - 0.5, 0), ny - 1);
  const az = Math.min(Math.max(gz - 0.5, 0), nz - 1);
  const x0 = Math.floor(ax);
  const y0 = Math.floor(ay);
  const z0 = Math.floor(az);
  const nextX = x0 + 1 < nx ? 1 : 0;
  const nextY = y0 + 1 < ny ? nx : 0;
  const nextZ = z0 + 1 < nz ? nx * ny : 0;
  const fx = ax - x0;
  const fy = ay - y0;
  const fz = az - z0;
  const at = (z0 * ny + y0) * nx + x0;
  const front =
    (values[at] * (1 - fx) + values[at + nextX] * fx) * (1 - fy) +
    (values[at + nextY] * (1 - fx) + values[at + nextY + nextX] * fx) * fy;
  if (nextZ === 0) return front;
  const up = at + nextZ;
  const back =
    (values[up] * (1 - fx) + values[up + nextX] * fx) * (1 - fy) +
    (values[up + nextY] * (1 - fx) + values[up + nextY + nextX] * fx) * fy;
  return front * (1 - fz) + back * fz;
}
