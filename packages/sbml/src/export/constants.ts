import { parseUnit, type Reference } from '@invadolab/core';
import type { Amount, CompiledConstant, CompiledEvent, Parameter, SlotReference } from '@invadolab/model';
import { element, type Written } from '../xml/element.js';
import type { Formulas } from './formula.js';
import { annotation, publicationLink } from './identity.js';
import type { Names } from './names.js';
import type { Network } from './network.js';
import { constantNotes } from './notes.js';
import type { Units } from './units.js';

/** Everything that writing a network needs. */
export interface Writing {
  readonly network: Network;
  readonly names: Names;
  readonly units: Units;
  readonly formulas: Formulas;
  /** Ids whose value an event sets. */
  readonly set: ReadonlySet<string>;
}

/** Ids that events of the network set. */
export function idsSetByEvents(network: Network, names: Names): Set<string> {
  const ids = new Set<string>();
  for (const event of network.events) for (const { slot } of event.set) ids.add(targetOf(names, event, slot));
  return ids;
}

/** The id that an event sets. */
export function targetOf(names: Names, event: CompiledEvent, slot: SlotReference): string {
  const id = names.slot(event.place, slot);
  if (id === undefined) throw new Error('an event sets the time');
  return id;
}

/** Compartments, one for each place, with their sizes in um3. */
export function compartments({ network, names, units, set }: Writing): Written[] {
  return network.places.map((place) => {
    const { kind, constants } = network.model.places[place];
    const id = names.compartment(place);
    return element('compartment', {
      id,
      name: network.model.file.places[kind].name,
      spatialDimensions: '3',
      size: String(constants[constants.length - 1].value),
      units: units.id([3, 0, 0, 0, 0]),
      constant: String(!set.has(id)),
    });
  });
}

/** The parameters of the model and the amounts of its places, as far as formulas written before name them or events set them. */
export function constants(writing: Writing): Written[] {
  const { network, names, formulas, set } = writing;
  const wanted = (id: string): boolean => formulas.used.has(id) || set.has(id);
  const { model } = network;
  const written: Written[] = [];
  const add = (id: string, compiled: CompiledConstant, declared: Parameter | Amount | undefined): void => {
    if (wanted(id)) written.push(constant(writing, id, compiled, declared));
  };
  model.parameters.forEach((compiled, index) => {
    add(names.parameter(index), compiled, model.file.parameters?.[compiled.id]);
  });
  for (const place of network.places) {
    const { kind, constants: compiled } = model.places[place];
    compiled.slice(0, -1).forEach((each, index) => {
      add(names.constant(place, index), each, model.file.places[kind].amounts?.[each.id]);
    });
  }
  return written;
}

function constant(
  { network, units, set }: Writing,
  id: string,
  { value, unit }: CompiledConstant,
  declared: Parameter | Amount | undefined,
): Written {
  const metaid = `meta_${id}`;
  const references = network.model.file.references ?? {};
  const links = declared === undefined ? [] : publications(declared, references);
  return element(
    'parameter',
    {
      metaid: links.length === 0 ? undefined : metaid,
      id,
      name: declared?.name,
      value: String(value),
      units: units.id(parseUnit(unit).dimension),
      constant: String(!set.has(id)),
    },
    declared && constantNotes(declared),
    annotation(metaid, { isDescribedBy: links }),
  );
}

function publications({ source }: Parameter | Amount, references: Readonly<Record<string, Reference>>): string[] {
  const named = 'measured' in source ? [source.measured] : 'from' in source ? (source.from ?? []) : [];
  return named.flatMap((id) => (Object.hasOwn(references, id) ? (publicationLink(references[id]) ?? []) : []));
}

/** Where a compartment's size is an expression, the expression. */
export function sizes({ network, names, formulas }: Writing): Written[] {
  return network.places.flatMap((place) => {
    const { volume } = network.model.places[place];
    if (volume.op === 'number') return [];
    return [element('initialAssignment', { symbol: names.compartment(place) }, formulas.math(volume, place))];
  });
}
