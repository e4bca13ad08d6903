import {
  type CompiledModel,
  type CompiledPlace,
  type CompiledReaction,
  type Node,
  type SlotReference,
  substitute,
} from '@invadolab/model';

/**
 * A place and all places around it as one place, so that the stiff solver takes steps as long as the slow network allows
 * and nothing has to wait for a tick. States and constants stand from the outermost place inwards.
 */
export interface Merged {
  readonly place: CompiledPlace;
  /** Kinds from the outermost inwards. */
  readonly chain: readonly number[];
  /** First state and first constant of each kind of the chain. */
  readonly stateAt: readonly number[];
  readonly constantAt: readonly number[];
  readonly states: number;
  readonly constants: number;
}

/**
 * Merges `inner` with what is around it. To every state in `loaded` comes a first-order loss whose rate constant is
 * parameter `parameters + position in loaded`: what the places inside take, as long as it is there. How much that was, the
 * solver counts behind the states, in the same order.
 */
export function mergedPlace(model: CompiledModel, inner: number, loaded: readonly number[]): Merged {
  const chain: number[] = [];
  for (let at = inner; at >= 0; at = model.places[at].parent) chain.unshift(at);
  const places = chain.map((kind) => model.places[kind]);
  const stateAt = starts(places.map(({ species }) => species.length));
  const constantAt = starts(places.map(({ constants }) => constants.length));
  const reactions = places.flatMap((place, level) => {
    const move = mover(level, stateAt, constantAt);
    return place.reactions.filter(({ over }) => over < 0).map((reaction) => moved(reaction, level, stateAt, move));
  });
  const species = places.flatMap((place) => place.species);
  const losses = loaded.map((index, i) => loss(species[index].id, index, model.parameters.length + i));
  const own = places[places.length - 1];
  return {
    place: {
      ...own,
      solver: 'ode',
      species,
      constants: places.flatMap(({ constants }) => constants),
      definitions: [],
      reactions: [...reactions, ...losses],
    },
    chain,
    stateAt,
    constantAt,
    states: species.length,
    constants: places.reduce((sum, { constants }) => sum + constants.length, 0),
  };
}

/** Where each of several runs of these lengths starts. */
function starts(lengths: readonly number[]): readonly number[] {
  let at = 0;
  return lengths.map((length) => {
    at += length;
    return at - length;
  });
}

function moved(
  reaction: CompiledReaction,
  level: number,
  stateAt: readonly number[],
  move: (node: Node) => Node,
): CompiledReaction {
  return {
    ...reaction,
    rate: move(reaction.rate),
    propensity: move(reaction.propensity),
    changes: reaction.changes.map((change) =>
      change.at === 'state' ? { ...change, up: 0, index: stateAt[level - change.up] + change.index } : change,
    ),
  };
}

function loss(id: string, index: number, parameter: number): CompiledReaction {
  const rate: Node = {
    op: 'mul',
    a: { op: 'slot', slot: { at: 'parameter', index: parameter } },
    b: { op: 'slot', slot: { at: 'state', up: 0, index } },
  };
  // What also changes another place is counted.
  const changes = [
    { at: 'state', up: 0, field: -1, index, amount: -1 },
    { at: 'state', up: 1, field: -1, index: 0, amount: 1 },
  ] as const;
  return { id: `load ${id}`, rate, propensity: rate, changes, over: -1 };
}

/** Rewrites trees of one level of the chain. */
function mover(level: number, stateAt: readonly number[], constantAt: readonly number[]): (node: Node) => Node {
  return (tree) =>
    substitute(tree, (slot) => {
      if (slot.at === 'state') return own({ ...slot, index: stateAt[level - slot.up] + slot.index });
      if (slot.at === 'constant') return own({ ...slot, index: constantAt[level - slot.up] + slot.index });
      return { op: 'slot', slot };
    });
}

function own(slot: Extract<SlotReference, { readonly up: number }>): Node {
  return { op: 'slot', slot: { ...slot, up: 0 } };
}
