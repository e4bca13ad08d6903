import type { Grid3 } from './grid.js';
import { Places } from './places.js';
import type { SolubleField3 } from './soluble.js';

/**
 * Walls of vessels in some voxels: molecules cross at permeability x area x (plasma - tissue), both ways, implicit in the voxel. One
 * voxel may hold several stretches.
 */
export class Vessels {
  /** Wall area of each stretch, um2. */
  readonly area: Float64Array;
  readonly #places: Places;
  readonly #source: Float64Array;
  readonly #clearance: Float64Array;
  readonly #taken: Float64Array;

  constructor(grid: Grid3, voxels: Int32Array, area: Float64Array) {
    if (voxels.length !== area.length)
      throw new RangeError(`${voxels.length} voxels of vessels have ${area.length} areas`);
    this.#places = new Places(grid);
    this.#places.stand(voxels);
    this.area = area;
    [this.#source, this.#clearance, this.#taken] = [0, 1, 2].map(() => new Float64Array(area.length));
  }

  /**
   * Exchange over `dt` s with plasma of this density (molecule/um3, of what can cross) through a wall of this permeability (um/s).
   * Returns the molecules that came into the tissue, on balance.
   */
  exchange(
    field: SolubleField3,
    { plasma, permeability }: { plasma: number; permeability: number },
    dt: number,
  ): number {
    let entered = 0;
    for (let row = 0; row < this.area.length; row++) {
      this.#clearance[row] = permeability * this.area[row];
      this.#source[row] = this.#clearance[row] * plasma;
    }
    field.exchange(this.#places, { source: this.#source, clearance: this.#clearance, taken: this.#taken }, dt);
    for (let row = 0; row < this.area.length; row++) entered += this.#source[row] * dt - this.#taken[row];
    return entered;
  }
}
