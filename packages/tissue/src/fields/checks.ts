import { log } from '@invadolab/core';
import { short, type TooCoarse } from '../too-coarse.js';
import type { Grid3 } from './grid.js';

/** What a field is asked to do, as far as it limits the voxel and the step. */
export interface FieldDemand {
  readonly name: string;
  /** um2/s */
  readonly diffusivity: number;
  /** 1/s; default 0 */
  readonly decay?: number;
  /** Largest uptake in a voxel, 1/s: clearances of its cells over its volume. Default 0. */
  readonly uptake?: number;
}

/** Relative errors from which a field is warned of, and refused. */
const poor = 0.05;
const wrong = 0.25;

/**
 * What is too coarse for a field, as sentences with what was found and what is needed; none if all is well. `dt` is the step in s; leave
 * it out for a field that is settled.
 */
export function fieldProblems(
  grid: Grid3,
  { name, diffusivity, decay = 0, uptake = 0 }: FieldDemand,
  dt?: number,
): TooCoarse[] {
  const loss = decay + uptake;
  if (!(loss > 0)) return [];
  const problems: TooCoarse[] = [];
  const reach = Math.sqrt(diffusivity / loss);
  const spatial = reachError(grid.voxel / reach);
  if (spatial > poor)
    problems.push({
      grade: spatial > wrong ? 'refused' : 'warned',
      message: `${name} reaches ${short(reach)} um before it is taken up or decays, and a voxel of ${short(grid.voxel)} um makes that ${percent(spatial)} too far; voxels of at most ${short(voxelFor(poor) * reach)} um are needed for ${percent(poor)}`,
    });
  if (dt === undefined || uptake === 0) return problems;
  const temporal = uptakeError(uptake * dt);
  if (temporal > poor)
    problems.push({
      grade: temporal > wrong ? 'refused' : 'warned',
      message: `cells take up ${name} with a time constant of ${short(1 / uptake)} s, and a step of ${short(dt)} s makes that ${percent(temporal)} too slow; steps of at most ${short(poor / (1 - poor) / uptake)} s are needed for ${percent(poor)}, or settle it each step`,
    });
  return problems;
}

/**
 * By how much voxels lengthen the reach sqrt(D / k): on a line of voxels of length x reach the decay is exp(-1) in
 * x / (2 asinh(x / 2)) reaches.
 */
export function reachError(x: number): number {
  const half = x / 2;
  return x === 0 ? 0 : half / log(half + Math.sqrt(1 + half * half)) - 1;
}

/** Voxel over reach at which `reachError` comes to `error`, from its series x2/24 - 17 x4/5760. */
function voxelFor(error: number): number {
  const square = 24 * error;
  return Math.sqrt(square * (1 + (17 / 240) * square));
}

/** By how much a step slows uptake, x steps of its time constant: the rate is 1 / (1 + x) of what it should be. */
export function uptakeError(x: number): number {
  return x / (1 + x);
}

/**
 * Bytes of `substances` fields on a grid, with what their steps need, where cells stand, and what all that settle share if any do.
 */
export function memoryOfFields({ size, nx, ny, nz }: Grid3, substances: number, settles = false): number {
  // Densities, and factors twice for each lane.
  const each = 8 * size + 48 * (nx + ny + nz);
  // The slot of each voxel; what a settler iterates with.
  const settler = each + 24 * size;
  return substances * each + 4 * size + (settles ? settler : 0);
}

function percent(share: number): string {
  return `${short(100 * share)} %`;
}
