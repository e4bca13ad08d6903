import type { Bench, Shelf } from './bench.js';
import { type Columns, type Criterion, holdsAtValue, isClose, type Law, type Part, pooled } from './law.js';

/** How a law stands in one draw. */
export interface DrawLaw {
  readonly law: string;
  readonly holds: boolean;
  readonly criteria: readonly DrawCriterion[];
}

/** A criterion in one draw: no number where a run could not be finished. */
export interface DrawCriterion {
  readonly name: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly holds: boolean;
  /** Its bound still lay within the interval, or there was too little to compare, when no more cells were taken. */
  readonly close: boolean;
  /** Why there is no number. */
  readonly failure?: string;
}

/** A draw of an ensemble, and on which cells it is judged. */
export interface DrawTask {
  /** Its number: it has cells of its own. */
  readonly draw: number;
  /** Parameter to factor. */
  readonly factors: ReadonlyMap<string, number>;
  /** Cells of the first look, and of each of two more where a bound is close (decision 0105). */
  readonly cells: number;
  readonly laws: readonly Law[];
}

const rounds = 3;
/** Seeds of ensembles are apart from those that laws were tuned and tested on. */
const firstSeed = 1000;

/** Judges a draw law by law, handing each on as soon as it is known. What laws share is run once. */
export async function judgeDraw(
  shelf: Shelf,
  { draw, factors, cells, laws }: DrawTask,
  onLaw: (judged: DrawLaw) => void,
): Promise<void> {
  const benches = Array.from({ length: rounds }, (_, round): Bench => {
    return { shelf, seed: firstSeed + rounds * draw + round, cells, form: 'reduced', factors, runs: new Map() };
  });
  for (const { id, parts } of laws) {
    const criteria: DrawCriterion[] = [];
    for (const part of parts) criteria.push(...(await judgePart(part, benches)));
    onLaw({ law: id, holds: criteria.every(({ holds }) => holds), criteria });
  }
}

async function judgePart(part: Part, benches: readonly Bench[]): Promise<DrawCriterion[]> {
  const { measure, judge, allCells, fewer = 1 } = part;
  const seen: Columns[] = [];
  let criteria: readonly Criterion[] = [];
  for (const bench of benches) {
    try {
      seen.push(
        await measure({ ...bench, cells: Math.min(bench.cells, Math.max(2, Math.round(bench.cells / fewer))) }),
      );
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      return [{ name: 'can be run', value: null, low: null, high: null, holds: false, close: false, failure }];
    }
    criteria = judge(pooled(seen));
    if (!allCells && !criteria.some(isClose)) break;
  }
  return criteria.map((criterion) => {
    const { name, estimate } = criterion;
    const number = (value: number) => (Number.isFinite(value) ? value : null);
    const [value, low, high] = [estimate.value, estimate.low, estimate.high].map(number);
    return { name, value, low, high, holds: holdsAtValue(criterion), close: isClose(criterion) };
  });
}
