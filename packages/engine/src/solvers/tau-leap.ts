import type { Stream } from '@invadolab/core';
import type { SsaKernel } from '../generate/ssa.js';
import { choose } from './ssa.js';

/** A reaction that could fire fewer times than this before it lacks molecules is never leapt over. */
const critical = 10;
/** A leap must be worth this many exact events, else that many times ten are simulated exactly. */
const worthwhile = 10;
const mostLeaps = 50_000_000;

/**
 * Tau-leaping with the step selection of Cao, Gillespie & Petzold, J. Chem. Phys. 124 (2006) 044109: no propensity may be
 * expected to change by more than `accuracy` of itself within a leap; reactions close to running out fire one at a time;
 * where leaps would be short, events are exact. Besides, no species may lose more than twice `accuracy` of itself in a
 * leap, gains not counted: without that, fluctuations around a balance come out too wide.
 */
export class TauLeap {
  /** Why the last advance failed, as a sentence that says the cure. */
  failure: string | undefined;
  /** Leaps and exact events since creation. */
  leaps = 0;
  events = 0;
  readonly #kernel: SsaKernel;
  readonly #accuracy: number;
  readonly #orders: Float64Array;
  readonly #mean: Float64Array;
  readonly #variance: Float64Array;
  readonly #loss: Float64Array;
  readonly #isCritical: Uint8Array;
  readonly #before: Float64Array;
  readonly #terms: { readonly index: Int32Array; readonly amount: Float64Array };
  readonly #from: Int32Array;

  /** `accuracy`: the epsilon of the paper. */
  constructor(kernel: SsaKernel, accuracy = 0.03) {
    const species = kernel.x.length;
    this.#kernel = kernel;
    this.#accuracy = accuracy;
    this.#orders = ordersOf(kernel);
    this.#mean = new Float64Array(species);
    this.#variance = new Float64Array(species);
    this.#loss = new Float64Array(species);
    this.#before = new Float64Array(species);
    this.#isCritical = new Uint8Array(kernel.propensities.length);
    const all = kernel.changes.flatMap((changes) => [...changes]);
    this.#terms = { index: Int32Array.from(all, ([i]) => i), amount: Float64Array.from(all, ([, amount]) => amount) };
    this.#from = new Int32Array(kernel.changes.length + 1);
    for (const [r, changes] of kernel.changes.entries()) this.#from[r + 1] = this.#from[r] + changes.size;
  }

  /**
   * Advances `y` in place from t0 to t1 after `kernel.prepare`, with draws of `stream` from where it stands; fractions of
   * molecules stay as they are. Returns false after a failure.
   */
  advance(y: Float64Array, t0: number, t1: number, stream: Stream): boolean {
    const { x } = this.#kernel;
    this.failure = undefined;
    for (let i = 0; i < x.length; i += 1) x[i] = Math.floor(y[i]);
    let t = t0;
    for (let count = 0; t < t1; count += 1) {
      const total = this.#kernel.refresh();
      if (total === 0) break;
      if (!(total > 0 && total < Infinity) || count === mostLeaps) {
        this.failure =
          count === mostLeaps
            ? `more than ${mostLeaps} leaps before t = ${t} s: use solver ode for this place, or limit what grows`
            : `a rate is negative, infinite or not a number near t = ${t} s: check the rate laws at small whole numbers`;
        return false;
      }
      const length = this.#longest();
      t = length < worthwhile / total ? this.#exact(t, t1, total, stream) : this.#leap(t, t1, length, stream);
    }
    for (let i = 0; i < x.length; i += 1) y[i] = x[i] + (y[i] - Math.floor(y[i]));
    return true;
  }

  /** The leap over which no propensity of an uncritical reaction changes much; marks the critical ones. */
  #longest(): number {
    const { x, propensities } = this.#kernel;
    const { index, amount } = this.#terms;
    const from = this.#from;
    this.#mean.fill(0);
    this.#variance.fill(0);
    this.#loss.fill(0);
    for (let r = 0; r < propensities.length; r += 1) {
      const rate = propensities[r];
      let possible = Infinity;
      for (let j = from[r]; j < from[r + 1]; j += 1)
        if (amount[j] < 0) possible = Math.min(possible, Math.floor(x[index[j]] / -amount[j]));
      this.#isCritical[r] = rate > 0 && possible < critical ? 1 : 0;
      if (this.#isCritical[r] === 1) continue;
      for (let j = from[r]; j < from[r + 1]; j += 1) {
        this.#mean[index[j]] += amount[j] * rate;
        if (amount[j] < 0) this.#loss[index[j]] -= amount[j] * rate;
        this.#variance[index[j]] += amount[j] * amount[j] * rate;
      }
    }
    let length = Infinity;
    for (let i = 0; i < x.length; i += 1) {
      if (this.#orders[i] === 0 || this.#variance[i] === 0) continue;
      const room = Math.max((this.#accuracy * x[i]) / this.#orders[i], 1);
      length = Math.min(length, room / Math.abs(this.#mean[i]), (room * room) / this.#variance[i]);
      // Near a balance the mean hardly moves, but leaps of length T widen the law by 1 / (1 - loss T / 2 x).
      if (this.#loss[i] > 0) length = Math.min(length, (2 * Math.max(this.#accuracy * x[i], 1)) / this.#loss[i]);
    }
    return length;
  }

  #leap(t: number, t1: number, longest: number, stream: Stream): number {
    const { x, propensities } = this.#kernel;
    let criticalTotal = 0;
    for (let r = 0; r < propensities.length; r += 1) if (this.#isCritical[r] === 1) criticalTotal += propensities[r];
    const wait = criticalTotal > 0 ? stream.exponential() / criticalTotal : Infinity;
    this.#before.set(x);
    for (let length = longest; ; length /= 2) {
      const one = wait <= length && t + wait < t1;
      const step = one ? wait : Math.min(length, t1 - t);
      let rest = one ? stream.uniform() * criticalTotal : 0;
      let picked = false;
      for (let r = 0; r < propensities.length; r += 1) {
        if (this.#isCritical[r] === 1) {
          rest -= propensities[r];
          if (!one || picked || rest > 0) continue;
          picked = true;
          this.#apply(r, 1);
        } else if (propensities[r] > 0) this.#apply(r, stream.poisson(propensities[r] * step));
      }
      if (x.every((copies) => copies >= 0)) {
        this.leaps += 1;
        return step === t1 - t ? t1 : t + step;
      }
      x.set(this.#before);
    }
  }

  #exact(t0: number, t1: number, total: number, stream: Stream): number {
    const { propensities, fire } = this.#kernel;
    let t = t0;
    let sum = total;
    for (let i = 0; i < 10 * worthwhile && sum > 0; i += 1) {
      t += stream.exponential() / sum;
      if (t >= t1) return t1;
      const reaction = choose(this.#kernel, stream.uniform() * sum);
      if (!(propensities[reaction] > 0)) return t;
      sum = fire[reaction]();
      this.events += 1;
    }
    return t;
  }

  #apply(reaction: number, times: number): void {
    const { index, amount } = this.#terms;
    for (let j = this.#from[reaction]; j < this.#from[reaction + 1]; j += 1)
      this.#kernel.x[index[j]] += amount[j] * times;
  }
}

/**
 * For each species the highest order in which a propensity that reads it can depend on it: 1 alone, 2 with others, 3 where
 * two at a time are taken; 0 where none reads it.
 */
function ordersOf({ x, reads, changes }: SsaKernel): Float64Array {
  const orders = new Float64Array(x.length);
  for (const [r, species] of reads.entries())
    for (const i of species) {
      const order = (changes[r].get(i) ?? 0) <= -2 ? 3 : species.size > 1 ? 2 : 1;
      orders[i] = Math.max(orders[i], order);
    }
  return orders;
}
