import { cos, sin } from '@invadolab/core';
import type { Region } from '../fields/footprint.js';
import { beginPlaces, createWorld } from '../world/begin.js';
import { Cursor } from '../world/cursor.js';
import { timeEvents } from '../world/events.js';
import { closure } from '../world/expressions.js';
import { SolverFailure } from '../world/ode.js';
import { apart, regionOf } from '../world/positions.js';
import type { World } from '../world/world.js';
import { mergedCursor } from './frames.js';
import type { ReducedPlan } from './plan.js';
import { ringArea } from './rings.js';
import type { Life } from './sites.js';

/**
 * One cell in the reduced form: its network and the medium as one system of equations, and representative lives of its
 * sites. What sites take from a pool enters the equations as a first-order loss, what they give as an inflow, both at the
 * rates of the window before; where the sites then do otherwise, the difference changes the state at once, so that
 * nothing is lost.
 */
export class ReducedCell {
  readonly world: World;
  /** Merged state at the end of the last window, and what sites see of it now. */
  readonly state: Float64Array;
  readonly seen: Float64Array;
  readonly constants: Float64Array;
  /** Parameters, then the rate constants of the losses. */
  readonly parameters: Float64Array;
  /** By merged state, then by field species: what sites took and gave in this window, times their weights. */
  readonly taken: Float64Array;
  readonly given: Float64Array;
  /** Lives that go on, and those that ended and left a mark on the film. */
  lives: Life[] = [];
  marks: Life[] = [];
  /** Mean densities of all field species where no site has been. */
  readonly background: Float64Array;
  readonly intact: Float64Array;
  /** Field samples as the cell sees them. */
  readonly under: Float64Array;
  readonly region: Region = { shape: 'disc', x: 0, y: 0, a: 0, b: 0, angle: 0 };
  /** Of the angle of `region`, which stays. */
  readonly #cos: number;
  readonly #sin: number;
  /** um2 of one ring of a site's mark. */
  readonly ring: number;
  /** Attempts expected since the start, per founding, in units of the weight of a new life. */
  readonly expected: Float64Array;
  time = 0;
  nextLife = 1;
  /** The merged state itself, for the solver. */
  readonly frame: Cursor;
  /** The cell as sites see it, and each place of the chain as it is, outermost first. */
  readonly cellFrame: Cursor;
  readonly levelFrames: readonly Cursor[];
  /** A site, once its own state is put in. */
  readonly siteFrame: Cursor;
  readonly #before: Float64Array;
  /** What the equations let the sites take in this window, and the time integral of what the sites saw. */
  readonly #expectedLoss: Float64Array;
  readonly #exposure: Float64Array;
  readonly #after: Float64Array;
  /** Below zero by this much: taken before it was there, and missing until it is. */
  readonly #owed: Float64Array;
  #memory = 0;
  #lastWindow = 0;

  constructor(
    readonly reduced: ReducedPlan,
    member: number,
    seed: number,
    prepare: (world: World) => void = () => {},
  ) {
    const { merged, plan, loaded, pools, ode } = reduced;
    this.world = createWorld(plan, member, 0, seed);
    prepare(this.world);
    beginPlaces(this.world);
    this.state = new Float64Array(merged.states);
    this.seen = new Float64Array(merged.states);
    this.#before = new Float64Array(merged.states);
    this.constants = new Float64Array(merged.constants);
    this.parameters = new Float64Array(plan.model.parameters.length + loaded.length);
    this.taken = new Float64Array(pools + plan.samples);
    this.given = new Float64Array(pools + plan.samples);
    this.#expectedLoss = new Float64Array(merged.states);
    this.#exposure = new Float64Array(merged.states);
    this.#owed = new Float64Array(merged.states);
    this.#after = new Float64Array(ode.size);
    this.background = new Float64Array(Math.max(1, plan.samples));
    this.under = new Float64Array(Math.max(1, plan.samples));
    this.expected = new Float64Array(reduced.foundings.length);
    const { state, seen, constants, parameters } = this;
    this.frame = new Cursor();
    Object.assign(this.frame, { y: state, c: constants, p: parameters, f: this.under, covered: 1 });
    this.cellFrame = mergedCursor(merged, 0, 0, seen, constants, parameters);
    this.cellFrame.f = this.under;
    this.siteFrame = mergedCursor(merged, 1, 0, seen, constants, parameters);
    this.levelFrames = merged.chain.map((_, level) =>
      mergedCursor(merged, 0, merged.chain.length - 1 - level, state, constants, parameters),
    );
    this.load();
    plan.model.fields.forEach((field, index) => {
      const at = this.world.at(field.place, 0);
      field.species.forEach(({ initial }, s) => {
        this.background[plan.offsets[index] + s] = closure(initial, plan.offsets)(at);
      });
    });
    this.siteFrame.c = new Float64Array(plan.kinds[reduced.site].widths.c);
    this.siteFrame.y = new Float64Array(plan.kinds[reduced.site].species);
    this.ring = ringArea(reduced.extent.shape, reduced.extent.size(this.siteFrame));
    this.intact = this.background.slice();
    this.under.set(this.background);
    this.seen.set(this.state);
    regionOf(this.world, reduced.cell, 0, this.region);
    this.#cos = cos(this.region.angle);
    this.#sin = sin(this.region.angle);
  }

  /** Whether the cell lies over a point, as `inside` says of its region. */
  covers(x: number, y: number): boolean {
    const { region } = this;
    const dx = apart(region.x, x, this.reduced.plan.side);
    const dy = apart(region.y, y, this.reduced.plan.side);
    if (region.shape === 'gaussian') return dx * dx + dy * dy <= 4 * region.a * region.a;
    const u = (dx * this.#cos + dy * this.#sin) / region.a;
    const v = (dy * this.#cos - dx * this.#sin) / region.b;
    return u * u + v * v <= 1;
  }

  /** Events of this time, seen by everything after. */
  fireEvents(): void {
    const { tick } = this.world.plan.model.numerics;
    this.world.tick = Math.round(this.time / tick);
    this.store();
    timeEvents(this.world);
    this.load();
  }

  /** Takes over what the world's tables hold. */
  load(): void {
    const { merged, plan } = this.reduced;
    merged.chain.forEach((kind, level) => {
      const { y, c } = this.world.tables[kind].data;
      const { species, widths } = plan.kinds[kind];
      for (let i = 0; i < species; i++) this.state[merged.stateAt[level] + i] = y[i];
      for (let i = 0; i < widths.c; i++) this.constants[merged.constantAt[level] + i] = c[i];
    });
    this.parameters.set(this.world.parameters);
  }

  /** Writes the state back into the world's tables, for everything that reads it there. */
  store(): void {
    const { merged, plan } = this.reduced;
    merged.chain.forEach((kind, level) => {
      const { y } = this.world.tables[kind].data;
      for (let i = 0; i < plan.kinds[kind].species; i++) y[i] = this.state[merged.stateAt[level] + i];
    });
  }

  /**
   * Carries the equations over the next window under the load that the sites were in the last, and starts a new account
   * of what they take and give. Throws `SolverFailure`.
   */
  predict(until: number): void {
    const { ode, integrator, loaded, plan } = this.reduced;
    const { state, given, taken } = this;
    const length = until - this.time;
    const first = plan.model.parameters.length;
    for (let i = 0; i < state.length; i++) ode.inflow[i] = this.#lastWindow > 0 ? given[i] / this.#lastWindow : 0;
    loaded.forEach((index, i) => {
      this.parameters[first + i] = this.#exposure[index] > 0 ? taken[index] / this.#exposure[index] : 0;
    });
    this.frame.t = this.time;
    ode.prepare(this.frame);
    const work = this.#after;
    work.fill(0);
    work.set(state);
    const next = integrator.advance(work, this.time, until, this.#memory);
    if (Number.isNaN(next)) throw new SolverFailure(integrator.failure);
    this.#memory = next;
    this.#expectedLoss.fill(0);
    loaded.forEach((index, i) => {
      this.#expectedLoss[index] = work[state.length + i];
    });
    for (let i = 0; i < state.length; i++) this.#expectedLoss[i] -= ode.inflow[i] * length;
    ode.inflow.fill(0);
    taken.fill(0);
    given.fill(0);
    this.#exposure.fill(0);
    this.#lastWindow = length;
    this.#before.set(state);
  }

  /** What sites see during a beat of this length that starts at the share `from` of the window. */
  look(from: number, length: number): void {
    const { seen, taken, given } = this;
    // Copies in variables: this runs for every beat, and a private field costs a look-up each time.
    const before = this.#before;
    const after = this.#after;
    const expected = this.#expectedLoss;
    const owed = this.#owed;
    const middle = Math.min(1, from + (0.5 * length) / this.#lastWindow);
    for (let i = 0; i < seen.length; i++) {
      const net = given[i] - taken[i] + from * expected[i] + owed[i];
      const value = before[i] + middle * (after[i] - before[i]) + net;
      seen[i] = value > 0 ? value : 0;
    }
    const exposure = this.#exposure;
    for (const i of this.reduced.loaded) exposure[i] += seen[i] * length;
  }

  /** The state at the end of the window: what the equations say, corrected by what the sites really did. */
  settle(until: number): void {
    const { state, taken, given } = this;
    for (let i = 0; i < state.length; i++) {
      const value = this.#after[i] + given[i] - taken[i] + this.#expectedLoss[i] + this.#owed[i];
      state[i] = value > 0 ? value : 0;
      this.#owed[i] = value - state[i];
    }
    this.time = until;
    this.seen.set(state);
    this.store();
  }
}
