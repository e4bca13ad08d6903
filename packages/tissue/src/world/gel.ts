import { exp } from '@invadolab/core';
import type { Grid3 } from '../fields/grid.js';
import { coverage, type Region } from './region.js';

/** Numbers of a gel, in base units. */
export interface GelNumbers {
  readonly where: Region;
  /** molecule/um3 where it is intact. */
  readonly density: number;
  /** um of a voxel's last edge that it fills, if it is thinner than a voxel. */
  readonly thickness?: number;
}

/**
 * A solid on the voxels of a tissue: density (molecule/um3) of what it fills of each, and how much was taken so far. It does
 * not move; cells and soluble species take it away.
 */
export class Gel {
  readonly density: Float64Array;
  /** molecules in a voxel at density 1: um3 that the gel fills of it. */
  readonly volume: number;
  /** molecules at the start, and taken since. */
  readonly intact: number;
  taken = 0;

  constructor(
    readonly grid: Grid3,
    readonly numbers: GelNumbers,
  ) {
    const { where, density, thickness } = numbers;
    this.density = coverage(where, grid).map((share) => share * density);
    this.volume = thickness === undefined ? grid.volume : (grid.volume * thickness) / grid.height;
    this.intact = this.amount();
  }

  /**
   * Somebody empties `cleared` um3 per second out of a voxel for `dt` s: first order in its density, so nothing goes below zero.
   */
  clear(voxel: number, cleared: number, dt: number): void {
    const before = this.density[voxel];
    if (!(cleared > 0) || before === 0) return;
    const after = before * exp((-cleared * dt) / this.volume);
    this.density[voxel] = after;
    this.taken += (before - after) * this.volume;
  }

  /** Every voxel loses at its own rate (1/s) for `dt` s. */
  lose(rate: Float64Array, dt: number): void {
    let lost = 0;
    for (let v = 0; v < rate.length; v++) {
      if (!(rate[v] > 0) || this.density[v] === 0) continue;
      const before = this.density[v];
      this.density[v] = before * exp(-rate[v] * dt);
      lost += before - this.density[v];
    }
    this.taken += lost * this.volume;
  }

  /** Molecules that are there. */
  amount(): number {
    let sum = 0;
    for (let v = 0; v < this.density.length; v++) sum += this.density[v];
    return sum * this.volume;
  }
}
