import { amountName, isAmount } from './assemble-species.js';
import type { SbmlEvent } from './sbml-model.js';
import { placeName, type Scope } from './scope.js';
import { adding, atom, infix, over, type Text, times, within } from './write.js';

/** Something an event sets: its name and the expression of its new value. */
interface Setting {
  readonly name: string;
  readonly value: Text;
}

/**
 * Events. A trigger is a truth, 1 or 0, which rises through a half. What is true at the start though it was false before
 * has a second event at time 0.
 */
export function assembleEvents(scope: Scope): void {
  for (const event of scope.sbml.events) {
    const own = scope.namer.claim(event.id);
    const settings = event.assignments.map((assignment) => settingOf(scope, event, assignment));
    if (settings.length === 0) continue;
    const trigger = scope.running.write(event.trigger);
    const half = over(atom('1'), atom('2'));
    scope.events[own] = {
      in: placeName,
      when: infix(trigger, '-', half, adding).text,
      set: Object.fromEntries(settings.map(({ name, value }) => [name, value.text])),
    };
    if (event.initialValue) continue;
    const condition = within(trigger, adding);
    scope.events[scope.namer.claim(`${own}_at_start`)] = {
      in: placeName,
      at: 0,
      set: Object.fromEntries(
        settings.map(({ name, value }) => [name, `${condition} ? ${within(value, adding)} : ${name}`]),
      ),
    };
  }
}

function settingOf(scope: Scope, event: SbmlEvent, assignment: SbmlEvent['assignments'][number]): Setting {
  const { sbml } = scope;
  const { variable, formula } = assignment;
  if (sbml.assignmentRules.has(variable)) {
    throw scope.wrong('an event sets what a rule determines', assignment, variable, 'something without a rule');
  }
  const value = scope.running.write(formula);
  const species = sbml.species.get(variable);
  if (species === undefined) {
    if (scope.quantities.has(variable)) return { name: scope.name(variable), value };
    throw scope.wrong('an event sets an unknown id', assignment, variable, 'a species, parameter or compartment');
  }
  if (isAmount(scope, species)) return { name: scope.name(variable), value };
  // The new concentration holds in the compartment as the same event leaves it.
  const resized = event.assignments.find((each) => each.variable === species.compartment);
  const size = resized ? scope.running.write(resized.formula) : scope.size(species);
  return { name: amountName(scope, species), value: times(value, size) };
}
