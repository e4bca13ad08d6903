import { pow } from '@invadolab/core';
import type { OdeMethod, Stepper, StiffProblem } from './ode.js';

/** Steps one advance may take before it counts as failed. */
const mostSteps = 2_000_000;
const safety = 0.9;
const largestGrowth = 6;
const largestCut = 0.2;
/** Times its size at the start of the advance at which a solution that can no longer be followed counts as unbounded. */
const unbounded = 1e6;

const none: readonly Crossing[] = [];

/** A function of time and state whose passage through zero stops an integration. */
export interface Crossing {
  readonly value: (t: number, y: Float64Array) => number;
  readonly direction: 'rising' | 'falling';
}

export interface RunOptions {
  readonly crossings?: readonly Crossing[];
  /**
   * Called after every accepted step from t to t + h; `at(time, out)` gives the solution in between. Neither `y` nor
   * `out` may be kept.
   */
  readonly onStep?: (t: number, h: number, at: (time: number, out: Float64Array) => void) => void;
}

/** Where a run ended: at its end, at the first crossing (by index), or where it failed. */
export interface RunEnd {
  readonly state: 'end' | 'crossing' | 'failed';
  readonly t: number;
  readonly crossing: number;
}

/**
 * Carries solutions of one problem forward with adaptive steps. Keeps no solution: state and step length go in and come
 * out, so one integrator serves any number of individuals in turn.
 */
export class Integrator {
  readonly method: OdeMethod;
  /** Why the last advance failed, as a sentence that says the cure. */
  failure: string | undefined;
  /** Accepted and rejected steps since creation. */
  steps = 0;
  rejected = 0;
  readonly #problem: StiffProblem;
  readonly #stepper: Stepper;
  readonly #scratch: Float64Array;
  readonly #exponent: number;
  #time = 0;
  #length = 0;
  #crossing = -1;

  constructor(method: OdeMethod, problem: StiffProblem) {
    this.method = method;
    this.#problem = problem;
    this.#stepper = method.create(problem);
    this.#scratch = new Float64Array(problem.size);
    this.#exponent = -1 / (method.errorOrder + 1);
  }

  /**
   * Advances `y` in place from t0 to t1. `guess` is the step length to try first, as returned by the last advance of the
   * same individual, or 0. Returns the step length to go on with, or NaN after a failure: then `failure` says why and `y`
   * is where it could still be followed. Allocates nothing.
   */
  advance(y: Float64Array, t0: number, t1: number, guess: number): number {
    this.#length = guess;
    return this.#go(y, t0, t1) === 'failed' ? Number.NaN : this.#length;
  }

  /** As `advance` from an unknown step length, stopping at the first crossing; `y` is then the solution there. */
  run(y: Float64Array, t0: number, t1: number, options: RunOptions = {}): RunEnd {
    this.#length = 0;
    this.#crossing = -1;
    const state = this.#go(y, t0, t1, options);
    return { state, t: this.#time, crossing: this.#crossing };
  }

  #go(y: Float64Array, t0: number, t1: number, options?: RunOptions): RunEnd['state'] {
    const stepper = this.#stepper;
    const crossings = options?.crossings ?? none;
    const before = crossings === none ? [] : crossings.map((one) => sign(one) * one.value(t0, y));
    this.failure = undefined;
    this.#time = t0;
    if (this.#problem.size === 0 || t1 <= t0) return 'end';
    const scale = this.#largest(y);
    if (!(this.#length > 0)) this.#length = this.#firstStep(t0, t1, y);
    let mayGrow = true;
    stepper.start(t0, y);
    for (let count = 0; count < mostSteps; count += 1) {
      const t = this.#time;
      const h = this.#length;
      const last = h >= (t1 - t) * 0.999999;
      const step = last ? t1 - t : h;
      const error = stepper.attempt(t, y, step);
      const factor = this.#factor(error);
      if (error <= 1) {
        const end = crossings === none ? -1 : this.#firstCrossing(crossings, before, t, step, y);
        const taken = end >= 0 ? this.#repeat(crossings[this.#crossing], t, end, step, y) : step;
        options?.onStep?.(t, taken, (time, out) => stepper.interpolate((time - t) / taken, y, out));
        y.set(stepper.next);
        stepper.accept();
        this.steps += 1;
        this.#time = last && taken === step ? t1 : t + taken;
        const proposal = step * (mayGrow ? factor : Math.min(1, factor));
        // A step cut short by the end says nothing against the length that was planned.
        this.#length = step < h && factor >= 1 ? Math.max(h, proposal) : proposal;
        mayGrow = true;
        if (end >= 0) return 'crossing';
        if (last) return 'end';
      } else {
        this.rejected += 1;
        mayGrow = false;
        this.#length = step * factor;
        if (!(this.#length > 1e-15 * Math.abs(t) && this.#length > 1e-24 * (t1 - t0))) {
          this.failure = this.#largest(y) > unbounded * scale ? growth(t) : obstacle(t);
          return 'failed';
        }
      }
    }
    const cure = this.method.stiff ? 'raise numerics.tolerance or shorten the run' : 'set numerics.method to rodas4';
    this.failure = `needs more than ${mostSteps} steps from t = ${t0} s to ${t1} s: ${cure}`;
    return 'failed';
  }

  /** One step of length h without error control, for measuring orders. */
  fixedStep(y: Float64Array, t: number, h: number): void {
    this.#stepper.start(t, y);
    this.#stepper.attempt(t, y, h);
    y.set(this.#stepper.next);
  }

  /** As `fixedStep`, and the solution at the share `theta` of the step goes to `out`. */
  denseStep(y: Float64Array, t: number, h: number, theta: number, out: Float64Array): void {
    this.#stepper.start(t, y);
    this.#stepper.attempt(t, y, h);
    this.#stepper.interpolate(theta, y, out);
    y.set(this.#stepper.next);
  }

  #factor(error: number): number {
    if (!(error < 1e30)) return 0.1;
    return Math.min(largestGrowth, Math.max(largestCut, safety * pow(Math.max(error, 1e-10), this.#exponent)));
  }

  /** Length of the step up to the first crossing in it, or -1. */
  #firstCrossing(all: readonly Crossing[], before: number[], t: number, h: number, y: Float64Array): number {
    let first = -1;
    for (let index = 0; index < all.length; index += 1) {
      const one = all[index];
      const after = sign(one) * one.value(t + h, this.#stepper.next);
      if (before[index] < 0 && after >= 0) {
        const length = this.#locate(one, t, h, y);
        if (first < 0 || length < first) {
          first = length;
          this.#crossing = index;
        }
      }
      before[index] = after;
    }
    return first;
  }

  /**
   * Repeats a step up to a crossing, so that the solution there has the order of the method, and returns its length. Where
   * the repeated solution lies just before the crossing, the step is lengthened until it lies behind.
   */
  #repeat(one: Crossing, t: number, end: number, step: number, y: Float64Array): number {
    let length = end;
    for (let more = 4e-16 * (Math.abs(t) + step); length < step; more *= 4) {
      this.#stepper.attempt(t, y, length);
      if (sign(one) * one.value(t + length, this.#stepper.next) >= 0) return length;
      length = Math.min(step, length + more);
    }
    this.#stepper.attempt(t, y, step);
    return step;
  }

  /** Bisects to the last bit of the share that still changes the time, keeping the end where the sign has changed. */
  #locate(one: Crossing, t: number, h: number, y: Float64Array): number {
    let low = 0;
    let high = 1;
    while ((high - low) * h > 4e-16 * (Math.abs(t) + h)) {
      const middle = 0.5 * (low + high);
      if (middle <= low || middle >= high) break;
      this.#stepper.interpolate(middle, y, this.#scratch);
      if (sign(one) * one.value(t + middle * h, this.#scratch) >= 0) high = middle;
      else low = middle;
    }
    return high * h;
  }

  /** Step for which an explicit Euler step changes the solution by about a hundredth of its size (Hairer I, II.4). */
  #firstStep(t0: number, t1: number, y: Float64Array): number {
    const { size, absolute, relative } = this.#problem;
    this.#problem.rhs(t0, y, this.#scratch);
    let state = 0;
    let slope = 0;
    for (let i = 0; i < size; i += 1) {
      const unit = absolute[i] + relative * Math.abs(y[i]);
      state = Math.max(state, Math.abs(y[i]) / unit);
      slope = Math.max(slope, Math.abs(this.#scratch[i]) / unit);
    }
    const h = slope > 0 && state > 0 ? (0.01 * state) / slope : 1e-4 * (t1 - t0);
    return Math.min(Math.max(h, 1e-14 * (t1 - t0)), t1 - t0);
  }

  #largest(y: Float64Array): number {
    let largest = 0;
    for (let i = 0; i < this.#problem.size; i += 1)
      largest = Math.max(largest, Math.abs(y[i]), this.#problem.absolute[i]);
    return largest;
  }
}

function sign(crossing: Crossing): 1 | -1 {
  return crossing.direction === 'rising' ? 1 : -1;
}

function growth(t: number): string {
  return `the solution grows without bound near t = ${t} s: look for a reaction that makes what speeds it up, and limit it`;
}

function obstacle(t: number): string {
  return `no step is short enough at t = ${t} s: look for a rate that jumps, divides by zero or is not a number there`;
}
