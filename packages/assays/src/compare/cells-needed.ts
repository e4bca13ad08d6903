import { mean, type Sample } from './bootstrap.js';
import { decisionBounds, type Effect } from './effect.js';
import { tTest } from './student.js';

/** The smallest experiment that would show an effect. */
export interface CellsNeeded {
  /** Ratio to be seen: the one found, or the nearer bound of 0.8 and 1.25 if what was found is smaller than either. */
  readonly ratio: number;
  readonly experiments: number;
  /** Per arm and experiment. */
  readonly cells: number;
}

/** Power that is asked for: an effect of this size is found four times out of five. */
export const powerWanted = 0.8;

// Means of fewer skewed counts are far from normal, and nobody images fewer.
const fewestCells = 10;
const mostCells = 2000;
const usualCells = 30;
const mostExperiments = 30;

/**
 * Cells per arm and experiment with which a paired t test of the experiments' differences finds the effect with a power
 * of 0.8 at the level 0.05. The differences are relative to the control's mean; their variance is what differs between
 * days beyond the cells (t2) plus (variance of a cell in the arm + in the control) / cells, because in the dish other
 * cells are treated than are not, whereas here they are the same.
 *
 * As many experiments as were done with 10 to 2000 cells, as long as these suffice; else the fewest up to 30 with as many
 * cells as were taken, at least 30. Undefined with fewer than two experiments or cells, or where nothing so small is enough.
 */
export function cellsNeeded(arm: Sample<number>, control: Sample<number>, effect: Effect): CellsNeeded | undefined {
  const spread = spreadOf(arm, control, effect.control);
  if (spread === undefined || Number.isNaN(effect.ratio)) return undefined;
  const ratio = toBeSeen(effect.ratio);
  const seenBy = (experiments: number) => {
    const test = tTest(experiments);
    return (cells: number) => {
      const deviation = Math.sqrt(spread.days + spread.cells / cells);
      return deviation === 0 || test((ratio - 1) / deviation) >= powerWanted;
    };
  };
  const seen = seenBy(spread.experiments);
  if (seen(mostCells)) {
    return { ratio, experiments: spread.experiments, cells: smallest(fewestCells, mostCells, seen) };
  }
  const taken = Math.max(usualCells, Math.round(spread.taken));
  if (!seenBy(mostExperiments)(taken)) return undefined;
  return { ratio, experiments: smallest(spread.experiments, mostExperiments, (n) => seenBy(n)(taken)), cells: taken };
}

function toBeSeen(ratio: number): number {
  if (ratio <= decisionBounds.down || ratio >= decisionBounds.up) return ratio;
  return ratio <= 1 ? decisionBounds.down : decisionBounds.up;
}

interface Spread {
  readonly experiments: number;
  /** Cells per experiment that were taken, on average. */
  readonly taken: number;
  /** Variance of a relative difference between days, beyond that of the cells. */
  readonly days: number;
  /** Variance of a cell in the arm plus that of one in the control, relative to the square of the control's mean. */
  readonly cells: number;
}

function spreadOf(arm: Sample<number>, control: Sample<number>, scale: number): Spread | undefined {
  const shared = [...arm.keys()].filter((id) => control.has(id));
  const pairs = shared.map((id) => [[...arm.get(id)!.values()], [...control.get(id)!.values()]] as const);
  if (pairs.length < 2 || !(scale > 0) || pairs.some(([a, c]) => a.length < 2 || c.length < 2)) return undefined;
  const differences = pairs.map(([a, c]) => (mean(a) - mean(c)) / scale);
  // Cells are paired here, so their difference varies less than two strangers would.
  const within = shared.map((id) => {
    const other = control.get(id)!;
    const each = [...arm.get(id)!].flatMap(([cell, value]) => (other.has(cell) ? [value - other.get(cell)!] : []));
    return variance(each) / each.length;
  });
  return {
    experiments: pairs.length,
    taken: mean(pairs.flatMap(([a, c]) => [a.length, c.length])),
    days: Math.max(0, variance(differences) - mean(within) / (scale * scale)),
    cells: mean(pairs.map(([a, c]) => variance(a) + variance(c))) / (scale * scale),
  };
}

/** Sample variance, 0 for fewer than two values. */
function variance(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) * (value - middle), 0) / (values.length - 1);
}

/** The smallest whole number from `low` to `high` for which `holds`, which must hold at `high` and above wherever it holds. */
function smallest(low: number, high: number, holds: (value: number) => boolean): number {
  let [below, above] = [low - 1, high];
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (holds(middle)) above = middle;
    else below = middle;
  }
  return above;
}
