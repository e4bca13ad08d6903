import type { CompiledEvent } from '@invadolab/model';
import { element, type Written } from '../xml/element.js';
import { targetOf, type Writing } from './constants.js';
import { numberOf } from './formula.js';

const math = (content: Written): Written => element('math', { xmlns: 'http://www.w3.org/1998/Math/MathML' }, content);

/** A parameter that holds when a repeated event happens next. */
export interface Clock {
  readonly event: CompiledEvent;
  readonly id: string;
  /** s */
  readonly first: number;
}

/** Clocks of the repeated events. */
export function clocksOf({ network, names }: Writing): Clock[] {
  return network.events.flatMap((event) => {
    if (event.every === undefined) return [];
    return [{ event, id: names.fresh(`next_${names.event(event.id)}`), first: event.at ?? event.every }];
  });
}

/** The clocks as parameters. */
export function clockParameters({ units }: Writing, clocks: readonly Clock[]): Written[] {
  return clocks.map(({ id, event, first }) =>
    element('parameter', {
      id,
      name: `next time of ${event.id}`,
      value: String(first),
      units: units.id([0, 1, 0, 0, 0]),
      constant: 'false',
    }),
  );
}

/** Events; one at a time 0 happens at the start, one on a condition only when the condition comes about later. */
export function events(writing: Writing, clocks: readonly Clock[]): Written[] {
  const { network, names, formulas } = writing;
  return network.events.map((event) => {
    const clock = clocks.find((each) => each.event === event);
    const assignments = event.set.map(({ slot, value }) => {
      const wanted = formulas.dimensions.slot(slot, event.place);
      return assignment(targetOf(names, event, slot), formulas.math(value, event.place, wanted));
    });
    if (clock !== undefined) assignments.push(assignment(clock.id, math(later(writing, clock))));
    const timed = event.when === undefined;
    return element(
      'event',
      { id: names.event(event.id), useValuesFromTriggerTime: 'true' },
      element('trigger', { initialValue: String(!timed), persistent: 'true' }, triggerOf(writing, event, clock)),
      element('listOfEventAssignments', {}, assignments),
    );
  });
}

function assignment(variable: string, formula: Written): Written {
  return element('eventAssignment', { variable }, formula);
}

function triggerOf({ formulas, units }: Writing, event: CompiledEvent, clock: Clock | undefined): Written {
  if (event.when !== undefined) return formulas.trigger(event.when, event.place, event.crossing);
  const due = clock === undefined ? numberOf(event.at ?? 0, units.id([0, 1, 0, 0, 0])) : element('ci', {}, clock.id);
  const definitionURL = 'http://www.sbml.org/sbml/symbols/time';
  const now = element('csymbol', { encoding: 'text', definitionURL }, 't');
  return math(element('apply', {}, element('geq'), now, due));
}

function later({ units }: Writing, { id, event }: Clock): Written {
  const step = numberOf(event.every ?? 0, units.id([0, 1, 0, 0, 0]));
  return element('apply', {}, element('plus'), element('ci', {}, id), step);
}
