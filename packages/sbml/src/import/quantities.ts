import type { Formula } from './formula.js';
import { namesIn } from './formula.js';
import type { At, SbmlModel } from './sbml-model.js';

/**
 * What becomes of an id: a `parameter` keeps its value unless an event sets it, a `state` is changed by rules, reactions or
 * events, a `rule` is computed at any time, an `initial` formula is computed from constants once.
 */
export type Role = 'parameter' | 'state' | 'rule' | 'initial';

/** A number of the document that is no species: a compartment, a parameter, a stoichiometry. */
export interface Quantity extends At {
  readonly id: string;
  readonly what: 'compartment' | 'parameter' | 'stoichiometry';
  readonly name?: string;
  readonly value?: number;
  readonly units?: string;
  readonly role: Role;
}

/** All quantities by id; local parameters as `reaction/parameter`. */
export function quantitiesOf(model: SbmlModel, set: ReadonlySet<string>): Map<string, Quantity> {
  const found = new Map<string, Quantity>();
  const add = (quantity: Omit<Quantity, 'role'>): void => {
    found.set(quantity.id, { ...quantity, role: roleOf(model, quantity.id, set) });
  };
  const { volume, area, length } = model.defaults;
  const sizeUnits = ['dimensionless', length, area, volume];
  for (const { id, name, size, units, dimensions, line, column } of model.compartments.values()) {
    const value = size ?? (hasFormula(model, id) ? undefined : 1);
    add({ id, what: 'compartment', name, value, units: units ?? sizeUnits[dimensions], line, column });
  }
  for (const parameter of model.parameters.values()) add({ ...parameter, what: 'parameter' });
  for (const reaction of model.reactions) {
    for (const each of [...reaction.reactants, ...reaction.products]) {
      const { id, stoichiometry, line, column } = each;
      if (id === undefined) continue;
      add({ id, what: 'stoichiometry', value: stoichiometry, units: 'dimensionless', line, column });
    }
    for (const local of reaction.localParameters) {
      const id = localId(reaction.id, local.id);
      found.set(id, { ...local, id, what: 'parameter', role: 'parameter' });
    }
  }
  return found;
}

/** How a local parameter is called among all quantities; no SBML id holds a slash. */
export function localId(reaction: string, parameter: string): string {
  return `${reaction}/${parameter}`;
}

/** Ids that events set. */
export function idsSet(model: SbmlModel): Set<string> {
  return new Set(model.events.flatMap(({ assignments }) => assignments.map(({ variable }) => variable)));
}

function hasFormula(model: SbmlModel, id: string): boolean {
  return model.assignmentRules.has(id) || model.initialAssignments.has(id);
}

function roleOf(model: SbmlModel, id: string, set: ReadonlySet<string>): Role {
  if (model.assignmentRules.has(id)) return 'rule';
  if (model.rateRules.has(id)) return 'state';
  if (!model.initialAssignments.has(id)) return 'parameter';
  return set.has(id) ? 'state' : 'initial';
}

/** Ids that some formula of the model mentions. */
export function mentioned(model: SbmlModel): Set<string> {
  const formulas: Formula[] = [
    ...model.initialAssignments.values(),
    ...model.assignmentRules.values(),
    ...model.rateRules.values(),
    ...model.reactions.flatMap(({ law, reactants, products }) => [
      law,
      ...[...reactants, ...products].flatMap(({ stoichiometryMath }) => stoichiometryMath ?? []),
    ]),
    ...model.events.flatMap(({ trigger, assignments }) => [trigger, ...assignments.map(({ formula }) => formula)]),
  ];
  const found = new Set<string>();
  for (const formula of formulas) namesIn(formula, found);
  return found;
}
