import type { TissueField } from '../../worker/tissue/field.js';
import { cellKinds, type TissueMoment } from '../../worker/tissue/moment.js';
import type { ColourBy } from './scene/palette.js';

/** An arm as it is to be seen now. */
export interface Sight {
  readonly arm: string;
  readonly title: string;
  readonly moments: readonly TissueMoment[];
  /** Position of the look that is shown. */
  readonly look: number;
}

/** Position of the last look at or before a time; the first where all are later. */
export function lookAt(moments: readonly TissueMoment[], time: number): number {
  let found = 0;
  for (const [i, moment] of moments.entries()) if (moment.time <= time + 1) found = i;
  return found;
}

/** A field at a look; where it was not kept then, as it was when it was kept last. */
export function fieldAt(moments: readonly TissueMoment[], look: number, slot: string): TissueField | undefined {
  for (let i = look; i >= 0; i--) {
    const found = moments[i]?.fields.find((field) => field.slot === slot);
    if (found) return found;
  }
  return undefined;
}

/** Every field that was seen, once. */
export function fieldsOf(all: Iterable<readonly TissueMoment[]>): readonly TissueField[] {
  const found = new Map<string, TissueField>();
  for (const moments of all)
    for (const { fields } of moments)
      for (const field of fields) if (!found.has(field.slot)) found.set(field.slot, field);
  return [...found.values()];
}

/** From the lowest to the highest value of a field over all looks: the same colours for all arms and times. */
export function rangeOf(all: Iterable<readonly TissueMoment[]>, slot: string): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const moments of all)
    for (const { fields } of moments)
      for (const field of fields) {
        if (field.slot !== slot) continue;
        low = Math.min(low, field.low);
        high = Math.max(high, field.high);
      }
  return low > high ? [0, 1] : [low, high];
}

/** The largest amount that any cell has; 0 where cells are not coloured by an amount. */
export function mostOf(all: Iterable<readonly TissueMoment[]>, colourBy: ColourBy): number {
  if (colourBy === 'kind') return 0;
  let most = 0;
  for (const moments of all)
    for (const { cells } of moments) for (const amount of cells[colourBy] ?? []) if (amount > most) most = amount;
  return most;
}

/** Cells of each kind. */
export function countsOf({ cells }: TissueMoment): Readonly<Record<(typeof cellKinds)[number], number>> {
  const counts = { touching: 0, alone: 0, newborn: 0, dying: 0 };
  for (const kind of cells.kind) counts[cellKinds[kind]]++;
  return counts;
}
