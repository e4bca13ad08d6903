import type { TissueParts } from './parts.js';

/** Points per voxel on the way from a cell's middle to its surface at which openings are looked at: none is jumped over. */
const pointsPerVoxel = 2;

/** How narrow the way is for a cell: the smallest opening among the gels and passages of a voxel. */
export class Openings {
  constructor(readonly parts: TissueParts) {}

  /**
   * Voxel with the narrowest opening between a cell's middle and its surface, in a direction of length 1: the nearest of
   * them where several are as narrow. What is there is left in the frame.
   */
  reached(row: number, dx: number, dy: number, dz: number): number {
    const { grid, table } = this.parts;
    const { x, y, z, radius } = table;
    const points = Math.max(1, Math.ceil((pointsPerVoxel * radius[row]) / grid.voxel));
    const step = radius[row] / points;
    let reached = -1;
    let narrowest = Number.POSITIVE_INFINITY;
    let before = -1;
    for (let point = 1; point <= points; point++) {
      const far = point * step;
      const voxel = grid.voxelAt(x[row] + far * dx, y[row] + far * dy, z[row] + far * dz);
      if (voxel === before) continue;
      before = voxel;
      const opening = this.narrowest(voxel);
      if (reached >= 0 && !(opening < narrowest)) continue;
      reached = voxel;
      narrowest = opening;
    }
    if (before !== reached) this.narrowest(reached);
    return reached;
  }

  /** Takes over the densities of the gels in a voxel; gives the narrowest opening there, um2. */
  narrowest(voxel: number): number {
    const { plan, gels, passages, numbers } = this.parts;
    const { values, frame } = numbers;
    const { at } = plan;
    let narrowest = Number.POSITIVE_INFINITY;
    for (let g = 0; g < gels.length; g++) {
      values[at.here] = values[at.gels + g] = gels[g].density[voxel];
      if (values[at.here] > 0) narrowest = Math.min(narrowest, plan.gels[g].pore(frame));
    }
    for (let p = 0; p < passages.length; p++)
      if (passages[p][voxel] === 1) narrowest = Math.min(narrowest, plan.passages[p].pore(frame));
    values[at.pore] = narrowest;
    return narrowest;
  }
}
