import { type AssaySetup, assays } from '@invadolab/assays';
import { nearest } from '@invadolab/core';
import type { CompiledModel } from '@invadolab/model';
import { tissueSlots } from '@invadolab/tissue';
import { type Place, printable, problemAt } from './shape.js';

/** What every place has besides what its model gives it. */
const ofEveryPlace = ['x', 'y', 'age', 'area', 'angle'];

/** Refuses a study whose assay reads something that the model does not have, at the measure that asks for it. */
export function checkSlots(assay: string, setup: AssaySetup, model: CompiledModel, place: Place): void {
  const { reads, sets } = assays[assay].sampling(setup);
  const known = new Set(slotsOf(model));
  for (const slot of [...reads.flatMap((read) => read.slots), ...sets.map((set) => set.slot)]) {
    if (known.has(slot)) continue;
    const asking = setup.measures.findIndex((measure) => measure.includes(slot));
    throw problemAt(place, asking < 0 ? ['assay'] : ['measure', asking], {
      found: printable(slot),
      expected: 'something the model has: a species, amount or definition of a place, or a species of a field',
      nearest: nearest(slot, known),
    });
  }
}

function slotsOf(model: CompiledModel): string[] {
  return [
    ...model.parameters.map(({ id }) => `parameter.${id}`),
    ...model.places.flatMap(({ kind, species, constants, definitions }) => {
      const named = [...species, ...constants, ...definitions].map(({ id }) => id);
      return [...named, ...ofEveryPlace].map((id) => `${kind}.${id}`);
    }),
    ...model.fields.flatMap(({ id, species }) => species.map((each) => `${id}.${each.id}`)),
    ...tissueSlots(model),
  ];
}
