import type { MeasureDefinition, Snapshot } from './assay.js';

const endings = {
  '.peak': { title: 'highest value of', definition: 'Highest value up to this time, on the grid of the time course.' },
  '.trough': { title: 'lowest value of', definition: 'Lowest value up to this time, on the grid of the time course.' },
  '': { title: '', definition: 'Value at this time.' },
} as const;

/** What is made of the time course of a slot. */
export type SlotEnding = keyof typeof endings;

/** A measure whose id names a slot of the model: `species.cell.A`, `species.cell.A.peak`. */
export interface SlotMeasure {
  readonly id: string;
  readonly slot: string;
  readonly ending: SlotEnding;
}

/** Reads such an id; a slot without a place is looked up in `place`. Undefined for anything else. */
export function readSlotMeasure(id: string, place = ''): SlotMeasure | undefined {
  const ending = (Object.keys(endings) as SlotEnding[]).find((text) => id.endsWith(text)) ?? '';
  const named = id.slice(0, id.length - ending.length);
  const bare = named.startsWith('species.') ? named.slice('species.'.length) : named;
  if (bare === '' || (bare === named && !bare.includes('.'))) return undefined;
  return { id, slot: bare.includes('.') ? bare : `${place}.${bare}`, ending };
}

/** Title and definition of such a measure; its unit is that of the slot, which only a model knows. */
export function slotMeasure({ slot, ending }: SlotMeasure): MeasureDefinition {
  const { title, definition } = endings[ending];
  return { title: title === '' ? slot : `${title} ${slot}`, unit: '1', definition, scale: 'ratio' };
}

/** Mean over the places that have the slot; undefined where there is none. */
export function slotValue(snapshot: Snapshot, slot: string): { value: number; unit: string } | undefined {
  const column = snapshot.columns.get(slot);
  if (column === undefined || column.values.length === 0) return undefined;
  const value = column.values.reduce((sum, each) => sum + each, 0) / column.values.length;
  return { value, unit: column.unit };
}
