import { Expander } from './expand.js';
import { type Formula, renamed } from './formula.js';
import { localId } from './quantities.js';
import type { SbmlModel, SbmlParticipant } from './sbml-model.js';

/** The model with function definitions put in place and local parameters under ids of their own. */
export function expandedModel(model: SbmlModel): SbmlModel {
  const expander = new Expander(model);
  const all = (formulas: ReadonlyMap<string, Formula>) =>
    new Map([...formulas].map(([id, formula]) => [id, expander.expand(formula)]));
  const participant = (each: SbmlParticipant): SbmlParticipant => ({
    ...each,
    stoichiometryMath: each.stoichiometryMath && expander.expand(each.stoichiometryMath),
  });
  return {
    ...model,
    initialAssignments: all(model.initialAssignments),
    assignmentRules: all(model.assignmentRules),
    rateRules: all(model.rateRules),
    reactions: model.reactions.map((reaction) => {
      const locals = new Set(reaction.localParameters.map(({ id }) => id));
      const law = renamed(expander.expand(reaction.law), (id) =>
        locals.has(id)
          ? { kind: 'name', id: localId(reaction.id, id), line: reaction.line, column: reaction.column }
          : undefined,
      );
      return {
        ...reaction,
        law,
        reactants: reaction.reactants.map(participant),
        products: reaction.products.map(participant),
      };
    }),
    events: model.events.map((event) => ({
      ...event,
      trigger: expander.expand(event.trigger),
      assignments: event.assignments.map((each) => ({ ...each, formula: expander.expand(each.formula) })),
    })),
  };
}
