import { BadInput, nearest } from '@invadolab/core';
import { type CompiledModel, type CompiledPlace, type CompiledReaction, type Node, slotsOf } from '@invadolab/model';

/** Something of a model that SBML core cannot hold, and why. */
export interface Omitted {
  /** `place`, `field`, `reaction`, `definition`, `founding`, `dissolution`, `event`. */
  readonly what: string;
  readonly id: string;
  readonly reason: string;
}

/** What of a model goes into SBML: places of which there is always exactly one, and what happens among them. */
export interface Network {
  readonly model: CompiledModel;
  /** Indexes of the places, parents first. */
  readonly places: readonly number[];
  readonly reactions: readonly PlacedReaction[];
  readonly definitions: readonly PlacedDefinition[];
  readonly events: CompiledModel['events'];
  readonly omitted: readonly Omitted[];
}

/** A reaction with the place that carries it, in whose terms its rate is written. */
export interface PlacedReaction {
  readonly place: number;
  readonly reaction: CompiledReaction;
}

/** A definition with its place. */
export interface PlacedDefinition {
  readonly place: number;
  readonly id: string;
  readonly value: Node;
}

/**
 * The well-mixed part of a model; with `only`, that place and those around it. What cannot be kept is listed with its
 * reason. Throws `BadInput` where `only` is no place or cannot be kept, or where nothing is left.
 */
export function networkOf(model: CompiledModel, only?: string): Network {
  const omitted: Omitted[] = [];
  const kept = keptPlaces(model, only, omitted);
  for (const { id, kind } of model.fields) {
    omitted.push({ what: 'field', id, reason: `a ${kind} field has a value at every point of a plane` });
  }
  for (const { id } of model.foundings) omitted.push({ what: 'founding', id, reason: 'it makes places' });
  for (const [id] of Object.entries(model.file.dissolve ?? {})) {
    omitted.push({ what: 'dissolution', id, reason: 'it ends places' });
  }
  const reactions: PlacedReaction[] = [];
  const definitions: PlacedDefinition[] = [];
  for (const place of kept) {
    const { definitions: declared, reactions: carried } = model.places[place];
    for (const reaction of carried) {
      const reason = whyNotReaction(reaction);
      if (reason === undefined) reactions.push({ place, reaction });
      else omitted.push({ what: 'reaction', id: reaction.id, reason });
    }
    for (const { id, value } of declared) {
      const reason = whyNotValue(value);
      if (reason === undefined) definitions.push({ place, id, value });
      else omitted.push({ what: 'definition', id: `${model.places[place].kind}.${id}`, reason });
    }
  }
  const events = keptEvents(model, kept, omitted);
  return { model, places: kept, reactions, definitions, events, omitted };
}

function keptPlaces(model: CompiledModel, only: string | undefined, omitted: Omitted[]): number[] {
  const kept: number[] = [];
  model.places.forEach((place, index) => {
    const reason = whyNotPlace(model, place, kept);
    if (reason === undefined) kept.push(index);
    else omitted.push({ what: 'place', id: place.kind, reason });
  });
  if (only === undefined) {
    if (kept.length > 0) return kept;
    throw new BadInput('nothing of this model can be written as SBML', {
      found: omitted.map(({ id, reason }) => `${id}: ${reason}`).join('; '),
      expected: 'a place of which there is always exactly one',
    });
  }
  const index = model.places.findIndex(({ kind }) => kind === only);
  const reason = omitted.find(({ id }) => id === only)?.reason;
  if (index < 0 || reason !== undefined) {
    const names = kept.map((each) => model.places[each].kind);
    throw new BadInput(reason === undefined ? 'unknown place' : 'a place that SBML cannot hold', {
      found: reason === undefined ? only : `${only}: ${reason}`,
      expected: names.length === 0 ? 'nothing of this model' : `one of ${names.join(', ')}`,
      nearest: nearest(only, names),
    });
  }
  const chain: number[] = [];
  for (let at = index; at >= 0; at = model.places[at].parent) chain.unshift(at);
  for (const each of kept) {
    if (!chain.includes(each)) omitted.push({ what: 'place', id: model.places[each].kind, reason: 'not asked for' });
  }
  return chain;
}

function whyNotPlace(model: CompiledModel, place: CompiledPlace, kept: readonly number[]): string | undefined {
  const index = model.places.indexOf(place);
  if (model.foundings.some((founding) => founding.place === index)) return 'it is founded while the model runs';
  if (model.dissolutions.some((dissolution) => dissolution.place === index)) return 'it can dissolve';
  if (place.count !== 1) return `there are ${place.count} of it`;
  if (place.parent >= 0 && !kept.includes(place.parent)) return 'the place around it cannot be written';
  return undefined;
}

function whyNotReaction({ rate, changes, over }: CompiledReaction): string | undefined {
  if (over >= 0 || changes.some(({ at }) => at === 'field')) return 'it changes a field';
  return whyNotValue(rate);
}

function whyNotValue(value: Node): string | undefined {
  const read = slotsOf(value).map(({ at }) => at);
  if (read.includes('field')) return 'it reads a field';
  return read.includes('covered') ? 'it reads a position' : undefined;
}

function keptEvents(model: CompiledModel, kept: readonly number[], omitted: Omitted[]): CompiledModel['events'] {
  return model.events.filter(({ id, place, when, set }) => {
    const values = [...(when === undefined ? [] : [when]), ...set.map(({ value }) => value)];
    const reason = kept.includes(place)
      ? values.map(whyNotValue).find((each) => each !== undefined)
      : `it belongs to ${model.places[place].kind}`;
    if (reason !== undefined) omitted.push({ what: 'event', id, reason });
    return reason === undefined;
  });
}

/** Index of the place `levels` above another. */
export function above(model: CompiledModel, place: number, levels: number): number {
  let at = place;
  for (let level = 0; level < levels; level++) at = model.places[at].parent;
  return at;
}
