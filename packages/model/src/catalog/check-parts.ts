import { nearest, sameDimension } from '@invadolab/core';
import type { Path } from '../check/report.js';
import { readQuantity, withinRange } from '../compose/quantity.js';
import { partStreams, streamsPerPart, withStreams } from '../compose/streams.js';
import type { Amount, Parameter } from '../language.js';
import type { Checking } from './places.js';

/** No two entries share random numbers: parts are told apart by their stream, and so are the entries of each. */
export function checkStreams({ tables, places }: Checking): void {
  const taken = (part: string, path: Path, stream: number, free: number): never => {
    throw places.bad('parts', part, path, 'this stream belongs to another entry already', {
      found: String(stream),
      expected: `a number of its own, such as ${free}`,
    });
  };
  partStreams(tables.parts, (id, stream, free) => taken(id, ['stream'], stream, free));
  for (const [id, part] of Object.entries(tables.parts)) {
    const {
      found,
      dissolve,
      places: kinds,
    } = withStreams(part, 0, (path, stream, free) => taken(id, path, stream, free));
    const amounts = Object.values(kinds ?? {}).flatMap((kind) => Object.values(kind.amounts ?? {}));
    const entries = [...amounts, ...Object.values(found ?? {}), ...Object.values(dissolve ?? {})];
    const high = entries.find(({ stream }) => stream !== undefined && stream >= streamsPerPart);
    if (high)
      throw places.bad('parts', id, [], 'a stream inside a part is too high', {
        found: String(high.stream),
        expected: `less than ${streamsPerPart}`,
      });
  }
}

/** Numbers of parts have a readable value inside a plausible range; molecules and pockets name what exists. */
export function checkParts(checking: Checking): void {
  const { tables, places } = checking;
  const kinds = new Set(Object.values(tables.parts).flatMap((part) => Object.keys(part.places ?? {})));
  const molecule = (part: string, path: Path, name: string | undefined) => {
    if (name === undefined || Object.hasOwn(tables.molecules, name)) return;
    const suggestion = nearest(name, Object.keys(tables.molecules));
    throw places.bad('parts', part, path, 'unknown molecule', { found: name, nearest: suggestion });
  };
  for (const [id, part] of Object.entries(tables.parts)) {
    part.joins?.forEach((name, index) => {
      if (Object.hasOwn(tables.parts, name)) return;
      const suggestion = nearest(name, Object.keys(tables.parts));
      throw places.bad('parts', id, ['joins', index], 'unknown part', { found: name, nearest: suggestion });
    });
    for (const [name, parameter] of Object.entries(part.parameters ?? {}))
      checkNumber(checking, id, ['parameters', name], parameter);
    for (const [kind, place] of Object.entries(part.places ?? {})) {
      for (const [name, amount] of Object.entries(place.amounts ?? {})) {
        checkNumber(checking, id, ['places', kind, 'amounts', name], amount);
        molecule(id, ['places', kind, 'amounts', name, 'molecule'], amount.molecule);
      }
      for (const [name, species] of Object.entries(place.species ?? {}))
        species.molecules?.forEach((one, index) => {
          molecule(id, ['places', kind, 'species', name, 'molecules', index], one);
        });
    }
    for (const [field, { species }] of Object.entries(part.fields ?? {}))
      for (const [name, entry] of Object.entries<{ readonly molecules?: readonly string[] }>(species))
        entry.molecules?.forEach((one, index) => {
          molecule(id, ['fields', field, 'species', name, 'molecules', index], one);
        });
    for (const [name, pocket] of Object.entries(part.pockets ?? {})) {
      molecule(id, ['pockets', name, 'molecule'], pocket.molecule);
      if (!part.joins && !kinds.has(pocket.place))
        throw places.bad('parts', id, ['pockets', name, 'place'], 'unknown place', {
          found: pocket.place,
          nearest: nearest(pocket.place, kinds),
        });
    }
    checkCompany(checking, id);
  }
}

/** The pockets that a part fills and the parts that it needs exist. */
function checkCompany({ tables, places }: Checking, id: string): void {
  const { occupants = {}, with: needed = [] } = tables.parts[id];
  const pockets = Object.values(tables.parts).flatMap((part) => Object.keys(part.pockets ?? {}));
  for (const [name, { pocket }] of Object.entries(occupants))
    if (!pockets.includes(pocket))
      throw places.bad('parts', id, ['occupants', name, 'pocket'], 'no part has this pocket', {
        found: pocket,
        nearest: nearest(pocket, pockets),
      });
  needed.forEach((part, index) => {
    if (!Object.hasOwn(tables.parts, part))
      throw places.bad('parts', id, ['with', index], 'unknown part', {
        found: part,
        nearest: nearest(part, Object.keys(tables.parts)),
      });
  });
}

function checkNumber({ places }: Checking, part: string, path: Path, number: Parameter | Amount): void {
  const value = places.inside('parts', part, [...path, 'value'], () => readQuantity(number.value, number.unit));
  if (!number.range)
    throw places.bad('parts', part, path, 'no plausible range', { expected: 'range: [lowest, highest]' });
  for (const [index, bound] of number.range.entries()) {
    const reading = places.inside('parts', part, [...path, 'range', index], () => readQuantity(bound, number.unit));
    if (!sameDimension(reading.dimension, value.dimension))
      throw places.bad('parts', part, [...path, 'range', index], 'range and value have different dimensions', {
        found: String(bound),
        expected: `a quantity like ${number.value}`,
      });
  }
  if (!withinRange(value, number.range, number.unit))
    throw places.bad('parts', part, [...path, 'range'], 'the range does not hold the value', {
      found: `[${number.range[0]}, ${number.range[1]}]`,
      expected: `a range around ${number.value}`,
    });
  if ('cv' in number && value.value < 0)
    throw places.bad('parts', part, [...path, 'value'], 'an amount cannot be negative', {
      found: String(number.value),
    });
}
