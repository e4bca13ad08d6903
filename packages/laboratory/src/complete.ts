import type { Engine, WorkerPool } from '@invadolab/engine';
import type { Catalog } from '@invadolab/model';
import { type ReportInput, renderReport, reportInput, researchUseNotice } from '@invadolab/report';
import { resultNames, type Store, writeUncertainty } from '@invadolab/results';
import { type Gathered, type Plan, runPlan, warningsOf, writeResult } from '@invadolab/study';
import { liftedPlan } from './lifted-plan.js';
import type { Shipped } from './shipped.js';
import type { OnProgress } from './stage.js';
import { uncertaintyOf, uncertaintyStateName } from './uncertainty.js';

/** A planned study, and everything it needs to become a result. */
export interface RunToComplete {
  /** The study file, for messages. */
  readonly file: string;
  readonly plan: Plan;
  readonly catalog: Catalog;
  readonly shipped: Shipped;
  readonly pool: WorkerPool;
  /** Where the run works: what was finished there before an interruption is not done again. */
  readonly store: Store;
  readonly engineOf: (id: string) => Engine;
  /** Version of the program, for the manifest. */
  readonly version: string;
  /** Seconds of a clock that never goes back: decides when the state is saved, and nothing else. */
  readonly now: () => number;
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** A run that came to its end. */
export interface CompletedRun {
  readonly report: ReportInput;
  readonly warnings: readonly string[];
  readonly failures: Gathered['failures'];
}

/**
 * Does what is left of a run and writes its result into the store: tables, images, manifest, report. What only an unfinished run
 * needs is removed. Rejects once `signal` fires; what was finished by then stays in the store.
 */
export async function completePlan(given: RunToComplete): Promise<CompletedRun> {
  const { store, pool, signal, onProgress, version } = given;
  const plan = await liftedPlan(given.plan, given);
  const onPiece = (done: number, total: number) => onProgress?.('study', done, total);
  const gathered = await runPlan(plan, { pool, store, signal, onProgress: onPiece });
  const exactness = plan.study.form === 'reduced' ? 'statistical' : given.engineOf(plan.engine).exactness;
  await writeResult(plan, gathered, store, { versions: { invadolab: version }, exactness, notice: researchUseNotice });
  const measured = await reportInput(store);
  const uncertainty = await uncertaintyOf({ ...given, plan }, measured, store);
  if (uncertainty) await writeUncertainty(store, uncertainty);
  const report = uncertainty ? { ...measured, uncertainty } : measured;
  await store.put(resultNames.report, new TextEncoder().encode(renderReport(report)));
  for (const name of await store.list(resultNames.shards)) await store.remove(name);
  await store.remove(uncertaintyStateName);
  return { report, warnings: warningsOf(plan, gathered), failures: gathered.failures };
}
