import type { Losses } from './losses.js';

/** Coefficients of (1 - exp(-x)) / x = 1 - x (1/2 - x (1/6 - ...)), to x^5 / 720 and to x^9 / 3628800. */
export const series = [1, 1 / 2, 1 / 6, 1 / 24, 1 / 120] as const;
export const longSeries = [...series, 1 / 720, 1 / 5040, 1 / 40320, 1 / 362880] as const;

/** Losses as plain loops. */
export class PlainLosses implements Losses {
  readonly values: Float64Array;
  readonly factor: Float64Array;
  readonly sums: Float64Array;
  readonly least = new Float64Array(2);

  constructor(blocks: number) {
    this.values = new Float64Array(blocks);
    this.factor = new Float64Array(blocks);
    this.sums = new Float64Array(blocks);
  }

  exponents(count: number, dt: number): number {
    const { values } = this;
    let largest = 0;
    for (let i = 0; i < count; i++) {
      const x = values[i] * dt;
      values[i] = x < 0 ? 0 : x;
      if (largest < x) largest = x;
    }
    return largest;
  }

  shares(count: number): void {
    const { values } = this;
    const [a, b, c, d, e] = series;
    for (let i = 0; i < count; i++) {
      const x = values[i];
      values[i] = x * (a - x * (b - x * (c - x * (d - x * e))));
    }
  }

  largerShares(count: number): void {
    const { values } = this;
    const [a, b, c, d, e, f, g, h, i] = longSeries;
    for (let k = 0; k < count; k++) {
      const x = values[k];
      values[k] = x * (a - x * (b - x * (c - x * (d - x * (e - x * (f - x * (g - x * (h - x * i))))))));
    }
  }

  /** Even and odd blocks have a sum each, so that two can be added at a time. */
  lose(count: number): number {
    const { values, factor, sums, least } = this;
    const lost = [0, 0];
    least.fill(1);
    for (let i = 0; i < count; i++) {
      const change = factor[i] * values[i];
      const after = factor[i] - change;
      values[i] = change;
      factor[i] = after;
      lost[i % 2] += sums[i] * change;
      if (after < least[i % 2]) least[i % 2] = after;
    }
    return lost[0] + lost[1];
  }
}
