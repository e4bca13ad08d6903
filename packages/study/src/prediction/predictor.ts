import type { WorkerPool } from '@invadolab/engine';
import { type Catalog, type CompiledModel, compileModel } from '@invadolab/model';
import type { Plan } from '../plan.js';
import { type ArmPrediction, predictReduced } from '../reduced/predict.js';
import type { Study } from '../study.js';
import type { DrawOutcome, DrawWork } from './draw-work.js';

/**
 * Runs every arm under each set of parameters. A set gives values, in the model's unit, to parameters (`k_cat`) and to
 * amounts of places (`cell.total_A`); what it leaves out keeps the catalogue's value. A measure that could not be computed
 * is absent.
 */
export type SetPredictor = (
  sets: readonly ReadonlyMap<string, number>[],
  options?: { readonly signal?: AbortSignal },
) => Promise<readonly ArmPrediction[]>;

/** Predicts by the reduced form, `cells` cells per arm and set, on the pool's task `predict`. */
export function reducedPredictor(study: Study, catalog: Catalog, cells: number, pool: WorkerPool): SetPredictor {
  return (draws, { signal } = {}) =>
    predictReduced({ study, catalog, draws, cellsPerDraw: cells, seed: study.seed, signal }, pool);
}

type Slots = readonly (readonly [string, number])[];

/**
 * Predicts by running the plan's models themselves, on the pool's task `runSets`. Cells of all sets and arms have the same
 * random addresses, so that ratios and differences between sets are free of their chance.
 */
export function modelPredictor(plan: Plan, pool: WorkerPool): SetPredictor {
  const compiled = plan.models.map(({ file }) => compileModel(file));
  const settings = compiled.map((model, i) => {
    const own = plan.models[i].arms.flatMap(({ change }) => Object.keys(change.set ?? {}));
    return settingsOf(model, compiled[0], new Set(own));
  });
  const varies =
    Object.keys(plan.days).length > 0 || compiled.some(({ places }) => places.some(isRandom)) || compiled.some(founds);
  const { study, setup, days, engine } = plan;
  // Without chance all cells are one.
  const size = varies ? { experiments: study.experiments, cells: study.cells } : { experiments: 1, cells: 1 };
  return async (draws, options = {}) => {
    const chunk = Math.max(1, Math.ceil(draws.length / pool.size));
    const tasks = plan.models.flatMap(({ hash, file }, model) =>
      Array.from({ length: Math.ceil(draws.length / chunk) }, async (_, part) => {
        const own = draws.slice(part * chunk, (part + 1) * chunk);
        const slots = own.map((draw) => slotsIn(settings[model], draw));
        const work = {
          model: file,
          hash,
          engine,
          assay: study.assay,
          setup,
          days,
          seed: study.seed,
          ...size,
          draws: slots,
        };
        const found = await pool.run<DrawWork, DrawOutcome>('runSets', work, options);
        return found.flatMap((measures, at) => named(plan, model, part * chunk + at, measures));
      }),
    );
    const found = (await Promise.all(tasks)).flat();
    return found.sort((a, b) => a.draw - b.draw);
  };
}

function isRandom(place: CompiledModel['places'][number]): boolean {
  return place.solver === 'ssa' || place.solver === 'tau' || place.constants.some(({ cv }) => (cv ?? 0) > 0);
}

function founds(model: CompiledModel): boolean {
  return model.foundings.length > 0 || model.dissolutions.length > 0;
}

function named(plan: Plan, model: number, draw: number, measures: DrawOutcome[number]): ArmPrediction[] {
  return plan.models[model].arms.map(({ id }) => ({ arm: id, draw, measures: new Map(measures ?? []) }));
}

/** How a value of a set becomes a value of an arm's slot. */
interface Setting {
  readonly slot: string;
  /** Of the set's value; 0 with `fixed` where the control has none to compare with. */
  readonly factor: number;
  readonly fixed: number;
}

/**
 * Settings of an arm by the names that sets use. What the arm itself sets stays as the arm has it; an amount that the arm
 * scales (a knock-down) is scaled alike under every set.
 */
function settingsOf(
  arm: CompiledModel,
  control: CompiledModel,
  set: ReadonlySet<string>,
): ReadonlyMap<string, Setting> {
  const theirs = new Map(control.parameters.map(({ id, value }) => [id, value]));
  const parameters = arm.parameters
    .filter(({ id, value }) => theirs.get(id) === value)
    .map(({ id }) => [id, { slot: `parameter.${id}`, factor: 1, fixed: 0 }] as const);
  const amounts = arm.places.flatMap(({ kind, constants }) => {
    const place = control.places.find((each) => each.kind === kind);
    return constants.slice(0, -1).flatMap(({ id, value, factor }) => {
      const reference = place?.constants.slice(0, -1).find((each) => each.id === id)?.value;
      if (reference === undefined) return [];
      const slot = `${kind}.${id}`;
      if (set.has(slot) && value !== reference) return [];
      const scaled = reference === 0 ? { factor: 0, fixed: value / factor } : { factor: value / reference, fixed: 0 };
      return [[slot, { slot, ...scaled }] as const];
    });
  });
  return new Map<string, Setting>([...parameters, ...amounts]);
}

function slotsIn(settings: ReadonlyMap<string, Setting>, draw: ReadonlyMap<string, number>): Slots {
  return [...draw].flatMap(([name, value]): Slots => {
    const setting = settings.get(name);
    return setting === undefined ? [] : [[setting.slot, value * setting.factor + setting.fixed]];
  });
}
