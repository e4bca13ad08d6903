import type { WorkerPool } from '@invadolab/engine';
import type { Catalog } from '@invadolab/model';
import { partOfStore, resultNames, type Store } from '@invadolab/results';
import { type Plan, planStudy, withLower } from '@invadolab/study';
import type { OnProgress } from './stage.js';

/** Where the tissues of a study of bodies are run. */
export interface LiftOptions {
  /** The study file, for messages. */
  readonly file: string;
  readonly catalog: Catalog;
  readonly pool: WorkerPool;
  /** Of the run: keeps the pieces of the studies below beside its own until it is whole. */
  readonly store: Store;
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** The plan with what tissue tells of its arms, which is run first; the plan itself where it asks nothing of tissue. */
export async function liftedPlan(plan: Plan, options: LiftOptions): Promise<Plan> {
  const { file, catalog, pool, store, signal, onProgress } = options;
  const place = { file, locate: () => ({}) };
  const engine = plan.exposureEngine;
  const study = await withLower(plan.study, place, {
    catalog,
    engine,
    pool,
    store: (number) => partOfStore(store, `${resultNames.shards}below-${number}/`),
    signal,
    onProgress: (done, total) => onProgress?.('below', done, total),
  });
  return study === plan.study ? plan : planStudy(study, place, { catalog, engine });
}
