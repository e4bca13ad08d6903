import type { SbmlSpecies } from './sbml-model.js';
import type { Scope } from './scope.js';
import { placeName } from './scope.js';
import type { KnownUnit } from './units.js';
import { adding, atom, infix, over, type Text, times } from './write.js';

/** Whether the id of a species stands for an amount; else for a concentration. */
export function isAmount({ sbml }: Scope, species: SbmlSpecies): boolean {
  return species.hasOnlySubstanceUnits || sbml.compartments.get(species.compartment)?.dimensions === 0;
}

/** Name of the state that holds the amount of a species. */
export function amountName(scope: Scope, species: SbmlSpecies): string {
  const own = scope.name(species.id);
  return isAmount(scope, species) ? own : (scope.amountNames.get(species.id) ?? own);
}

/** Species as amounts; what is read as a concentration is a definition over the amount. */
export function assembleSpecies(scope: Scope): void {
  const { sbml } = scope;
  for (const species of sbml.species.values()) {
    if (!sbml.compartments.has(species.compartment)) {
      throw scope.wrong('a species lies in an unknown compartment', species, species.compartment, 'a compartment');
    }
    if (!isAmount(scope, species)) {
      scope.amountNames.set(species.id, scope.namer.claim(`${scope.name(species.id)}_amount`));
    }
    declareStart(scope, species);
  }
  for (const species of sbml.species.values()) {
    const rule = sbml.assignmentRules.get(species.id);
    const own = scope.name(species.id);
    if (rule) {
      const units = (): Record<'amount' | 'concentration', KnownUnit> => scope.speciesUnits(species);
      const amount = (): KnownUnit => units().amount;
      const dense = !isAmount(scope, species);
      scope.define(own, scope.running.write(rule).text, species.name, dense ? () => units().concentration : amount);
      if (dense)
        scope.define(amountName(scope, species), times(atom(own), scope.size(species)).text, undefined, amount);
    } else state(scope, species);
  }
}

function declareStart(scope: Scope, species: SbmlSpecies): void {
  const { sbml } = scope;
  const { id, initialAmount, initialConcentration, name } = species;
  const formula = sbml.assignmentRules.get(id) ?? sbml.initialAssignments.get(id);
  if (formula) {
    scope.startsWith(id, () => scope.starting.write(formula));
    return;
  }
  const value = initialConcentration ?? initialAmount;
  if (value === undefined) {
    throw scope.wrong(`the species ${id} has no value`, species, undefined, 'an initial amount or concentration');
  }
  const dense = initialConcentration !== undefined;
  const amount = isAmount(scope, species);
  if (value === 0) {
    scope.startsWith(id, () => atom('0'));
    return;
  }
  const parameter = scope.namer.claim(`${scope.name(id)}_start`);
  const unit = (): KnownUnit => scope.speciesUnits(species)[dense ? 'concentration' : 'amount'];
  scope.valued(parameter, value, unit, name && `${name} at the start`);
  const size = (): Text => scope.start(species.compartment, species);
  scope.startsWith(id, () => {
    if (dense !== amount) return atom(parameter);
    return dense ? times(atom(parameter), size()) : over(atom(parameter), size());
  });
}

function state(scope: Scope, species: SbmlSpecies): void {
  const { sbml, reactions } = scope;
  const { id, name } = species;
  const own = scope.name(id);
  const holds = amountName(scope, species);
  const start = scope.start(id, species);
  const amount = isAmount(scope, species);
  const initial =
    amount || start.text === '0' ? start : amountAtStart(start, scope.start(species.compartment, species));
  const unit = scope.unitText(() => scope.speciesUnits(species).amount);
  scope.species[holds] = { initial: initial.text, unit, ...(name !== undefined && { name: name.slice(0, 1000) }) };
  if (!amount) {
    const dense = (): KnownUnit => scope.speciesUnits(species).concentration;
    scope.define(own, over(atom(holds), scope.size(species)).text, name, dense);
  }
  const rate = sbml.rateRules.get(id);
  if (rate === undefined) return;
  const written = scope.running.write(rate);
  const growth = amount ? written : times(written, scope.size(species));
  const whole = amount ? growth : plusGrowth(scope, species, growth);
  const reaction = scope.namer.claim(`${own}_rate`);
  reactions[reaction] = { in: placeName, equation: `-> ${holds}`, rate: scope.perTime(whole) };
}

/** `(x / size) * size` is x: an initial amount stays as it was given. */
function amountAtStart(start: Text, size: Text): Text {
  const ending = ` / ${size.text}`;
  return start.text.endsWith(ending) && !start.text.slice(0, -ending.length).includes(' ')
    ? atom(start.text.slice(0, -ending.length))
    : times(start, size);
}

/** Where the compartment grows, a concentration that follows a rule takes amounts along. */
function plusGrowth(scope: Scope, species: SbmlSpecies, growth: Text): Text {
  const { sbml } = scope;
  if (sbml.assignmentRules.has(species.compartment)) {
    throw scope.wrong(
      'a rate rule of a concentration in a compartment with an assignment rule is not supported',
      species,
      species.id,
      'a compartment that is constant or has a rate rule',
    );
  }
  const rate = sbml.rateRules.get(species.compartment);
  if (rate === undefined) return growth;
  return infix(growth, '+', times(atom(scope.name(species.id)), scope.running.write(rate)), adding);
}
