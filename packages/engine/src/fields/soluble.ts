import { exp } from '@invadolab/core';
import type { CompiledField } from '@invadolab/model';
import type { Footprint } from './footprint.js';
import { filterSquare, ringFilter } from './periodic.js';

/** Rates of one species, s^-1 and um2/s. */
export interface Spreading {
  readonly diffusivity: number;
  readonly decay: number;
}

/** Amounts in a well-mixed volume that a layer exchanges with. */
export interface Reservoir {
  /** molecules */
  readonly amount: number;
  /** um3 */
  readonly volume: number;
}

/**
 * Soluble species in a thin periodic layer: densities (molecule/um3) per voxel, and what was put in or taken out since
 * the last step (molecules), which enters the next one. Diffusion and decay are one implicit step per direction
 * (locally one-dimensional): first order in time, second in space, positive, and conserving at any step size.
 */
export class SolubleField {
  readonly side: number;
  readonly voxel: number;
  /** um3 of one voxel */
  readonly capacity: number;
  readonly density: readonly Float64Array[];
  readonly waiting: readonly Float64Array[];
  /** Voxels where something waits, per species. */
  readonly #touched: readonly number[][];

  constructor(readonly field: CompiledField) {
    this.side = field.side;
    this.voxel = field.voxel;
    this.capacity = field.voxel * field.voxel * field.height;
    this.density = field.species.map(() => new Float64Array(field.side * field.side));
    this.waiting = field.species.map(() => new Float64Array(field.side * field.side));
    this.#touched = field.species.map(() => []);
  }

  /** Puts `amount` molecules into a voxel, or takes them out when negative; `available` says how many there are. */
  put(species: number, voxel: number, amount: number): void {
    const waiting = this.waiting[species];
    if (waiting[voxel] === 0) this.#touched[species].push(voxel);
    waiting[voxel] += amount;
  }

  /** Finds again where something waits, after the arrays were filled from outside. */
  restored(): void {
    this.waiting.forEach((waiting, species) => {
      this.#touched[species].length = 0;
      for (let v = 0; v < waiting.length; v++) if (waiting[v] !== 0) this.#touched[species].push(v);
    });
  }

  available(species: number, voxel: number): number {
    return this.density[species][voxel] * this.capacity + Math.min(0, this.waiting[species][voxel]);
  }

  /** molecule/um3, with what has been put in since the last step. */
  value(species: number, voxel: number): number {
    return this.density[species][voxel] + this.waiting[species][voxel] / this.capacity;
  }

  /** Mean density under a footprint as the last step left it: what is put in spreads before anyone meets it. */
  mean(species: number, footprint: Footprint): number {
    const density = this.density[species];
    let sum = 0;
    for (let k = 0; k < footprint.count; k++) sum += footprint.weight[k] * density[footprint.index[k]];
    return sum / footprint.total;
  }

  /** Molecules in the whole layer. */
  amount(species: number): number {
    const density = this.density[species];
    const waiting = this.waiting[species];
    let sum = 0;
    for (let v = 0; v < density.length; v++) sum += density[v] * this.capacity + waiting[v];
    return sum;
  }

  /** Takes in what waits, then spreads it over `dt` seconds. */
  step(species: number, dt: number, { diffusivity, decay }: Spreading): void {
    const density = this.density[species];
    const waiting = this.waiting[species];
    const share = 1 / this.capacity;
    for (const v of this.#touched[species].splice(0)) {
      density[v] += waiting[v] * share;
      waiting[v] = 0;
    }
    const filter = ringFilter(this.side, (diffusivity * dt) / (this.voxel * this.voxel), 0.5 * decay * dt);
    filterSquare(density, filter);
  }

  /**
   * Exchange with a well-mixed volume over `dt`, first order both ways at `rate` (1/s), solved exactly; returns the
   * amount left in the reservoir.
   */
  exchange(species: number, dt: number, rate: number, { amount, volume }: Reservoir): number {
    const density = this.density[species];
    const layer = this.capacity * density.length;
    let sum = 0;
    for (let v = 0; v < density.length; v++) sum += density[v];
    const mean = sum / density.length;
    const total = mean * layer + amount;
    const final = total / (layer + volume);
    const meanAfter = final + (mean - final) * exp(-rate * (1 + layer / volume) * dt);
    const spread = exp(-rate * dt);
    for (let v = 0; v < density.length; v++) density[v] = meanAfter + (density[v] - mean) * spread;
    return total - meanAfter * layer;
  }
}
