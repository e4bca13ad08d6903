import { canonicalJson, sha256Hex } from '@invadolab/core';
import { readQuantity } from '../compose/quantity.js';
import type { Amount, Field, ModelFile, Parameter, Quantity } from '../language.js';

/**
 * sha256 of a model without its title and notes: what is simulated, in which order it is summed, and where its numbers
 * come from. Quantities count by their value and dimension, so that `1 uM` and `1000 nM` are one model; the order of
 * declaration counts, that of the keys inside an entry does not. The model must have been checked.
 */
export function modelHash(file: ModelFile): string {
  const {
    model: _title,
    notes: _notes,
    parameters,
    places,
    fields,
    reactions,
    found,
    dissolve,
    events,
    tissue,
    ...rest
  } = file;
  const inOrder = {
    parameters: listed(parameters, numberInBase),
    places: listed(places, ({ species, amounts, definitions, ...place }) => ({
      ...place,
      species: listed(species),
      amounts: listed(amounts, numberInBase),
      definitions: listed(definitions),
    })),
    fields: listed(fields, fieldInBase),
    reactions: listed(reactions),
    found: listed(found),
    dissolve: listed(dissolve),
    events: listed(events, ({ at, every, ...event }) => ({ ...event, at: inBase(at), every: inBase(every) })),
  };
  const around = tissue && {
    ...tissue,
    rises: listed(tissue.rises),
    gels: listed(tissue.gels),
    spread: listed(tissue.spread),
    tick: inBase(tissue.tick),
  };
  const numerics = rest.numerics && { ...rest.numerics, tick: inBase(rest.numerics.tick) };
  return sha256Hex(canonicalJson({ ...rest, ...inOrder, numerics, ...(around && { tissue: around }) }));
}

/** A table as a list, so that its order counts; an empty one is as none. */
function listed<Entry>(
  table: Readonly<Record<string, Entry>> | undefined,
  write: (entry: Entry) => unknown = (entry) => entry,
): unknown {
  const entries = Object.entries(table ?? {});
  return entries.length === 0 ? undefined : entries.map(([id, entry]) => [id, write(entry)]);
}

function numberInBase({ value, unit, range, ...rest }: Parameter | Amount): unknown {
  const bare = unit ?? readQuantity(value).unit;
  return { ...rest, value: inBase(value, bare), range: range?.map((end) => inBase(end, bare)) };
}

function fieldInBase(field: Field): unknown {
  const { voxel, side, species, ...rest } = field;
  const height = 'height' in field ? inBase(field.height) : undefined;
  return { ...rest, voxel: inBase(voxel), side: inBase(side), height, species: listed<object>(species) };
}

/** Value in base units and dimension; `unit` is that of bare numbers. */
function inBase(quantity: Quantity | undefined, unit?: string): unknown {
  if (quantity === undefined) return undefined;
  const { value, dimension } = readQuantity(quantity, unit);
  return [value, dimension];
}
