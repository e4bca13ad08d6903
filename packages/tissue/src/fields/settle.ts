import { pow } from '@invadolab/core';
import type { Grid3 } from './grid.js';
import type { Places } from './places.js';
import type { PointExchange, SolubleField3 } from './soluble.js';
import { SteadyOperator } from './steady-operator.js';
import type { Sweeps } from './sweeps.js';
import { PlainSweeps } from './sweeps-plain.js';
import { wasmSweeps } from './sweeps-wasm.js';
import type { Wall, Walls } from './walls.js';

/** When to stop. */
export interface SettleOptions {
  /** Largest residual over the sources, as norms. Default 1e-6. */
  readonly tolerance?: number;
  /** Default 1000. */
  readonly iterations?: number;
}

/** Flows of a settled field, molecule/s, and how well they balance. */
export interface Settled {
  readonly iterations: number;
  readonly put: number;
  readonly taken: number;
  readonly decayed: number;
  readonly entered: number;
  readonly left: number;
  /** What comes in less what goes, over what comes in. */
  readonly imbalance: number;
}

/**
 * Finds where diffusion, decay, faces, secretion and uptake of a fast substance balance, for steps many times longer than it takes to get
 * there. Conjugate gradients from the densities as they are. An implicit step along the three
 * directions goes before each iteration: it does for all short waves at once what the iterations do for long ones. One object serves all
 * substances of a grid; it holds four arrays of its size.
 */
export class Settler {
  readonly #sweeps: Sweeps;
  readonly #residual: Float64Array;
  readonly #direction: Float64Array;
  readonly #lost: Float64Array;

  constructor(readonly grid: Grid3) {
    this.#sweeps = wasmSweeps(grid) ?? new PlainSweeps(grid);
    [this.#residual, this.#direction, this.#lost] = [0, 1, 2].map(() => new Float64Array(grid.size));
  }

  /**
   * Settles a field; `taken` gets molecules per `dt`. Densities are positive to the tolerance, and what falls below zero is set to zero. The
   * ledger starts anew, as nothing is followed in time. Throws `RangeError` where nothing is lost, or where the iterations do not suffice.
   */
  settle(
    field: SolubleField3,
    places: Places,
    exchange: PointExchange,
    dt: number,
    { tolerance = 1e-6, iterations: most = 1000 }: SettleOptions = {},
  ): Settled {
    const { density: u, spreading } = field;
    const { diffusivity, decay = 0, walls = {} } = spreading;
    const operator = new SteadyOperator(this.grid, { diffusivity, decay, walls });
    const sinks = sinksOf(places, exchange, this.grid.volume);
    if (!operator.loses && !sinks.some((sink) => sink > 0))
      throw new RangeError('nothing takes the substance away, so there is no balance to settle in');
    const [r, p, q] = [this.#residual, this.#direction, this.#lost];
    const lose = (from: Float64Array) => {
      operator.apply(from, q);
      takeUp(places, sinks, from, q);
    };
    r.fill(0);
    secrete(places, exchange, this.grid.volume, r);
    operator.addOutside(r);
    const smooth = this.#steps(diffusivity, walls, decay + mean(sinks, u.length));
    const z = this.#sweeps.values;
    smooth(r);
    const enough = tolerance * tolerance * product(r, z);
    lose(u);
    add(r, -1, q);
    smooth(r);
    let rho = product(r, z);
    turn(p, 0, z);
    let iterations = 0;
    for (; rho > enough; iterations++) {
      if (iterations === most) throw new RangeError(`a field has not settled after ${most} iterations`);
      lose(p);
      const alpha = rho / product(p, q);
      add(u, alpha, p);
      add(r, -alpha, q);
      smooth(r);
      const before = rho;
      rho = product(r, z);
      turn(p, rho / before, z);
    }
    for (let v = 0; v < u.length; v++) if (u[v] < 0) u[v] = 0;
    field.restart();
    return { iterations, ...flows(field, operator, places, exchange, dt) };
  }

  /**
   * One implicit step as a rough inverse, of the length at which the shortest waves in all directions are left no smaller than the longest: with g = D / h2
   * and k the loss, 12 g / (1 + 4 g dt)^3 = k.
   */
  #steps(diffusivity: number, walls: Walls, loss: number): (r: Float64Array) => void {
    const { nx, ny, nz, voxel } = this.grid;
    const g = diffusivity / (voxel * voxel);
    const longest = Math.PI / (2 * Math.max(nx, ny, nz));
    const ratio = (12 * g) / Math.max(loss, g * longest * longest);
    const dt = g > 0 ? Math.max(0, (pow(ratio, 1 / 3) - 1) / (4 * g)) : 0;
    const empty = Object.fromEntries(Object.entries(walls).map(([face, wall]) => [face, emptied(wall)]));
    this.#sweeps.prepare({ dt, diffusivity, share: 1, walls: empty });
    const crossed = { in: 0, out: 0 };
    return (r) => {
      this.#sweeps.values.set(r);
      for (let plane = 0; plane < nz; plane++) {
        this.#sweeps.alongX(plane, crossed);
        this.#sweeps.alongY(plane, crossed);
      }
      for (let row = 0; row < ny; row++) this.#sweeps.alongZ(row, crossed);
    };
  }
}

/** Uptake per slot, 1/s. */
function sinksOf({ slot, rows, slots }: Places, { clearance }: PointExchange, volume: number): Float64Array {
  const sinks = new Float64Array(slots);
  if (clearance) for (let row = 0; row < rows; row++) sinks[slot[row]] += clearance[row] / volume;
  return sinks;
}

function secrete({ slot, voxel, rows }: Places, { source }: PointExchange, volume: number, out: Float64Array): void {
  if (source) for (let row = 0; row < rows; row++) out[voxel[slot[row]]] += source[row] / volume;
}

function takeUp({ voxel, slots }: Places, sinks: Float64Array, u: Float64Array, out: Float64Array): void {
  for (let s = 0; s < slots; s++) out[voxel[s]] += sinks[s] * u[voxel[s]];
}

function flows(
  field: SolubleField3,
  operator: SteadyOperator,
  { slot, voxel, rows }: Places,
  { source, clearance, taken: out }: PointExchange,
  dt: number,
): Omit<Settled, 'iterations'> {
  const { volume } = field.grid;
  let [put, taken] = [0, 0];
  for (let row = 0; row < rows; row++) {
    const rate = clearance ? clearance[row] * field.density[voxel[slot[row]]] : 0;
    if (out) out[row] = rate * dt;
    taken += rate;
    put += source ? source[row] : 0;
  }
  const crossing = operator.crossing(field.density);
  const [entered, left] = [crossing.entered * volume, crossing.left * volume];
  const decayed = (field.spreading.decay ?? 0) * field.ledger.start;
  const came = put + entered;
  const imbalance = came === 0 ? 0 : (came - taken - decayed - left) / came;
  return { put, taken, decayed, entered, left, imbalance };
}

/** The same wall with nothing behind it. */
function emptied(wall: Wall | undefined): Wall | undefined {
  return wall === undefined || wall.kind === 'closed' ? wall : { ...wall, density: 0 };
}

function mean(values: Float64Array, over: number): number {
  return values.reduce((sum, value) => sum + value, 0) / over;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let v = 0; v < a.length; v++) sum += a[v] * b[v];
  return sum;
}

function add(to: Float64Array, factor: number, from: Float64Array): void {
  for (let v = 0; v < to.length; v++) to[v] += factor * from[v];
}

function turn(p: Float64Array, beta: number, z: Float64Array): void {
  for (let v = 0; v < p.length; v++) p[v] = z[v] + beta * p[v];
}
