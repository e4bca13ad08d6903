import type { Snapshot } from '../assay.js';
import type { Spots } from './spots.js';

/** Middle of the box, um; without a third number in a layer. Throws if no gel or soluble species was read beside the cells. */
export function middleOf({ columns }: Snapshot): readonly number[] {
  const box = [...columns.values()].find((column) => column.box)?.box;
  if (box === undefined) throw new Error('no field of the tissue was read');
  const { shape, voxel } = box;
  const [mz, my, mx] = shape.map((voxels) => (voxels * voxel) / 2);
  return shape[0] === 1 ? [mx, my] : [mx, my, mz];
}

/** Distance of each cell from the middle, um. */
export function distancesFrom([mx, my, mz]: readonly number[], { count, x, y, z }: Spots): Float64Array {
  const away = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const dz = mz === undefined ? 0 : z[i] - mz;
    away[i] = Math.sqrt((x[i] - mx) * (x[i] - mx) + (y[i] - my) * (y[i] - my) + dz * dz);
  }
  return away;
}
