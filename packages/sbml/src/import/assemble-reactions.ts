import { amountName } from './assemble-species.js';
import type { Formula } from './formula.js';
import { mentioned } from './quantities.js';
import type { SbmlParticipant, SbmlReaction } from './sbml-model.js';
import { placeName, type Scope } from './scope.js';
import { atom, type Text, times } from './write.js';

/** What a reaction changes: a count where it is a number, else an expression. */
interface Change {
  readonly state: string;
  readonly count?: number;
  readonly factor?: Text;
}

/** Reactions; what changes by a count that is no plain number gets a reaction of its own, with the count in its rate. */
export function assembleReactions(scope: Scope): void {
  const named = mentioned(scope.sbml);
  for (const reaction of scope.sbml.reactions) {
    const law = scope.running.write(reaction.law);
    const changes = [
      ...reaction.reactants.flatMap((each) => changeOf(scope, each, -1)),
      ...reaction.products.flatMap((each) => changeOf(scope, each, 1)),
    ];
    const own = scope.name(reaction.id);
    const variable = changes.filter(({ factor }) => factor !== undefined);
    const defined = named.has(reaction.id) || variable.length > 0;
    if (defined) scope.define(own, law.text, reaction.name);
    const rate = defined ? atom(own) : law;
    plain(scope, reaction, own, changes, rate);
    for (const { state, factor = atom('1') } of variable) {
      scope.reactions[scope.namer.claim(`${own}_${state}`)] = {
        in: placeName,
        equation: `-> ${state}`,
        rate: scope.perTime(times(factor, rate)),
      };
    }
  }
}

function plain(scope: Scope, reaction: SbmlReaction, own: string, changes: readonly Change[], rate: Text): void {
  const counts = new Map<string, number>();
  for (const { state, count } of changes) if (count !== undefined) counts.set(state, (counts.get(state) ?? 0) + count);
  const side = (sign: 1 | -1): string =>
    [...counts]
      .filter(([, count]) => Math.sign(count) === sign)
      .map(([state, count]) => (Math.abs(count) === 1 ? state : `${Math.abs(count)} ${state}`))
      .join(' + ');
  const equation = `${side(-1)} -> ${side(1)}`.trim();
  if (equation === '->') return;
  const { name } = reaction;
  scope.reactions[own] = {
    in: placeName,
    equation,
    rate: scope.perTime(rate),
    ...(name !== undefined && { name: name.slice(0, 1000) }),
  };
}

function changeOf(scope: Scope, participant: SbmlParticipant, sign: 1 | -1): Change[] {
  const { sbml } = scope;
  const species = scope.speciesNamed(participant.species, participant);
  if (species.boundaryCondition || species.constant) return [];
  const ruled = sbml.assignmentRules.has(species.id) || sbml.rateRules.has(species.id);
  if (ruled) {
    throw scope.wrong('a species is changed by a reaction and by a rule', participant, species.id, 'one of the two');
  }
  const state = amountName(scope, species);
  const conversion = species.conversionFactor ?? sbml.conversionFactor;
  const count = countOf(scope, participant);
  if (typeof count === 'number' && conversion === undefined) {
    return count === 0 ? [] : [{ state, count: sign * count }];
  }
  const { line, column } = participant;
  const counted: Formula = typeof count === 'number' ? { kind: 'number', value: count } : count;
  const converted: Formula =
    conversion === undefined
      ? counted
      : { kind: 'apply', op: 'times', parts: [counted, { kind: 'name', id: conversion, line, column }] };
  const signed: Formula = sign === 1 ? converted : { kind: 'apply', op: 'minus', parts: [converted] };
  return [{ state, factor: scope.running.write(signed) }];
}

/** How many take part: a number, or what it is computed from. */
function countOf(scope: Scope, participant: SbmlParticipant): number | Formula {
  const { id, stoichiometry, stoichiometryMath, line, column } = participant;
  if (stoichiometryMath) return stoichiometryMath;
  const role = id === undefined ? undefined : scope.quantities.get(id)?.role;
  const varies = id !== undefined && (role !== 'parameter' || scope.setByEvents.has(id));
  if (varies) return { kind: 'name', id, line, column };
  if (stoichiometry !== undefined) return stoichiometry;
  throw scope.wrong('a stoichiometry is missing', participant, participant.species, 'stoichiometry="..."');
}
