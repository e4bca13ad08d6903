import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkerPool } from '@invadolab/engine';
import type { Catalog } from '@invadolab/model';
import { renderReport, reportInput } from '@invadolab/report';
import { resultNames, writeUncertainty } from '@invadolab/results';
import { type Gathered, type Plan, runPlan, warningsOf, writeResult } from '@invadolab/study';
import { answerJson, answerText } from './answer.js';
import { engineOf } from './engines.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './failure.js';
import { FolderStore } from './folder-store.js';
import { liftedPlan } from './lifted-plan.js';
import { progressOn } from './progress.js';
import { publish } from './run-folder.js';
import { recordName } from './run-record.js';
import { notice } from './terminal.js';
import { uncertaintyOf, uncertaintyStateName } from './uncertainty.js';

/** A run with its folder made and its record written. */
export interface RunToComplete {
  /** The study file, for messages. */
  readonly file: string;
  readonly plan: Plan;
  readonly catalog: Catalog;
  readonly working: string;
  readonly out: string;
  readonly pool: WorkerPool;
  readonly environment: Environment;
  readonly json: boolean;
}

/** Does what is left of a run, writes its result, gives the folder its name and prints the answer. */
export async function completeRun(given: RunToComplete): Promise<ExitCode> {
  const { working, out, environment } = given;
  const { terminal, version } = environment;
  const store = new FolderStore(working);
  const plan = await unlessStopped(environment, () => liftedPlan(given.plan, given));
  if (!plan) return stopped(given);
  const run = { ...given, plan };
  const gathered = await unlessStopped(environment, () => worked(run, store));
  if (!gathered) return stopped(run);
  const exactness = plan.study.form === 'reduced' ? 'statistical' : engineOf(plan.engine).exactness;
  await writeResult(plan, gathered, store, { versions: { invadolab: version }, exactness, notice });
  const measured = await reportInput(store);
  const asked = await unlessStopped(environment, async () => ({ of: await uncertaintyOf(run, measured, store) }));
  if (!asked) return stopped(run);
  if (asked.of) await writeUncertainty(store, asked.of);
  const report = asked.of ? { ...measured, uncertainty: asked.of } : measured;
  await store.put(resultNames.report, new TextEncoder().encode(renderReport(report)));
  await rm(join(working, resultNames.shards), { recursive: true, force: true });
  await store.remove(uncertaintyStateName);
  await store.remove(recordName);
  await publish(working, out);
  const answer = { report, warnings: warningsOf(plan, gathered), out };
  terminal.out(run.json ? answerJson(answer) : answerText(answer));
  return gathered.failures.length > 0 ? 1 : 0;
}

function stopped({ environment, out }: RunToComplete): ExitCode {
  environment.terminal.err(`Stopped. To go on: npx invadolab resume ${out}\n`);
  return 1;
}

/** What comes of the work; undefined where the person stopped it. */
async function unlessStopped<T>({ interrupted }: Environment, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (interrupted.aborted) return undefined;
    throw error;
  }
}

async function worked({ plan, pool, environment }: RunToComplete, store: FolderStore): Promise<Gathered> {
  const progress = progressOn(environment.terminal, environment.now);
  const onProgress = (done: number, total: number) => progress.update(done, total);
  try {
    return await runPlan(plan, { pool, store, signal: environment.interrupted, onProgress });
  } finally {
    progress.stop();
  }
}
