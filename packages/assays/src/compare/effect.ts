import { PairedBootstrap, quantile, type Resampling, type Sample, type Statistic } from './bootstrap.js';

/** What can be said about an arm. */
export type Decision = 'lowers' | 'raises' | 'does not detectably change' | 'cannot be decided';

/** The ratio of an arm to its control, with its 95 % sampling interval. */
export interface Effect {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** Experiments that both arms share. */
  readonly n: number;
  /** Statistic of the arm and of the control. */
  readonly value: number;
  readonly control: number;
  readonly decision: Decision;
  /** How the interval came about. */
  readonly method: string;
}

/** An effect smaller than a fifth down or a quarter up is not told from none when the interval spans both. */
export const decisionBounds = { down: 0.8, up: 1.25 } as const;

/**
 * Ratios of arms to their control by paired bootstrap, with percentile intervals of 2000 draws. Draws in which the control is not above 0
 * have no ratio; with more than one in twenty of those, or with fewer than two shared experiments, there is no
 * interval (both ends not a number) and nothing can be decided.
 */
export function effects<T>(
  arms: readonly Sample<T>[],
  control: Sample<T>,
  statistic: Statistic<T>,
  how: Resampling,
): Effect[] {
  const bootstrap = new PairedBootstrap(control, statistic, how);
  const all = (sample: Sample<T>) => statistic([...sample.values()].map((cells) => [...cells.values()]));
  const reference = all(control);
  return arms.map((arm) => {
    const n = [...arm.keys()].filter((experiment) => control.has(experiment)).length;
    const value = all(arm);
    const ratio = reference > 0 ? value / reference : Number.NaN;
    const ratios = n < 2 ? [] : ratiosOf(bootstrap.draws(arm));
    const interval = ratios.length === 0 ? { low: Number.NaN, high: Number.NaN } : percentiles(ratios);
    const method = methodOf(n, ratios);
    return { ratio, ...interval, n, value, control: reference, decision: decide(ratio, interval), method };
  });
}

function methodOf(n: number, ratios: ArrayLike<number>): string {
  if (n < 2) return 'no interval: fewer than two experiments';
  if (ratios.length === 0) return 'no interval: the control is not above zero';
  return 'paired bootstrap of experiments, then cells; percentiles';
}

function ratiosOf({ arm, control }: { readonly arm: Float64Array; readonly control: Float64Array }): Float64Array {
  const ratios = arm.map((value, i) => (control[i] > 0 ? value / control[i] : Number.NaN));
  const valid = ratios.filter((each) => !Number.isNaN(each)).sort();
  return valid.length < 0.95 * ratios.length ? new Float64Array(0) : valid;
}

function percentiles(ascending: ArrayLike<number>): { low: number; high: number } {
  return { low: quantile(ascending, 0.025), high: quantile(ascending, 0.975) };
}

/** The word for an interval: nothing can be decided when it spans a fifth down and a quarter up, or does not exist. */
export function decide(ratio: number, { low, high }: { readonly low: number; readonly high: number }): Decision {
  if (Number.isNaN(ratio) || Number.isNaN(low) || Number.isNaN(high)) return 'cannot be decided';
  if (low < decisionBounds.down && high > decisionBounds.up) return 'cannot be decided';
  if (high < 1) return 'lowers';
  if (low > 1) return 'raises';
  return 'does not detectably change';
}
