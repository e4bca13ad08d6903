import type { WorkerPool } from '@invadolab/engine';
import type { Store } from '@invadolab/results';
import type { Ensemble } from '../evidence/ensemble.js';
import { type Batch, type Predicted, replay } from '../evidence/replay.js';
import type { Plan } from '../plan.js';
import type { Study } from '../study.js';
import type { Given } from './arms.js';
import { type Bound, boundArms } from './bound.js';
import type { Draws } from './effects.js';
import { jobOf } from './jobs.js';
import type { Context, DrugScreen } from './screen.js';
import { shiftFactors, shiftsOf } from './shifts.js';
import type { DrugScreenSubject } from './subject.js';

/** What a screen runs on. */
export interface DrugScreenWork extends DrugScreenSubject {
  readonly pool: WorkerPool;
  /** Where finished pieces are kept, so that an interrupted screen goes on. */
  readonly store: Store;
  readonly signal?: AbortSignal;
  /** Cells done and to be done in this stage. */
  readonly onProgress?: (stage: Stage, done: number, total: number) => void;
}

/** Every drug; the first ones more closely; the first ones with every site by itself. */
export type Stage = 'drugs' | 'closer' | 'full form';

/** Means of the measure by arm, over the first draws of the ensemble. */
export type Means = ReadonlyMap<string, Draws>;

/** Parameter sets that share their cells: small enough that a screen is over many cells, large enough that a piece is worth sending. */
const setsPerPiece = 4;

/** Counts what is done of one stage. */
export class Counter {
  private done = 0;

  constructor(
    private readonly work: DrugScreenWork,
    private readonly stage: Stage,
    private readonly total: number,
  ) {
    work.onProgress?.(stage, 0, total);
  }

  /** Progress through `share` of the next `size` units. */
  within(size: number, share: number): void {
    this.work.onProgress?.(this.stage, Math.min(this.total, this.done + Math.round(size * share)), this.total);
  }

  add(size: number): void {
    this.done += size;
  }
}

/**
 * The control and these arms in one context, in the reduced form over the first `draws` sets. With `control` that arm is not run
 * again. Throws `BadInput` where an arm does not compose.
 */
export async function askReduced(
  work: DrugScreenWork,
  context: Context,
  given: readonly Given[],
  draws: number,
  counter: Counter,
  control?: Draws,
): Promise<Means> {
  const { screen, ensemble } = work;
  const bound = boundArms(work, context, given, 'reduced');
  const sets = setsOf(bound.plan, ensemble, screen.seed, draws);
  const batches = Array.from({ length: Math.ceil(draws / setsPerPiece) }, (_, piece): Batch => {
    const first = piece * setsPerPiece;
    return { draws: sets.slice(first, first + setsPerPiece), seed: (screen.seed + first) % seeds };
  });
  const options = { form: 'reduced', cells: screen.cellsPerDraw, size: given.length * draws, counter } as const;
  return collect(work, bound, batches, options, control?.slice(0, draws));
}

/** The same with every site by itself: as many cells as there are draws, each with a set and a seed of its own. */
export async function askFull(
  work: DrugScreenWork,
  context: Context,
  given: readonly Given[],
  draws: number,
  counter: Counter,
): Promise<Means> {
  const { screen, ensemble } = work;
  const bound = boundArms(work, context, given, 'full');
  const sets = setsOf(bound.plan, ensemble, screen.seed, draws);
  const batches = sets.map((set, draw): Batch => ({ draws: [set], seed: (screen.seed + draw) % seeds }));
  return collect(work, bound, batches, { form: 'full', cells: 1, size: given.length * draws, counter });
}

/** Seeds are whole numbers below this. */
const seeds = 4_294_967_296;

function setsOf(plan: Plan, ensemble: Ensemble, seed: number, draws: number): readonly Batch['draws'][number][] {
  const shifts = shiftsOf(plan);
  return ensemble.draws.slice(0, draws).map((set, draw) => new Map([...set, ...shiftFactors(shifts, seed, draw)]));
}

/** Runs the arms and returns the mean of the measure by arm, one value per set. */
async function collect(
  { screen, store, pool, signal }: DrugScreenWork,
  { plan, arms }: Bound,
  batches: readonly Batch[],
  {
    form,
    cells,
    size,
    counter,
  }: {
    readonly form: Study['form'];
    readonly cells: number;
    readonly size: number;
    readonly counter: Counter;
  },
  control?: Draws,
): Promise<Means> {
  const jobs = arms.map((arm) => jobOf(plan, arm, form, { pool, signal }));
  const [own] = jobs;
  const wanted = control === undefined ? jobs : jobs.filter(({ key }) => key !== own.key);
  const distinct = [...new Map(wanted.map((job) => [job.key, job])).values()];
  const found = await replay(distinct, batches, {
    cellsPerDraw: cells,
    store,
    lanes: pool.size + 1,
    signal,
    onProgress: (done, total) => counter.within(size, total === 0 ? 1 : done / total),
  });
  counter.add(size);
  const means = new Map([...found].map(([key, predicted]) => [key, meansOf(predicted, screen)]));
  if (control !== undefined) means.set(own.key, control);
  return new Map(jobs.map(({ key, arm }) => [arm, means.get(key)!]));
}

function meansOf(predicted: Predicted, { measure, timepoint }: DrugScreen): Draws {
  return Float64Array.from(
    predicted,
    (measures) => measures.get(measure)?.find(({ time }) => time === timepoint)?.mean ?? Number.NaN,
  );
}
