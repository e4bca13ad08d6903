import type { ModelFile } from '@invadolab/model';
import { assembleEvents } from './assemble-events.js';
import { assembleReactions } from './assemble-reactions.js';
import { assembleSpecies } from './assemble-species.js';
import type { Quantity } from './quantities.js';
import type { SbmlModel } from './sbml-model.js';
import { placeName, Scope } from './scope.js';
import { spelledUnit, unitNamed } from './units.js';
import { atom } from './write.js';

/**
 * The model in the language: one place that holds everything, so that one solver advances it. Throws `BadInput` for what
 * the document says wrongly and `UnitMissing` where `units` are wanted and one is not known.
 */
export function assemble(sbml: SbmlModel, units: boolean, tick?: string): ModelFile {
  const scope = new Scope(sbml, units);
  const time = timeUnit(sbml);
  if (!units) scope.parameters.time_unit = { ...time, name: 'unit of time' };
  for (const quantity of scope.quantities.values()) declare(scope, quantity);
  for (const { id, law } of sbml.reactions) scope.startsWith(id, () => scope.starting.write(law));
  assembleSpecies(scope);
  for (const quantity of scope.quantities.values()) define(scope, quantity);
  assembleReactions(scope);
  assembleEvents(scope);
  const { parameters, species, definitions, reactions, events } = scope;
  const filled = <Table extends object>(table: Table): Table | undefined =>
    Object.keys(table).length === 0 ? undefined : table;
  return withoutUndefined({
    format: 1,
    model: sbml.title.slice(0, 1000),
    notes: `Read from the SBML file ${sbml.file}.`,
    parameters: filled(parameters),
    places: {
      [placeName]: withoutUndefined({ species: filled(species), definitions: filled(definitions) }),
    },
    reactions: filled(reactions),
    events: filled(events),
    numerics: { tick: tick ?? `${time.value / 10} ${time.unit}`, tolerance: 1e-8 },
  });
}

function withoutUndefined<Table extends object>(table: Table): Table {
  return Object.fromEntries(Object.entries(table).filter(([, value]) => value !== undefined)) as Table;
}

/** One unit of the document's time: a second where it says none. Rates of pure numbers are per this. */
export function timeUnit(sbml: SbmlModel): { value: number; unit: string; source: { assumed: string } } {
  const known = unitNamed(sbml, sbml.defaults.time);
  const isTime = known?.dimension.every((exponent, axis) => exponent === (axis === 1 ? 1 : 0));
  const { text, scale } = known && isTime ? spelledUnit(known) : { text: 's', scale: 1 };
  return { value: scale, unit: text, source: { assumed: `the unit of time of ${sbml.file}` } };
}

/** What a quantity is at the start; its parameter where it has a value. */
function declare(scope: Scope, quantity: Quantity): void {
  const { sbml } = scope;
  const { id, role, what, value, units, name } = quantity;
  const formula = role === 'rule' ? sbml.assignmentRules.get(id) : sbml.initialAssignments.get(id);
  if (formula !== undefined) {
    scope.startsWith(id, () => (role === 'initial' ? atom(scope.name(id)) : scope.starting.write(formula)));
    return;
  }
  if (value === undefined) {
    throw scope.wrong(
      `the ${what} ${id} has no value`,
      quantity,
      undefined,
      'a value, an initial assignment or a rule',
    );
  }
  const parameter = scope.name(id);
  const own = role === 'state' ? scope.namer.claim(`${parameter}_start`) : parameter;
  scope.parameter(own, value, units, id, name);
  scope.startsWith(id, () => atom(own));
}

/** Definitions of rules and of initial formulas; states with the reactions that rate rules are. */
function define(scope: Scope, quantity: Quantity): void {
  const { sbml, species, reactions } = scope;
  const { id, role, units, name } = quantity;
  if (role === 'parameter') return;
  const own = scope.name(id);
  const rule = sbml.assignmentRules.get(id);
  const initial = sbml.initialAssignments.get(id);
  const unit = () => scope.knownUnit(units, id);
  if (role === 'rule' && rule) scope.define(own, scope.running.write(rule).text, name, unit);
  if (role === 'initial' && initial) scope.define(own, scope.starting.write(initial).text, name, unit);
  if (role !== 'state') return;
  const text = scope.unitText(unit);
  species[own] = { initial: scope.start(id, quantity).text, unit: text, ...(name !== undefined && { name }) };
  const rate = sbml.rateRules.get(id);
  if (rate) {
    const reaction = scope.namer.claim(`${own}_rate`);
    reactions[reaction] = { in: placeName, equation: `-> ${own}`, rate: scope.perTime(scope.running.write(rate)) };
  }
}
