import type { SlotReference } from '@invadolab/model';

/**
 * How generated code reads a slot of a frame. `frameParameter` is the parameter name these texts assume; the arrays
 * and offsets are read from it by `framePrologue`.
 */
export const frameParameter = 'F';

const names = ['y', 'yo', 'c', 'co', 'p', 'po', 'y1', 'y1o', 'c1', 'c1o', 'y2', 'y2o', 'c2', 'c2o'];
const frameNames = [...names, 'y3', 'y3o', 'c3', 'c3o', 'f', 'fo'];

/** Local names for the arrays and offsets of the frame that `body` mentions. */
export function framePrologue(body: string): string {
  const used = frameNames.filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  return used.map((name) => `const ${name}=${frameParameter}.${name};`).join('');
}

/** Text that reads `slot` from the frame. `fieldOffsets` is where each field's species start among the samples. */
export function frameSource(slot: SlotReference, fieldOffsets: readonly number[]): string {
  switch (slot.at) {
    case 'state':
      return `${level('y', slot.up)}[${level('y', slot.up)}o+${slot.index}]`;
    case 'constant':
      return `${level('c', slot.up)}[${level('c', slot.up)}o+${slot.index}]`;
    case 'parameter':
      return `p[po+${slot.index}]`;
    case 'field':
      return `f[fo+${fieldOffsets[slot.field] + slot.index}]`;
    case 'covered':
      return `${frameParameter}.covered`;
    case 'time':
      return `${frameParameter}.t`;
  }
}

function level(letter: 'y' | 'c', up: number): string {
  if (up > 3) throw new Error('a rate reads a place more than three levels above its own');
  return up === 0 ? letter : `${letter}${up}`;
}

/** Where each field's species start among the field samples of a frame: in model order. */
export function fieldOffsets(fields: readonly { readonly species: readonly unknown[] }[]): readonly number[] {
  const offsets: number[] = [];
  let next = 0;
  for (const field of fields) {
    offsets.push(next);
    next += field.species.length;
  }
  return offsets;
}
