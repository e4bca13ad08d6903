import { Stream } from '@invadolab/core';

/** Values of one arm: experiment, then cell, then whatever a statistic takes. */
export type Sample<T> = ReadonlyMap<number, ReadonlyMap<number, T>>;

/** A number from the cells of each experiment; not a number where there is nothing to take it from. */
export type Statistic<T> = (experiments: readonly (readonly T[])[]) => number;

/** Which random picks a bootstrap makes, and how many. */
export interface Resampling {
  readonly seed: number;
  /** What the numbers are for: the measure, never the arm, so that all arms are resampled alike. */
  readonly purpose: string;
  /** Default 2000. */
  readonly draws?: number;
}

/** Which experiments, and which of their cells, each draw picks; positions in the ascending ids. */
interface Picks {
  readonly experiments: readonly number[];
  readonly cells: readonly (readonly number[])[];
  /** For each draw: position of an experiment, then positions of as many cells as it has, and so on. */
  readonly draws: readonly Int32Array[];
}

/**
 * Draws of a statistic for an arm and its control, by resampling experiments with replacement, then the cells of each
 * drawn experiment (Efron's bootstrap for nested data). The arms share experiments and cells, so both get the same
 * draw: a day or a cell that is high in one arm and in the other cancels. A cell or experiment that one arm lacks is
 * left out of that arm alone.
 *
 * One instance serves all arms of a comparison: picks and draws of the control are made once.
 */
export class PairedBootstrap<T> {
  private readonly picks = new Map<string, Picks>();
  private readonly drawnControl = new Map<Picks, Float64Array>();

  constructor(
    private readonly control: Sample<T>,
    private readonly statistic: Statistic<T>,
    private readonly how: Resampling,
  ) {}

  /** One number per draw for the arm, and for the control under the same picks. */
  draws(arm: Sample<T>): { readonly arm: Float64Array; readonly control: Float64Array } {
    const picks = this.picksFor(arm);
    const control = this.drawnControl.get(picks) ?? this.drawn(this.control, picks);
    this.drawnControl.set(picks, control);
    return { arm: this.drawn(arm, picks), control };
  }

  private drawn(sample: Sample<T>, { experiments, cells, draws }: Picks): Float64Array {
    const values = experiments.map((id, i) => cells[i].map((cell) => sample.get(id)?.get(cell)));
    return Float64Array.from(draws, (draw) => {
      const drawn: T[][] = [];
      for (let at = 0; at < draw.length; ) {
        const experiment = values[draw[at++]];
        const picked: T[] = [];
        for (let i = 0; i < experiment.length; i++) {
          const value = experiment[draw[at++]];
          if (value !== undefined) picked.push(value);
        }
        drawn.push(picked);
      }
      return this.statistic(drawn);
    });
  }

  /** The same picks for every arm with the same experiments and cells, whatever else is compared. */
  private picksFor(arm: Sample<T>): Picks {
    const experiments = union(this.control.keys(), arm.keys());
    const cells = experiments.map((id) => union(this.control.get(id)?.keys() ?? [], arm.get(id)?.keys() ?? []));
    const key = experiments.map((id, i) => `${id}:${cells[i].join()}`).join(';');
    const known = this.picks.get(key) ?? { experiments, cells, draws: this.pick(cells) };
    this.picks.set(key, known);
    return known;
  }

  private pick(cells: readonly (readonly number[])[]): Int32Array[] {
    const { seed, purpose, draws = 2000 } = this.how;
    const chance = new Stream(seed, `bootstrap ${purpose}`);
    return Array.from({ length: draws }, (_, draw) => {
      const picked: number[] = [];
      for (let i = 0; i < cells.length; i++) {
        const experiment = chance.at(draw, i, 0).integer(cells.length);
        picked.push(experiment);
        const n = cells[experiment].length;
        for (let k = 0; k < n; k++) picked.push(chance.integer(n));
      }
      return Int32Array.from(picked);
    });
  }
}

function union(a: Iterable<number>, b: Iterable<number>): number[] {
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}

/** Quantile of ascending numbers by linear interpolation between order statistics (Hyndman and Fan's type 7). */
export function quantile(ascending: ArrayLike<number>, share: number): number {
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
