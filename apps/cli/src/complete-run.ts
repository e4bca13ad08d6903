import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkerPool } from '@invadolab/engine';
import { type CompletedRun, completePlan, type Stage } from '@invadolab/laboratory';
import type { Catalog } from '@invadolab/model';
import { resultNames } from '@invadolab/results';
import type { Plan } from '@invadolab/study';
import { answerJson, answerText } from './answer.js';
import { engineOf } from './engines.js';
import type { Environment } from './environment.js';
import { shipped } from './evidence-source.js';
import type { ExitCode } from './failure.js';
import { FolderStore } from './folder-store.js';
import { type Progress, progressOn } from './progress.js';
import { publish } from './run-folder.js';
import { recordName } from './run-record.js';

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
  const { working, out, environment, json } = given;
  const store = new FolderStore(working);
  const completed = await unlessStopped(given, store);
  if (completed === undefined) {
    environment.terminal.err(`Stopped. To go on: npx invadolab resume ${out}\n`);
    return 1;
  }
  await rm(join(working, resultNames.shards), { recursive: true, force: true });
  await store.remove(recordName);
  await publish(working, out);
  const answer = { ...completed, out };
  environment.terminal.out(json ? answerJson(answer) : answerText(answer));
  return completed.failures.length > 0 ? 1 : 0;
}

/** What comes of the run; undefined where the person stopped it. */
async function unlessStopped(given: RunToComplete, store: FolderStore): Promise<CompletedRun | undefined> {
  const { file, plan, catalog, pool, environment } = given;
  const { version, now, interrupted: signal } = environment;
  const progress = new StagedProgress(environment);
  const onProgress = (stage: Stage, done: number, total: number) => progress.update(stage, done, total);
  try {
    return await completePlan({
      file,
      plan,
      catalog,
      shipped,
      pool,
      store,
      engineOf,
      version,
      now,
      signal,
      onProgress,
    });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    progress.stop();
  }
}

/** One progress after the other, a new one for each stage. */
class StagedProgress {
  #stage: Stage | undefined;
  #progress: Progress | undefined;

  constructor(readonly environment: Environment) {}

  update(stage: Stage, done: number, total: number): void {
    const { terminal, now } = this.environment;
    if (stage !== this.#stage) {
      this.stop();
      this.#stage = stage;
      if (stage === 'uncertainty') terminal.err('Now how far the answer rests on uncertain numbers.\n');
      this.#progress = progressOn(terminal, now, stage === 'uncertainty' ? 'parameter sets' : undefined);
    }
    this.#progress?.update(done, total);
  }

  stop(): void {
    this.#progress?.stop();
    this.#progress = undefined;
  }
}
