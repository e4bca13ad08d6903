import { Stream } from '@invadolab/core';

/** Values of one arm: experiment, then cell, then whatever a statistic takes. */
export type Sample<T> = ReadonlyMap<number, ReadonlyMap<number, T>>;

/** A number from the cells of each experiment; not a number where there is nothing to take it from. */
export type Statistic<T> = (experiments: readonly (readonly T[])[]) => number;

export interface Resampling {
  readonly seed: number;
  /** What the numbers are for: the measure, never the arm, so that all arms are resampled alike. */
  readonly purpose: string;
  /** Default 2000. */
  readonly draws?: number;
}

/**
 * Draws of a statistic for two arms at once by resampling experiments with replacement, then the cells of each drawn
 * experiment (Efron's bootstrap for nested data). The arms share experiments and cells, so both get the same draw: a
 * day or a cell that is high in one arm and in the other cancels. A cell or experiment that one arm lacks is left out
 * of that arm alone.
 */
export function pairedDraws<T>(
  first: Sample<T>,
  second: Sample<T>,
  statistic: Statistic<T>,
  { seed, purpose, draws = 2000 }: Resampling,
): { readonly first: number; readonly second: number }[] {
  const experiments = union(first.keys(), second.keys());
  const cells = new Map(
    experiments.map((id) => [id, union(first.get(id)?.keys() ?? [], second.get(id)?.keys() ?? [])]),
  );
  const chance = new Stream(seed, `bootstrap ${purpose}`);
  return Array.from({ length: draws }, (_, draw) => {
    const drawn = { first: [] as T[][], second: [] as T[][] };
    for (let i = 0; i < experiments.length; i++) {
      chance.at(draw, i, 0);
      const experiment = experiments[chance.integer(experiments.length)];
      const ids = cells.get(experiment)!;
      const picked = ids.map(() => ids[chance.integer(ids.length)]);
      drawn.first.push(valuesOf(first.get(experiment), picked));
      drawn.second.push(valuesOf(second.get(experiment), picked));
    }
    return { first: statistic(drawn.first), second: statistic(drawn.second) };
  });
}

function union(a: Iterable<number>, b: Iterable<number>): number[] {
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}

function valuesOf<T>(cells: ReadonlyMap<number, T> | undefined, ids: readonly number[]): T[] {
  if (cells === undefined) return [];
  return ids.flatMap((id) => {
    const value = cells.get(id);
    return value === undefined ? [] : [value];
  });
}

/** Quantile of ascending numbers by linear interpolation between order statistics (Hyndman and Fan's type 7). */
export function quantile(ascending: readonly number[], share: number): number {
  const rank = share * (ascending.length - 1);
  const below = Math.floor(rank);
  const above = Math.min(below + 1, ascending.length - 1);
  return ascending[below] + (rank - below) * (ascending[above] - ascending[below]);
}

/** Mean over experiments of their means over cells; experiments without a value are left out. */
export const meanOfMeans: Statistic<number> = (experiments) => {
  const means = experiments.filter((cells) => cells.length > 0).map(mean);
  return means.length === 0 ? Number.NaN : mean(means);
};

/** Arithmetic mean; not a number for an empty list. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
