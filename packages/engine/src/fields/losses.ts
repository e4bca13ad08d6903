/** First-order losses of a stretch of blocks, over arrays of its own. */
export interface Losses {
  /** Rates, then exponents, then shares lost, then what was lost. */
  readonly values: Float64Array;
  readonly factor: Float64Array;
  readonly sums: Float64Array;
  /** The least factor that `lose` left, among even and among odd blocks. */
  readonly least: Float64Array;
  /** Turns the first `count` rates into exponents, rate x `dt`, at least 0 or NaN; returns the largest number. */
  exponents(count: number, dt: number): number;
  /** Turns exponents x into 1 - exp(-x): exact to rounding below 1e-3, and below 0.05. */
  shares(count: number): void;
  largerShares(count: number): void;
  /** Takes the shares off the factors; returns the sum over blocks of `sums` times what was lost: NaN if a share is. */
  lose(count: number): number;
}
