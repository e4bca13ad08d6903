import { Places } from '../fields/places.js';
import { Settler } from '../fields/settle.js';
import type { TissueParts } from './parts.js';
import { Passing } from './passing.js';

/** Of settled species, relative: finer than voxels are. */
const tolerance = 1e-4;

/** What soluble species do in a tick: cells give and take them, they cross walls, spread, and wear down gels. */
export class Solutes {
  readonly #places: Places;
  readonly #settler: Settler | undefined;
  readonly #passing: Passing;
  /** By species and row: molecule/s given, um3/s emptied. */
  readonly #sources: Float64Array[];
  readonly #clearances: Float64Array[];
  /** Voxel of each row. */
  #voxels = new Int32Array(0);
  #lost = new Float64Array(0);

  constructor(readonly parts: TissueParts) {
    const { plan, coarse, numbers, spread } = parts;
    this.#places = new Places(coarse);
    if (plan.tissue.spread.some(({ settles }) => settles)) this.#settler = new Settler(coarse);
    this.#passing = new Passing(numbers, spread);
    this.#sources = spread.map(() => new Float64Array(0));
    this.#clearances = spread.map(() => new Float64Array(0));
  }

  /** Room for this many cells. */
  reserve(rows: number): void {
    if (this.#voxels.length >= rows) return;
    this.#voxels = new Int32Array(2 * rows);
    this.#passing.reserve(2 * rows);
    for (let s = 0; s < this.#sources.length; s++) {
      this.#sources[s] = new Float64Array(2 * rows);
      this.#clearances[s] = new Float64Array(2 * rows);
    }
  }

  /** What the cell in a row gives and takes in this voxel, with its local values in the frame: nothing once it is dying. */
  look(row: number, voxel: number, alive: boolean): void {
    const { plan, numbers } = this.parts;
    this.#voxels[row] = voxel;
    for (let s = 0; s < plan.spread.length; s++) {
      const { secretion, uptake } = plan.spread[s];
      if (secretion) this.#sources[s][row] = alive ? secretion(numbers.frame) : 0;
      if (uptake) this.#clearances[s][row] = alive ? uptake(numbers.frame) : 0;
    }
    this.#passing.look(row, alive);
  }

  /** Lets `dt` s pass from `time` on, with what cells were seen to do. */
  spread(time: number, dt: number): void {
    const { plan, spread, table } = this.parts;
    if (spread.length > 0) this.#places.stand(this.#voxels, table.count);
    this.#passing.pass(this.#places, time, dt);
    spread.forEach((field, s) => {
      const { secretion, uptake } = plan.spread[s];
      const exchange = {
        ...(secretion && { source: this.#sources[s] }),
        ...(uptake && { clearance: this.#clearances[s] }),
      };
      if (plan.tissue.spread[s].settles) this.#settler?.settle(field, this.#places, exchange, dt, { tolerance });
      else {
        if (secretion || uptake) field.exchange(this.#places, exchange, dt);
        field.step(dt);
      }
    });
    this.#expose(dt);
  }

  /** What soluble species take from the gels, voxel by voxel. */
  #expose(dt: number): void {
    const { plan, gels, spread, grid } = this.parts;
    const { values: numbers, frame } = this.parts.numbers;
    plan.gels.forEach(({ lost }, g) => {
      if (lost === undefined) return;
      if (this.#lost.length < grid.size) this.#lost = new Float64Array(grid.size);
      for (let v = 0; v < grid.size; v++) {
        if (gels[g].density[v] === 0) continue;
        const outer = this.#outer(v);
        for (let s = 0; s < spread.length; s++) numbers[plan.at.spread + s] = spread[s].density[outer];
        numbers[plan.at.here] = numbers[plan.at.gels + g] = gels[g].density[v];
        this.#lost[v] = lost(frame);
      }
      gels[g].lose(this.#lost, dt);
    });
  }

  /** Voxel of the soluble species around one of the gels. */
  #outer(voxel: number): number {
    const { grid, coarse } = this.parts;
    if (grid.size === coarse.size) return voxel;
    const i = voxel % grid.nx;
    const j = Math.floor(voxel / grid.nx) % grid.ny;
    const k = Math.floor(voxel / (grid.nx * grid.ny));
    return coarse.voxelAt(grid.centre(0, i), grid.centre(1, j), grid.centre(2, k));
  }
}
