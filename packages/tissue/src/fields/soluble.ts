import { exp } from '@invadolab/core';
import type { Grid3 } from './grid.js';
import { Ledger } from './ledger.js';
import type { Places } from './places.js';
import type { Crossed, Sweeps } from './sweeps.js';
import { PlainSweeps } from './sweeps-plain.js';
import { wasmSweeps } from './sweeps-wasm.js';
import type { Walls } from './walls.js';

/** Rates of one substance and what the faces do. */
export interface Spreading {
  /** um2/s */
  readonly diffusivity: number;
  /** 1/s; default 0 */
  readonly decay?: number;
  /** Default: all closed. */
  readonly walls?: Walls;
}

/** Sources and sinks of one substance at the rows of `Places`. */
export interface PointExchange {
  /** molecule/s; default none */
  readonly source?: Float64Array;
  /** Volume emptied per time, um3/s; default none */
  readonly clearance?: Float64Array;
  /** What each row took up, molecules: written. */
  readonly taken?: Float64Array;
}

/**
 * One soluble substance in a box: densities (molecule/um3) per voxel. A step is one implicit step per direction (locally
 * one-dimensional) with the exact decay: first order in time, second in space, positive and conserving at any length.
 */
export class SolubleField3 {
  readonly density: Float64Array;
  readonly ledger = new Ledger();
  readonly #sweeps: Sweeps;
  #prepared = 0;
  #share = 1;
  /** Per plane along x and y, then per row along z. */
  readonly #crossed: readonly Crossed[];
  #sources = new Float64Array(0);
  #sinks = new Float64Array(0);

  constructor(
    readonly grid: Grid3,
    readonly spreading: Spreading,
  ) {
    this.#sweeps = wasmSweeps(grid) ?? new PlainSweeps(grid);
    this.density = this.#sweeps.values;
    this.#crossed = Array.from({ length: grid.nz + grid.ny }, () => ({ in: 0, out: 0 }));
  }

  /** Sets all voxels to one density, and starts the ledger there. */
  fill(density: number): void {
    this.density.fill(density);
    this.restart();
  }

  /** Starts the ledger from the densities as they are: after they were written from outside. */
  restart(): void {
    this.ledger.open(this.amount());
  }

  /** Molecules in the whole box. */
  amount(): number {
    const { density } = this;
    const { nx, size, volume } = this.grid;
    let all = 0;
    for (let row = 0; row < size; row += nx) {
      let sum = 0;
      for (let v = row; v < row + nx; v++) sum += density[v];
      all += sum;
    }
    return all * volume;
  }

  /**
   * Secretion and uptake over `dt`, both at once and implicit in each voxel: `u = (u + S dt / V) / (1 + K dt / V)`, S and K the sums over
   * its rows. Never below zero; rows share what there is in proportion to their clearances.
   */
  exchange({ slot, voxel, rows, slots }: Places, { source, clearance, taken }: PointExchange, dt: number): void {
    if (this.#sources.length < slots) {
      this.#sources = new Float64Array(2 * slots);
      this.#sinks = new Float64Array(2 * slots);
    }
    const sources = this.#sources.fill(0, 0, slots);
    const sinks = this.#sinks.fill(0, 0, slots);
    if (source) for (let row = 0; row < rows; row++) sources[slot[row]] += source[row];
    if (clearance) for (let row = 0; row < rows; row++) sinks[slot[row]] += clearance[row];
    const { density } = this;
    const per = dt / this.grid.volume;
    let put = 0;
    let gone = 0;
    for (let s = 0; s < slots; s++) {
      const after = (density[voxel[s]] + sources[s] * per) / (1 + sinks[s] * per);
      density[voxel[s]] = after;
      put += sources[s] * dt;
      gone += sinks[s] * dt * after;
    }
    if (taken)
      for (let row = 0; row < rows; row++)
        taken[row] = clearance === undefined ? 0 : clearance[row] * dt * density[voxel[slot[row]]];
    this.ledger.exchanged(put, gone);
  }

  /** Diffusion, decay and the faces over `dt` seconds. */
  step(dt: number): void {
    this.begin(dt);
    this.sweepPlanes(0, this.grid.nz);
    this.sweepRows(0, this.grid.ny);
    this.end();
  }

  /**
   * The parts of a step, for whoever deals it out: `begin`, all planes in any ranges, then all rows in any ranges, `end`. The
   * bytes do not depend on the ranges.
   */
  begin(dt: number): void {
    if (this.#prepared === dt) return;
    const { diffusivity, decay = 0, walls = {} } = this.spreading;
    this.#share = exp(-decay * dt);
    this.#sweeps.prepare({ dt, diffusivity, share: this.#share, walls });
    this.#prepared = dt;
  }

  /** Along x and y, planes `from` to before `to`. */
  sweepPlanes(from: number, to: number): void {
    for (let plane = from; plane < to; plane++) {
      this.#sweeps.alongX(plane, this.#crossed[plane]);
      this.#sweeps.alongY(plane, this.#crossed[plane]);
    }
  }

  /** Along z, the lines through rows `from` to before `to` of the lowest plane. */
  sweepRows(from: number, to: number): void {
    for (let row = from; row < to; row++) this.#sweeps.alongZ(row, this.#crossed[this.grid.nz + row]);
  }

  /** Enters the step in the ledger. */
  end(): void {
    let [entered, left] = [0, 0];
    for (const one of this.#crossed) {
      entered += one.in;
      left += one.out;
      one.in = 0;
      one.out = 0;
    }
    const { volume } = this.grid;
    this.ledger.stepped(this.#share, entered * volume, left * volume);
  }
}
