import type { Catalog } from '@invadolab/model';
import type { Store } from '@invadolab/results';
import { planStudy } from '../plan.js';
import { type RunOptions, runPlan } from '../run.js';
import type { Place } from '../shape.js';
import type { Study } from '../study.js';
import { lowerStudies, ofBody, type Told, toldBy, withTold } from './lift.js';

/** Where and on what the studies below are run. */
export interface LowerOptions extends Omit<RunOptions, 'store'> {
  readonly catalog: Catalog;
  readonly engine: string;
  /** Keeps the pieces of each lower study under its number, so that an interrupted run goes on. */
  readonly store: (number: number) => Store;
}

/** Runs what a study of bodies needs of tissue and gives the study with what came of it; the study itself where it needs nothing. */
export async function withLower(study: Study, place: Place, options: LowerOptions): Promise<Study> {
  const { catalog, engine, store, ...rest } = options;
  const below = lowerStudies(study, catalog);
  const told: Told[] = [];
  for (const [number, lower] of below.entries()) {
    const plan = planStudy(lower.study, place, { catalog, engine });
    const { measures } = await runPlan(plan, { ...rest, store: store(number) });
    told.push(...toldBy(lower, measures));
  }
  if (below.length === 0) return study;
  const bare = study.arms.filter(({ id }) => id === study.control).map((arm) => ofBody(study, arm, catalog));
  const control = planStudy({ ...bare[0][0], arms: bare.map(([, arm]) => arm) }, place, { catalog, engine });
  const usual = new Map(
    below.map(({ parameter }) => [parameter, String(control.models[0].file.parameters?.[parameter]?.value)]),
  );
  return withTold(study, told, usual);
}
