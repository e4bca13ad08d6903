import { type Dimension, multiplyDimension } from '@invadolab/core';
import type { Change } from '@invadolab/model';
import { element, listOf, type Written } from '../xml/element.js';
import type { Writing } from './constants.js';
import { stateDimension } from './dimensions.js';
import { numberOf } from './formula.js';
import { annotation, identityLinks, type MoleculeIdentity } from './identity.js';
import { above, type PlacedReaction } from './network.js';
import { valueAtStart } from './values.js';

const perTime: Dimension = [0, -1, 0, 0, 0];

/** A state of a place: a species where it is counted in molecules, else a parameter that changes. */
interface State {
  readonly place: number;
  readonly index: number;
  readonly id: string;
  readonly counted: boolean;
}

function statesOf({ network, names }: Writing): State[] {
  return network.places.flatMap((place) =>
    network.model.places[place].species.map((_, index) => {
      const dimension = stateDimension(network.model, place, index);
      const counted = dimension.every((exponent, axis) => exponent === (axis === 3 ? 1 : 0));
      return { place, index, id: names.species(place, index), counted };
    }),
  );
}

/** Species as amounts in molecules, annotated with what the catalogue says they are. */
export function species(writing: Writing, molecules: Readonly<Record<string, MoleculeIdentity>>): Written[] {
  const { network, names, units } = writing;
  return statesOf(writing).flatMap(({ place, index, id, counted }) => {
    if (!counted) return [];
    const { kind, species: compiled } = network.model.places[place];
    const declared = network.model.file.places[kind].species?.[compiled[index].id];
    const known = (declared?.molecules ?? []).flatMap((each) =>
      Object.hasOwn(molecules, each) ? molecules[each] : [],
    );
    const metaid = `meta_${id}`;
    const annotated = annotation(metaid, identityLinks(known));
    const attributes = {
      metaid: annotated && metaid,
      id,
      name: declared?.name,
      compartment: names.compartment(place),
      initialAmount: String(valueAtStart(network.model, compiled[index].initial, place)),
      substanceUnits: units.id([0, 0, 0, 1, 0]),
      hasOnlySubstanceUnits: 'true',
      boundaryCondition: 'false',
      constant: 'false',
    };
    return [element('species', attributes, annotated)];
  });
}

/** States that are not counted: lengths, forces, pure numbers. */
export function otherStates(writing: Writing): Written[] {
  const { network, units } = writing;
  return statesOf(writing).flatMap(({ place, index, id, counted }) => {
    if (counted) return [];
    const { kind, species: compiled } = network.model.places[place];
    return [
      element('parameter', {
        id,
        name: network.model.file.places[kind].species?.[compiled[index].id]?.name,
        value: String(valueAtStart(network.model, compiled[index].initial, place)),
        units: units.id(stateDimension(network.model, place, index)),
        constant: 'false',
      }),
    ];
  });
}

/** Starting values that follow from parameters and amounts. */
export function startingValues(writing: Writing): Written[] {
  const { network, formulas } = writing;
  return statesOf(writing).flatMap(({ place, index, id }) => {
    const { initial } = network.model.places[place].species[index];
    if (initial.op === 'number') return [];
    return [element('initialAssignment', { symbol: id }, formulas.math(initial, place))];
  });
}

/** Reactions among species; the rate is in molecules per second. */
export function reactions(writing: Writing): Written[] {
  const counted = new Map(statesOf(writing).map(({ id, counted: is }) => [id, is]));
  return writing.network.reactions.flatMap((placed) => {
    const changed = placed.reaction.changes.map((change) => ({ change, id: stateId(writing, placed, change) }));
    return changed.some(({ id }) => counted.get(id) === false) ? [] : [reaction(writing, placed, changed, counted)];
  });
}

interface Changed {
  readonly change: Change;
  readonly id: string;
}

function reaction(
  { network, names, formulas }: Writing,
  { place, reaction: { id, rate } }: PlacedReaction,
  changed: readonly Changed[],
  counted: ReadonlyMap<string, boolean>,
): Written {
  const declared = network.model.file.reactions?.[id];
  const side = (sign: 1 | -1): Written[] =>
    changed
      .filter(({ change }) => Math.sign(change.amount) === sign)
      .map((each) => {
        const stoichiometry = String(Math.abs(each.change.amount));
        return element('speciesReference', { species: each.id, stoichiometry, constant: 'true' });
      });
  formulas.named.clear();
  const law = element('kineticLaw', {}, formulas.math(rate, place, [0, -1, 0, 1, 0]));
  const changes = new Set(changed.map((each) => each.id));
  const modifiers = [...formulas.named].filter((each) => counted.get(each) === true && !changes.has(each));
  return element(
    'reaction',
    { id: names.reaction(id), name: declared?.name, reversible: 'false' },
    listOf('listOfReactants', side(-1)),
    listOf('listOfProducts', side(1)),
    listOf(
      'listOfModifiers',
      modifiers.map((each) => element('modifierSpeciesReference', { species: each })),
    ),
    law,
  );
}

/** Rates of change of the states that are not counted: the sum over the reactions that change them. */
export function rateRules(writing: Writing): Written[] {
  const { network, formulas } = writing;
  return statesOf(writing).flatMap(({ place, index, id, counted }) => {
    if (counted) return [];
    const wanted = multiplyDimension(stateDimension(network.model, place, index), perTime);
    const terms = network.reactions.flatMap((placed) =>
      placed.reaction.changes
        .filter((change) => stateId(writing, placed, change) === id)
        .map(({ amount }) => {
          const [rate] = formulas.math(placed.reaction.rate, placed.place, wanted).content as Written[];
          return amount === 1 ? rate : element('apply', {}, element('times'), numberOf(amount, 'dimensionless'), rate);
        }),
    );
    if (terms.length === 0) return [];
    const sum = terms.length === 1 ? terms[0] : element('apply', {}, element('plus'), terms);
    return [element('rateRule', { variable: id }, element('math', mathNamespace, sum))];
  });
}

const mathNamespace = { xmlns: 'http://www.w3.org/1998/Math/MathML' };

function stateId({ network, names }: Writing, { place }: PlacedReaction, { up, index }: Change): string {
  return names.species(above(network.model, place, up), index);
}
