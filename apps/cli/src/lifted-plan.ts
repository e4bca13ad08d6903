import { join } from 'node:path';
import type { WorkerPool } from '@invadolab/engine';
import type { Catalog } from '@invadolab/model';
import { resultNames } from '@invadolab/results';
import { type Plan, planStudy, withLower } from '@invadolab/study';
import { defaultEngine } from './engines.js';
import type { Environment } from './environment.js';
import { FolderStore } from './folder-store.js';
import { progressOn } from './progress.js';

/** Where the tissues of a study of bodies are run, and for whom. */
export interface LiftOptions {
  /** The study file, for messages. */
  readonly file: string;
  readonly catalog: Catalog;
  readonly working: string;
  readonly pool: WorkerPool;
  readonly environment: Environment;
}

/** The plan with what tissue tells of its arms, which is run first; the plan itself where it asks nothing of tissue. */
export async function liftedPlan(
  plan: Plan,
  { file, catalog, working, pool, environment }: LiftOptions,
): Promise<Plan> {
  const place = { file, locate: () => ({}) };
  const progress = progressOn(environment.terminal, environment.now);
  try {
    const study = await withLower(plan.study, place, {
      catalog,
      engine: defaultEngine,
      pool,
      store: (number) => new FolderStore(join(working, resultNames.shards, `below-${number}`)),
      signal: environment.interrupted,
      onProgress: (done, total) => progress.update(done, total),
    });
    return study === plan.study ? plan : planStudy(study, place, { catalog, engine: defaultEngine });
  } finally {
    progress.stop();
  }
}
