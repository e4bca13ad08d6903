import type { Film, SceneCell } from './scene.js';
import { voxelCentre } from './scene.js';

/** Area of the footprint, um2. */
export function footprintArea(cell: SceneCell): number {
  return Math.PI * cell.along * cell.across;
}

/** Whether a point lies in the ellipse whose semi-axes are `margin` longer (shorter, if negative) than the footprint's. */
export function liesWithin(cell: SceneCell, x: number, y: number, margin: number): boolean {
  const along = cell.along + margin;
  const across = cell.across + margin;
  if (along <= 0 || across <= 0) return false;
  const u = (x - cell.x) / along;
  const v = (y - cell.y) / across;
  return u * u + v * v <= 1;
}

/** Number of voxels of a film under a footprint. */
export function voxelsUnder(film: Pick<Film, 'side' | 'voxel'>, cell: SceneCell): number {
  let count = 0;
  for (let row = 0; row < film.side; row++) {
    const y = voxelCentre(film, row);
    if (Math.abs(y - cell.y) > cell.across) continue;
    for (let column = 0; column < film.side; column++) {
      if (liesWithin(cell, voxelCentre(film, column), y, 0)) count++;
    }
  }
  return count;
}
