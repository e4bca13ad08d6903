import { type AssaySetup, assays } from '@invadolab/assays';
import { type ReducedPlan, type ReducedRun, runReduced } from '@invadolab/engine';
import { LifetimeWatch, movieMeasures } from './lifetimes.js';
import { filmMeasures, type Moments, momentsOf } from './moments.js';
import { siteSlots } from './visible.js';

/** Measures of one cell at one time. */
export interface Reading {
  /** s */
  readonly time: number;
  readonly values: ReadonlyMap<string, Moments>;
}

/** Measures of an assay that the reduced form gives, in the order of their declaration; none where it has no reduced form. */
export function reducedMeasuresOf(assay: string): readonly string[] {
  return [...filmMeasures, ...movieMeasures].filter((id) => Object.hasOwn(assays[assay].measures, id));
}

/** Whether an assay measures what the reduced form can: sites, and holes in a film or a movie, on the true state. */
export function hasReducedForm(assay: string): boolean {
  return reducedMeasuresOf(assay).length > 0;
}

/** Whether a study with this assay can be run as a whole in the reduced form: a movie's tracks are pooled over cells, which it has not. */
export function runsReduced(assay: string): boolean {
  return filmMeasures.every((id) => Object.hasOwn(assays[assay].measures, id));
}

/**
 * One cell in the reduced form, as an assay reads it: on the film at each of `times` (s, ascending), or, where there is no film to
 * look at, as a movie up to the last of them. Throws what `runReduced` throws.
 */
export function measureReduced(
  plan: ReducedPlan,
  run: Pick<ReducedRun, 'member' | 'seed' | 'values' | 'resolution'>,
  setup: AssaySetup,
  times: readonly number[],
): readonly Reading[] {
  const slots = siteSlots(setup);
  if (setup.protocol.film !== undefined)
    return runReduced(plan, { ...run, times, slots }).map((scene) => ({
      time: scene.time,
      values: momentsOf(scene, setup),
    }));
  const time = times[times.length - 1];
  const watch = new LifetimeWatch(setup, time);
  runReduced(plan, { ...run, times: [time], slots, watch: (glance) => watch.see(glance) });
  return [{ time, values: watch.moments() }];
}
