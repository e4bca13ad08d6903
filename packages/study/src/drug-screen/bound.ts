import type { Composed, ModelFile } from '@invadolab/model';
import type { Plan, PlannedModel } from '../plan.js';
import { composedArm } from '../resolve.js';
import type { Study } from '../study.js';
import { controlId, type Given, planIn, studyIn } from './arms.js';
import type { Context } from './screen.js';
import type { DrugScreenSubject } from './subject.js';

/** Arms of one context as numbers on few models: its control, and one model for all arms that are made of the same reactions. */
export interface Bound {
  readonly plan: Plan;
  readonly arms: readonly BoundArm[];
}

/** An arm, and the concentrations that make it of its model. */
export interface BoundArm {
  readonly id: string;
  readonly model: PlannedModel;
  /** By parameter, nM; nothing for the control and for arms that change nothing. */
  readonly doses: ReadonlyMap<string, number>;
}

/** Arms that can be one model, and where each of their drugs has its concentration. */
interface Group {
  readonly given: Given[];
  readonly held: Map<string, string>;
}

/** A drug that is not in an arm is in its model at this concentration, which adds exactly nothing to any sum. */
const absent = 0;

/**
 * Composes the control and these arms. A pocket holds what all drugs of a model do to it, and a concentration of zero adds
 * exactly nothing, so that arms which differ in drugs and doses alone can be one model under different numbers: it is compiled
 * once, and its values do not depend on which arms share it. Parts that a drug brings in keep its arms in a model of their own.
 * Throws `BadInput`.
 */
export function boundArms(
  { screen, catalog, place, engine }: Pick<DrugScreenSubject, 'screen' | 'catalog' | 'place' | 'engine'>,
  context: Context,
  given: readonly Given[],
  form: Study['form'],
): Bound {
  const study = studyIn(screen, context, given, form);
  const compose = (drugs: Given['drugs']) => {
    const [, arm] = studyIn(screen, context, [{ id: 'asked', drugs }], form).arms;
    return composedArm(study, arm, catalog);
  };
  const composed = new Composing(compose, (name) => (catalog.drugs[name].parts ?? []).length > 0);
  const groups = new Map<string, Group>();
  const idle = new Set<string>();
  for (const one of given) {
    const { structure, held } = composed.of(one.drugs.map(({ name }) => name));
    const acting = one.drugs.filter(({ name }) => held.has(name));
    if (acting.length === 0) idle.add(one.id);
    const group: Group = groups.get(structure) ?? { given: [], held: new Map() };
    if (acting.length > 0) group.given.push({ ...one, drugs: acting });
    for (const [name, parameter] of held) group.held.set(name, parameter);
    groups.set(structure, group);
  }
  const united = [...groups.values()].filter((group) => group.given.length > 0);
  const all = united.map(({ held }, at) => ({ id: `united ${at}`, drugs: [...held.keys()].map(atAnyDose) }));
  const plan = planIn(screen, context, all, { catalog, place, engine, form });
  const modelOf = (arm: string) => plan.models.find(({ arms }) => arms.some(({ id }) => id === arm))!;
  const control = { id: controlId, model: plan.models[0], doses: new Map<string, number>() };
  const arms = new Map<string, BoundArm>([...idle].map((id) => [id, { ...control, id }]));
  for (const [at, group] of united.entries()) {
    const model = modelOf(`united ${at}`);
    for (const { id, drugs } of group.given) {
      const dose = (name: string) => drugs.find((drug) => drug.name === name)?.free ?? absent;
      arms.set(id, { id, model, doses: new Map([...group.held].map(([name, to]) => [to, dose(name)])) });
    }
  }
  return { plan, arms: [control, ...given.map(({ id }) => arms.get(id)!)] };
}

/** What the concentration is while composing does not matter, as long as it is not zero. */
function atAnyDose(name: string): { name: string; free: number } {
  return { name, free: 1 };
}

/** What a set of drugs makes of the control. */
interface Made {
  readonly structure: string;
  readonly held: ReadonlyMap<string, string>;
}

/** Composes every drug once, and sets of drugs only where more than one of them brings in parts. */
class Composing {
  readonly #known = new Map<string, Made>();

  constructor(
    private readonly compose: (drugs: Given['drugs']) => Composed,
    private readonly bringsParts: (drug: string) => boolean,
  ) {}

  of(names: readonly string[]): Made {
    const plain = this.#made([]).structure;
    const alone = names.map((name) => ({ name, ...this.#made([name]) }));
    const adding = alone.filter(({ name, structure }) => structure !== plain || this.bringsParts(name));
    if (adding.length > 1) return this.#made(names);
    return { structure: adding[0]?.structure ?? plain, held: new Map(alone.flatMap(({ held }) => [...held])) };
  }

  #made(names: readonly string[]): Made {
    const key = JSON.stringify(names);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { model, held } = this.compose(names.map(atAnyDose));
    const own = names.flatMap((name) => (Object.hasOwn(held, name) ? [[name, held[name]] as const] : []));
    const made = { structure: structureOf(model), held: new Map(own) };
    this.#known.set(key, made);
    return made;
  }
}

/** What a model is made of, apart from its numbers. */
function structureOf({ places, reactions, found, dissolve, events, fields }: ModelFile): string {
  const inPlaces = Object.entries(places).map(([kind, { species, amounts, definitions }]) => {
    return [kind, ...[species, amounts, definitions].map((table) => Object.keys(table ?? {}))];
  });
  const tables = [reactions, found, dissolve, events, fields].map((table) => Object.keys(table ?? {}));
  return JSON.stringify([inPlaces, tables]);
}
