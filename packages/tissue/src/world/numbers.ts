import { BadInput } from '@invadolab/core';
import type { Cursor, Evaluate } from '@invadolab/engine';
import { Grid3 } from '../fields/grid.js';
import { type RegionPlan, type TissuePlan, tissueFrame } from './plan.js';
import type { Region } from './region.js';

/** Numbers of a member that differ from the model's, in declared units. */
export type OwnValues = readonly { readonly slot: string; readonly value: number }[];

/** The numbers that expressions of one tissue read: parameters, then what is local, which is 0 at first. */
export class TissueNumbers {
  readonly values: Float64Array;
  readonly frame: Cursor;

  constructor(
    readonly plan: TissuePlan,
    own: OwnValues = [],
  ) {
    const { model, at } = plan;
    this.values = new Float64Array(at.length);
    this.frame = tissueFrame(this.values);
    model.parameters.forEach(({ value }, i) => {
      this.values[i] = value;
    });
    for (const { slot, value } of own) {
      const index = model.parameters.findIndex(({ id }) => slot === `parameter.${id}`);
      if (index >= 0) this.values[index] = value * model.parameters[index].factor;
    }
  }

  of(expression: Evaluate): number {
    return expression(this.frame);
  }

  region({ shape, from, to, radius, spacing }: RegionPlan): Region {
    return { shape, from: this.of(from), to: this.of(to), radius: this.of(radius), spacing: this.of(spacing) };
  }

  /** The voxels of the box: those of gels, or the coarser ones of soluble species. Throws `BadInput` for a box without room. */
  grid(edge: Evaluate): Grid3 {
    const { box, tissue } = this.plan;
    const [x, y, z] = box.map((length) => this.of(length));
    const voxel = this.of(edge);
    if (!(x > 0 && y > 0 && z > 0 && voxel > 0))
      throw new BadInput('a tissue needs room', { found: `${x} x ${y} x ${z} um in voxels of ${voxel} um` });
    const along = (length: number) => Math.max(1, Math.round(length / voxel));
    const flat = tissue.dimensions === 2;
    return new Grid3({ nx: along(x), ny: along(y), voxel, ...(flat ? { height: z } : { nz: Math.max(2, along(z)) }) });
  }
}
