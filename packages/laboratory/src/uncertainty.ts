import type { WorkerPool } from '@invadolab/engine';
import type { Catalog } from '@invadolab/model';
import { comparisons, isSingleRun, type ReportInput, spokenArms, stateMeasure } from '@invadolab/report';
import type { Store, UncertaintyRecord } from '@invadolab/results';
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
import { evidenceOf, priorExceptionsOf } from './evidence.js';
import type { Shipped } from './shipped.js';
import type { OnProgress } from './stage.js';

/** What is left of a run once its tables are written. */
export interface Asked {
  readonly plan: Plan;
  readonly catalog: Catalog;
  readonly shipped: Shipped;
  readonly pool: WorkerPool;
  /** Seconds of a clock that never goes back: decides when the state is saved, and nothing else. */
  readonly now: () => number;
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** Where interrupted work goes on; gone once the run is whole. */
export const uncertaintyStateName = 'uncertainty-state.json';

const secondsBetweenSaves = 5;

/**
 * How far the answers of a finished run rest on uncertain numbers, and what was published about the same perturbations;
 * undefined where the study compares nothing or no form of the model is fast enough.
 */
export async function uncertaintyOf(
  asked: Asked,
  report: ReportInput,
  store: Store,
): Promise<UncertaintyRecord | undefined> {
  const { plan, catalog, shipped, pool } = asked;
  const { study } = plan;
  const { arms } = comparedArms(study);
  const compared = comparisons(report);
  const [headline] = compared;
  if (study.uncertainty === undefined || arms.length === 0 || headline === undefined || isSingleRun(report))
    return undefined;
  const spoken = spokenArms(report, headline);
  const form = reducedForm({ catalog, pool });
  const measure = stateMeasure(report, headline.measure);
  const answered = (id: string) => form.answers({ ...study, measure: [id] });
  const work: UncertaintyWork = {
    study,
    arms,
    measures: [...new Set(compared.map((each) => stateMeasure(report, each.measure)))].filter(answered),
    cells: study.uncertainty.cells,
    ensemble: await ensembleFor(plan, arms, catalog, shipped),
    ...(study.uncertainty.assumptions && answered(measure) && { assumptions: { arms: spoken, measure } }),
    numbers: study.uncertainty.assumptions ? await numbersOf(plan, spoken, catalog, shipped) : [],
    form: form.form,
    predictor: (of: Study, cells: number) => reducedPredictor(of, catalog, cells, pool),
  };
  const found = await worked(work, store, asked);
  return { ...found, evidence: await published(study, spoken, catalog, shipped) };
}

async function worked(work: UncertaintyWork, store: Store, { now, signal, onProgress }: Asked) {
  const hash = uncertaintyHash(work);
  const state = restored(await store.get(uncertaintyStateName), hash);
  const total = uncertaintySets(work);
  let saved = now();
  const save = () => store.put(uncertaintyStateName, new TextEncoder().encode(JSON.stringify({ hash, state })));
  try {
    return await runUncertainty(work, state, {
      signal,
      async onProgress(done) {
        onProgress?.('uncertainty', Math.min(done, total), total);
        if (now() - saved < secondsBetweenSaves) return;
        saved = now();
        await save();
      },
    });
  } catch (error) {
    if (signal?.aborted) await save();
    throw error;
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
  shipped: Shipped,
): Promise<UncertaintyWork['ensemble']> {
  const draws = plan.study.uncertainty?.draws ?? 0;
  const text = await shipped.ensemble();
  if (text === undefined) return 'the model is not calibrated yet';
  if (draws === 0) return 'none was asked for';
  return calibratedSets(parseEnsemble(text, ensembleName, catalog, Math.min(draws, setsIn(text))), plan, arms);
}

/** How messages call the calibrated sets. */
const ensembleName = 'evidence/ensemble.json';

function setsIn(text: string): number {
  return JSON.parse(text).draws.length;
}

async function numbersOf(plan: Plan, arms: readonly string[], catalog: Catalog, shipped: Shipped) {
  return assumedNumbers(plan, arms, catalog, priorExceptionsOf(await shipped.evidence(), catalog));
}

async function published(
  study: Study,
  arms: readonly string[],
  catalog: Catalog,
  shipped: Shipped,
): Promise<UncertaintyRecord['evidence']> {
  const { papers } = evidenceOf(await shipped.evidence(), catalog);
  const text = await shipped.scores();
  const scores = text === undefined ? undefined : parseScores(text, 'evidence/score-card.json');
  return {
    scored: scores !== undefined,
    arms: study.arms
      .filter(({ id }) => arms.includes(id))
      .map((arm) => ({ arm: arm.id, rows: [...directEvidence(study, arm, papers, catalog, scores ?? new Map())] })),
  };
}

/** What the work for a plan has to go through, to estimate its cost. */
export async function uncertaintyCounts(plan: Plan, catalog: Catalog, shipped: Shipped): Promise<UncertaintyCounts> {
  const { arms, entries } = comparedArms(plan.study);
  const numbers = await numbersOf(plan, arms, catalog, shipped);
  const text = await shipped.ensemble();
  return {
    arms: arms.length,
    spoken: entries,
    numbers: numbers.length,
    sets: text === undefined ? 0 : setsIn(text),
  };
}
