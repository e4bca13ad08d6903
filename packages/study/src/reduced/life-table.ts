import { exp } from '@invadolab/core';

/** What is expected, what chance makes of it, and how well it is known. */
export interface Expectation {
  readonly mean: number;
  /** Variance between repetitions of the same cell. */
  readonly variance: number;
  /** Variance of `mean` itself from the limited number of representative lives; 0 where it is not followed. */
  readonly sampling: number;
}

/** s: ages are told apart this well, about a beat of the reduced form. */
export const ageBin = 40;

/** Time at risk and ends by age, in numbers of sites: an actuarial life table with late entry and censoring. */
export class LifeTable {
  private readonly atRisk: Float64Array;
  private readonly ends: Float64Array;
  /** Ends by squared weights: the variance that comes from few lives. */
  private readonly squares: Float64Array;

  /** Nothing counts that is shorter than `shortest`, and survival is followed up to the age of `longest`, both s. */
  constructor(
    private readonly shortest: number,
    private readonly longest: number,
  ) {
    const bins = Math.max(1, Math.ceil(longest / ageBin));
    this.atRisk = new Float64Array(bins);
    this.ends = new Float64Array(bins);
    this.squares = new Float64Array(bins);
  }

  /** So many sites went from one age to another, s. */
  survived(from: number, to: number, weight: number): void {
    const first = Math.floor(from / ageBin + 1e-9);
    for (let at = first; at < this.atRisk.length && at * ageBin < to; at++)
      this.atRisk[at] += weight * Math.max(0, Math.min(to, (at + 1) * ageBin) - Math.max(from, at * ageBin));
  }

  /** So many were last seen at one age and ended at another. */
  ended(seen: number, age: number, weight: number): void {
    this.survived(seen, age, weight);
    const at = Math.floor(age / ageBin);
    if (at >= this.ends.length) return;
    this.ends[at] += weight;
    this.squares[at] += weight * weight;
  }

  /** The sites of all of them together; they must have been made alike. */
  static pooled(tables: readonly LifeTable[]): LifeTable {
    const all = new LifeTable(tables[0].shortest, tables[0].longest);
    for (const { atRisk, ends, squares } of tables)
      for (let at = 0; at < all.atRisk.length; at++) {
        all.atRisk[at] += atRisk[at];
        all.ends[at] += ends[at];
        all.squares[at] += squares[at];
      }
    return all;
  }

  /** Area under the survival curve, s, with Greenwood's variance; survival stays where nothing that old was seen. */
  restrictedMean(): Expectation {
    const { atRisk, ends, squares, shortest, longest } = this;
    const bins = atRisk.length;
    const left = new Float64Array(bins + 1).fill(1);
    const counts = (at: number): boolean => (at + 1) * ageBin > shortest && atRisk[at] > 0;
    for (let at = 0; at < bins; at++)
      left[at + 1] = left[at] * (counts(at) ? exp((-ends[at] / atRisk[at]) * ageBin) : 1);
    let mean = 0;
    let variance = 0;
    let sampling = 0;
    for (let at = bins - 1; at >= 0; at--) {
      if (counts(at)) {
        // What a change of the logarithm of survival in this bin does to the area from here on.
        const lever = (ageBin / atRisk[at]) * mean;
        variance += lever * lever * ends[at];
        sampling += lever * lever * squares[at];
      }
      mean += (Math.min(ageBin, longest - at * ageBin) * (left[at] + left[at + 1])) / 2;
    }
    return { mean, variance, sampling };
  }
}
