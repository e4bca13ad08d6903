import type { SlotReference } from '@invadolab/model';
import { above, type Network } from './network.js';

/** What a slot of a compiled model is called in SBML. */
export interface Names {
  readonly compartment: (place: number) => string;
  readonly species: (place: number, index: number) => string;
  /** An amount of a place; the last constant of a place is its volume, which is the compartment. */
  readonly constant: (place: number, index: number) => string;
  readonly parameter: (index: number) => string;
  readonly definition: (place: number, id: string) => string;
  readonly reaction: (id: string) => string;
  readonly event: (id: string) => string;
  /** A further id that nothing else has. */
  readonly fresh: (wish: string) => string;
  /** The id of a slot read by something in `place`; undefined for the time. */
  readonly slot: (place: number, slot: SlotReference) => string | undefined;
}

/**
 * One id for everything of a network, in the one space of names that SBML has. What has an id of its own keeps it; equal
 * ids in different places get the place in front, further ones a number behind.
 */
export function namesOf(network: Network): Names {
  const { model } = network;
  const wishes = new Map<string, number>();
  const wish = (id: string): void => {
    wishes.set(id, (wishes.get(id) ?? 0) + 1);
  };
  for (const place of network.places) {
    const { kind, species, constants } = model.places[place];
    wish(kind);
    for (const { id } of species) wish(id);
    for (const { id } of constants.slice(0, -1)) wish(id);
  }
  for (const { id } of model.parameters) wish(id);
  for (const { id } of network.definitions) wish(id);
  const taken = new Set<string>();
  const claim = (id: string): string => {
    let name = id;
    for (let number = 2; taken.has(name); number++) name = `${id}_${number}`;
    taken.add(name);
    return name;
  };
  const inPlace = (place: number, id: string): string =>
    claim((wishes.get(id) ?? 0) > 1 ? `${model.places[place].kind}_${id}` : id);
  const table = new Map<string, string>();
  for (const place of network.places) table.set(`place/${place}`, claim(model.places[place].kind));
  model.parameters.forEach(({ id }, index) => {
    table.set(`parameter/${index}`, claim(id));
  });
  for (const place of network.places) {
    const { species, constants } = model.places[place];
    species.forEach(({ id }, index) => {
      table.set(`state/${place}/${index}`, inPlace(place, id));
    });
    constants.slice(0, -1).forEach(({ id }, index) => {
      table.set(`constant/${place}/${index}`, inPlace(place, id));
    });
  }
  for (const { place, id } of network.definitions) table.set(`definition/${place}/${id}`, inPlace(place, id));
  for (const { reaction } of network.reactions) table.set(`reaction/${reaction.id}`, claim(reaction.id));
  for (const { id } of network.events) table.set(`event/${id}`, claim(id));
  const get = (key: string): string => {
    const name = table.get(key);
    if (name === undefined) throw new Error(`${key} has no name in SBML`);
    return name;
  };
  const constant = (place: number, index: number): string =>
    get(index === model.places[place].constants.length - 1 ? `place/${place}` : `constant/${place}/${index}`);
  return {
    compartment: (place) => get(`place/${place}`),
    species: (place, index) => get(`state/${place}/${index}`),
    constant,
    parameter: (index) => get(`parameter/${index}`),
    definition: (place, id) => get(`definition/${place}/${id}`),
    reaction: (id) => get(`reaction/${id}`),
    event: (id) => get(`event/${id}`),
    fresh: claim,
    slot: (place, slot) => {
      if (slot.at === 'parameter') return get(`parameter/${slot.index}`);
      if (slot.at === 'time') return undefined;
      if (slot.at !== 'state' && slot.at !== 'constant') throw new Error(`${slot.at} has no name in SBML`);
      const owner = above(model, place, slot.up);
      return slot.at === 'state' ? get(`state/${owner}/${slot.index}`) : constant(owner, slot.index);
    },
  };
}
