import type { Catalog } from '@invadolab/model';
import { uncertainParameters } from '../evidence/prior.js';
import type { Plan, PlannedModel } from '../plan.js';
import { type Uncertain, uncertainNumbers } from '../prediction/uncertain.js';
import { referenceOf } from '../reference.js';

/** A number with a plausible range that rests on an assumption. */
export type AssumedNumber = Required<Uncertain>;

/**
 * Every assumed number with a plausible range in the models of a study's control and these arms: of the control first, then what
 * the arms add (a drug's constants). Left out: what the study itself may set (factors of the environment, settings of a matrix), what a
 * genotype or the shape of a cell sets, and `fixed` ones, which cannot be changed alone.
 */
export function assumedNumbers(
  plan: Plan,
  arms: readonly string[],
  catalog: Catalog,
  fixed: ReadonlySet<string>,
): readonly AssumedNumber[] {
  const declared = new Set(Object.values(catalog.parts).flatMap(({ parameters }) => Object.keys(parameters ?? {})));
  const free = new Set(uncertainParameters(catalog, fixed).map(({ id }) => id));
  const found = new Map<string, AssumedNumber>();
  for (const model of modelsOf(plan, arms)) {
    for (const number of uncertainNumbers({ ...plan, models: [model] })) {
      const { id, source, prior } = number;
      if (found.has(id) || source !== 'assumed' || prior === undefined) continue;
      if (declared.has(id) && !free.has(id)) continue;
      found.set(id, { ...number, name: nameOf(number, plan), prior });
    }
  }
  return [...found.values()];
}

/** Models of the control and of these arms. */
export function modelsOf({ models, study }: Plan, arms: readonly string[]): readonly PlannedModel[] {
  const wanted = new Set([study.control, ...arms, ...arms.map((arm) => referenceOf(study, arm))]);
  return models.filter((model) => model.arms.some(({ id }) => wanted.has(id)));
}

/** The name a reader knows: amounts are called after their molecule. */
function nameOf({ id, name }: Uncertain, { models }: Plan): string {
  const [kind, amount] = id.split('.');
  const molecule = models.map(({ file }) => file.places[kind]?.amounts?.[amount]?.molecule).find(Boolean);
  return name === id && molecule !== undefined ? `amount of ${molecule}` : name;
}
