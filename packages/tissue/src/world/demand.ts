import { exp } from '@invadolab/core';
import type { CompiledModel } from '@invadolab/model';
import { thirdRootOfHalf } from '../cells/life.js';
import { memoryOf } from '../cells/memory.js';
import { stepProblems } from '../cells/step-problems.js';
import { fieldProblems, memoryOfFields } from '../fields/checks.js';
import { combinations } from '../responses/lattice.js';
import type { TooCoarse } from '../too-coarse.js';
import { TissueNumbers } from './numbers.js';
import { tissuePlanOf } from './plan.js';

/** What a tissue asks for before it is run. */
export interface TissueDemand {
  /** Bytes at once, for one tissue. */
  readonly memory: number;
  readonly cells: number;
  readonly voxels: number;
  /** Cells of the network that are followed for it. */
  readonly followed: number;
  /** What is too coarse, by name. */
  readonly problems: readonly TooCoarse[];
}

/** Bytes of a followed cell with what it has done to its film. */
const bytesPerFollowed = 400_000;
/** Bytes per cell in what observers keep: a frame or two dozen of them. */
const bytesPerObserved = 25 * 28;

/**
 * What one tissue of a model takes over `duration` s: as many cells as there would be if nothing held their division, and every voxel.
 * Nothing of that size is made.
 */
export function tissueDemand(model: CompiledModel, duration: number): TissueDemand {
  const plan = tissuePlanOf(model);
  const { tissue } = plan;
  const numbers = new TissueNumbers(plan);
  const grid = numbers.grid(plan.voxel);
  const coarse = numbers.grid(plan.coarse);
  const first = numbers.of(plan.start.cells);
  numbers.values[plan.at.pore] = Number.POSITIVE_INFINITY;
  const cells = first * Math.min(1e6, exp(Math.max(0, numbers.of(plan.cells.division)) * duration));
  const axes = tissue.spread.flatMap(({ sets }) => (sets ? [{ points: sets.at }] : []));
  const followed = combinations(axes).length * tissue.follow.cells;
  const fields =
    memoryOfFields(
      coarse,
      tissue.spread.length,
      tissue.spread.some(({ settles }) => settles),
    ) +
    grid.size * (8 * (tissue.gels.length + tissue.regions.length + 1) + tissue.passages.length);
  const smallest = thirdRootOfHalf * numbers.of(plan.cells.radius);
  const options = { blocking: true, following: true };
  return {
    memory: fields + memoryOf(cells, options) + cells * bytesPerObserved + followed * bytesPerFollowed,
    cells: Math.round(cells),
    voxels: grid.size,
    followed,
    problems: [
      ...stepProblems(numbers.of(plan.cells.repulsion), smallest, tissue.tick / tissue.steps),
      ...plan.spread.flatMap(({ diffusivity, decay }, s) =>
        fieldProblems(
          coarse,
          { name: tissue.spread[s].id, diffusivity: numbers.of(diffusivity), decay: numbers.of(decay) },
          tissue.spread[s].settles ? undefined : tissue.tick,
        ),
      ),
    ],
  };
}
