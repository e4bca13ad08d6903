import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkerPool } from '@invadolab/engine';
import { renderReport, reportInput } from '@invadolab/report';
import { resultNames } from '@invadolab/results';
import { type Gathered, type Plan, runPlan, warningsOf, writeResult } from '@invadolab/study';
import { answerJson, answerText } from './answer.js';
import { engineOf } from './engines.js';
import type { Environment } from './environment.js';
import type { ExitCode } from './failure.js';
import { FolderStore } from './folder-store.js';
import { progressOn } from './progress.js';
import { publish } from './run-folder.js';
import { recordName } from './run-record.js';

/** A run with its folder made and its record written. */
export interface RunToComplete {
  readonly plan: Plan;
  readonly working: string;
  readonly out: string;
  readonly pool: WorkerPool;
  readonly environment: Environment;
  readonly json: boolean;
}

/** Does what is left of a run, writes its result, gives the folder its name and prints the answer. */
export async function completeRun(run: RunToComplete): Promise<ExitCode> {
  const { plan, working, out, environment } = run;
  const { terminal, version } = environment;
  const store = new FolderStore(working);
  const gathered = await worked(run, store);
  if (!gathered) {
    terminal.err(`Stopped. To go on: npx invadolab resume ${out}\n`);
    return 1;
  }
  const exactness = plan.study.form === 'reduced' ? 'statistical' : engineOf(plan.engine).exactness;
  await writeResult(plan, gathered, store, { versions: { invadolab: version }, exactness });
  const report = await reportInput(store);
  await store.put(resultNames.report, new TextEncoder().encode(renderReport(report)));
  await rm(join(working, resultNames.shards), { recursive: true, force: true });
  await store.remove(recordName);
  await publish(working, out);
  const answer = { report, warnings: warningsOf(plan, gathered), out };
  terminal.out(run.json ? answerJson(answer) : answerText(answer));
  return gathered.failures.length > 0 ? 1 : 0;
}

/** All rows; undefined where the person stopped the run. */
async function worked({ plan, pool, environment }: RunToComplete, store: FolderStore): Promise<Gathered | undefined> {
  const progress = progressOn(environment.terminal, environment.now);
  const onProgress = (done: number, total: number) => progress.update(done, total);
  try {
    return await runPlan(plan, { pool, store, signal: environment.interrupted, onProgress });
  } catch (error) {
    if (environment.interrupted.aborted) return undefined;
    throw error;
  } finally {
    progress.stop();
  }
}
