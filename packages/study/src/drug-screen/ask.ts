import type { WorkerPool } from '@invadolab/engine';
import type { Catalog } from '@invadolab/model';
import type { Store } from '@invadolab/results';
import type { Ensemble } from '../evidence/ensemble.js';
import type { Job } from '../evidence/jobs.js';
import { fullForm } from '../evidence/predict-full.js';
import { type Batch, batchesOf, type Predicted, replay } from '../evidence/replay.js';
import type { Plan } from '../plan.js';
import type { Place } from '../shape.js';
import { controlId, type Given, jobOf, planIn, potencyFactors, reducedJobs } from './arms.js';
import type { Draws } from './effects.js';
import type { Context, DrugScreen } from './screen.js';

/** What a screen's result depends on. */
export interface DrugScreenSubject {
  readonly screen: DrugScreen;
  readonly place: Place;
  readonly catalog: Catalog;
  /** At least as many sets as the screen has draws. */
  readonly ensemble: Ensemble;
  /** Id of the engine of the full form. */
  readonly engine: string;
  readonly version: string;
}

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

/** Arms composed at a time: enough to keep all threads busy, few enough to be held in memory. */
const armsAtOnce = 60;

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
  const { screen, catalog, place, ensemble, engine, pool, signal } = work;
  const means = new Map<string, Draws>(control === undefined ? [] : [[controlId, control.slice(0, draws)]]);
  for (let at = 0; at < Math.max(1, given.length); at += armsAtOnce) {
    const some = given.slice(at, at + armsAtOnce);
    const plan = planIn(screen, context, some, { catalog, place, engine, form: 'reduced' });
    const sets = setsOf(plan, ensemble, screen.seed, draws);
    const jobs = reducedJobs(plan, pool, signal);
    const options = { cells: screen.cellsPerDraw, size: some.length * draws, counter };
    await collect(work, plan, jobs, batchesOf(sets, screen.seed), options, means);
  }
  return means;
}

/** The same with every site by itself: as many cells as there are draws, each with a set and a seed of its own. */
export async function askFull(
  work: DrugScreenWork,
  context: Context,
  given: readonly Given[],
  draws: number,
  counter: Counter,
): Promise<Means> {
  const { screen, catalog, place, ensemble, engine, pool, signal } = work;
  const plan = planIn(screen, context, given, { catalog, place, engine, form: 'full' });
  const form = fullForm({ catalog, engine, pool, signal });
  const jobs = plan.models.map((model) => jobOf(plan, model, form));
  const batches = setsOf(plan, ensemble, screen.seed, draws).map((set, draw) => ({
    draws: [set],
    seed: (screen.seed + draw) % 4_294_967_296,
  }));
  const means = new Map<string, Draws>();
  await collect(work, plan, jobs, batches, { cells: 1, size: given.length * draws, counter }, means);
  return means;
}

function setsOf(plan: Plan, ensemble: Ensemble, seed: number, draws: number): ReadonlyMap<string, number>[] {
  return ensemble.draws.slice(0, draws).map((set, draw) => new Map([...set, ...potencyFactors(plan, seed, draw)]));
}

/** Runs the jobs whose arms are not known yet and adds the means of all arms of the plan. */
async function collect(
  { screen, store, pool, signal }: DrugScreenWork,
  plan: Plan,
  jobs: readonly Job[],
  batches: readonly Batch[],
  { cells, size, counter }: { readonly cells: number; readonly size: number; readonly counter: Counter },
  means: Map<string, Draws>,
): Promise<void> {
  const known = means.get(controlId);
  const wanted = known === undefined ? jobs : jobs.slice(1);
  const found = await replay(wanted, batches, {
    cellsPerDraw: cells,
    store,
    lanes: pool.size + 1,
    signal,
    onProgress: (done, total) => counter.within(size, total === 0 ? 1 : done / total),
  });
  counter.add(size);
  for (const [index, { arms }] of plan.models.entries()) {
    const predicted = found.get(jobs[index].key);
    const own = predicted === undefined ? known : meansOf(predicted, screen);
    if (own === undefined) throw new Error(`nothing was predicted for ${arms[0].id}`);
    for (const { id } of arms) means.set(id, own);
  }
}

function meansOf(predicted: Predicted, { measure, timepoint }: DrugScreen): Draws {
  return Float64Array.from(
    predicted,
    (measures) => measures.get(measure)?.find(({ time }) => time === timepoint)?.mean ?? Number.NaN,
  );
}
