import type { WorkerPool } from '@invadolab/engine';
import type { Catalog } from '@invadolab/model';
import { comparisons, isSingleRun, type ReportInput, spokenArms, stateMeasure } from '@invadolab/report';
import type { UncertaintyRecord } from '@invadolab/results';
import {
  assumedNumbers,
  calibratedSets,
  comparedArms,
  directEvidence,
  type Plan,
  parseEnsemble,
  parseScores,
  reducedForm,
  reducedPredictor,
  runUncertainty,
  type Study,
  type UncertaintyCounts,
  type UncertaintyState,
  type UncertaintyWork,
  uncertaintyHash,
  uncertaintySets,
} from '@invadolab/study';
import type { Environment } from './environment.js';
import { loadEvidence, loadPriorExceptions, shippedEnsemble, shippedScores } from './evidence-source.js';
import type { FolderStore } from './folder-store.js';
import { readText } from './library.js';
import { progressOn } from './progress.js';

/** What is left of a run once its tables are written. */
export interface Asked {
  readonly plan: Plan;
  readonly catalog: Catalog;
  readonly pool: WorkerPool;
  readonly environment: Environment;
}

/** Where interrupted work goes on; gone once the run is whole. */
export const uncertaintyStateName = 'uncertainty-state.json';

const secondsBetweenSaves = 5;

/**
 * How far the answers of a finished run rest on uncertain numbers, and what was published about the same perturbations;
 * undefined where the study compares nothing or no form of the model is fast enough.
 */
export async function uncertaintyOf(
  { plan, catalog, pool, environment }: Asked,
  report: ReportInput,
  store: FolderStore,
): Promise<UncertaintyRecord | undefined> {
  const { study } = plan;
  const { arms } = comparedArms(study);
  const compared = comparisons(report);
  const [headline] = compared;
  if (study.uncertainty === undefined || arms.length === 0 || headline === undefined || isSingleRun(report))
    return undefined;
  const spoken = spokenArms(report, headline);
  const form = reducedForm({ catalog, pool });
  const asked = stateMeasure(report, headline.measure);
  const answered = (measure: string) => form.answers({ ...study, measure: [measure] });
  const work: UncertaintyWork = {
    study,
    arms,
    measures: [...new Set(compared.map(({ measure }) => stateMeasure(report, measure)))].filter(answered),
    cells: study.uncertainty.cells,
    ensemble: await ensembleFor(plan, arms, catalog),
    ...(study.uncertainty.assumptions && answered(asked) && { assumptions: { arms: spoken, measure: asked } }),
    numbers: study.uncertainty.assumptions ? await numbersOf(plan, spoken, catalog) : [],
    form: form.form,
    predictor: (of: Study, cells: number) => reducedPredictor(of, catalog, cells, pool),
  };
  const found = await worked(work, store, environment);
  return { ...found, evidence: await published(study, spoken, catalog) };
}

async function worked(work: UncertaintyWork, store: FolderStore, { terminal, now, interrupted }: Environment) {
  const hash = uncertaintyHash(work);
  const state = restored(await store.get(uncertaintyStateName), hash);
  const total = uncertaintySets(work);
  if (total > 0) terminal.err('Now how far the answer rests on uncertain numbers.\n');
  const progress = progressOn(terminal, now, 'parameter sets');
  let saved = now();
  const save = () => store.put(uncertaintyStateName, new TextEncoder().encode(JSON.stringify({ hash, state })));
  try {
    return await runUncertainty(work, state, {
      signal: interrupted,
      async onProgress(done) {
        progress.update(Math.min(done, total), total);
        if (now() - saved < secondsBetweenSaves) return;
        saved = now();
        await save();
      },
    });
  } catch (error) {
    if (interrupted.aborted) await save();
    throw error;
  } finally {
    progress.stop();
  }
}

function restored(bytes: Uint8Array | undefined, hash: string): UncertaintyState {
  if (bytes === undefined) return { values: [] };
  const found = JSON.parse(new TextDecoder().decode(bytes));
  return found.hash === hash ? found.state : { values: [] };
}

/** The shipped ensemble in this study's numbers, or why there is none. */
async function ensembleFor(
  plan: Plan,
  arms: readonly string[],
  catalog: Catalog,
): Promise<UncertaintyWork['ensemble']> {
  const draws = plan.study.uncertainty?.draws ?? 0;
  const file = shippedEnsemble();
  if (file === undefined) return 'the model is not calibrated yet';
  if (draws === 0) return 'none was asked for';
  const text = await readText(file);
  return calibratedSets(parseEnsemble(text, file, catalog, Math.min(draws, setsIn(text))), plan, arms);
}

function setsIn(text: string): number {
  return JSON.parse(text).draws.length;
}

async function numbersOf(plan: Plan, arms: readonly string[], catalog: Catalog) {
  return assumedNumbers(plan, arms, catalog, await loadPriorExceptions(catalog));
}

async function published(
  study: Study,
  arms: readonly string[],
  catalog: Catalog,
): Promise<UncertaintyRecord['evidence']> {
  const { papers } = await loadEvidence(catalog);
  const file = shippedScores();
  const scores = file === undefined ? undefined : parseScores(await readText(file), file);
  return {
    scored: scores !== undefined,
    arms: study.arms
      .filter(({ id }) => arms.includes(id))
      .map((arm) => ({ arm: arm.id, rows: [...directEvidence(study, arm, papers, catalog, scores ?? new Map())] })),
  };
}

/** What the work for a plan has to go through, to estimate its cost. */
export async function uncertaintyCounts(plan: Plan, catalog: Catalog): Promise<UncertaintyCounts> {
  const { arms, entries } = comparedArms(plan.study);
  const file = shippedEnsemble();
  const numbers = await numbersOf(plan, arms, catalog);
  return {
    arms: arms.length,
    spoken: entries,
    numbers: numbers.length,
    sets: file === undefined ? 0 : setsIn(await readText(file)),
  };
}
