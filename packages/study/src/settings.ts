import { assays, nearestMeasure, type Readings, resolveMeasure } from '@invadolab/assays';
import { fromBase, parseUnit } from '@invadolab/core';
import type { Quantity } from '@invadolab/model';
import { checkedQuantity, resolveName } from './names.js';
import { type Place, printable, problemAt } from './shape.js';

/** The measures a study asks for, as the assay's own ids, and where an id was answered by another: why. */
export function checkedMeasures(
  measures: readonly string[],
  assay: string,
  place: Place,
  readings: Readings,
): { ids: readonly string[]; notes: readonly string[] } {
  const resolved = measures.map((asked, index) => {
    // Names that every object answers to are no measures.
    const found = asked in {} ? undefined : resolveMeasure(assays[assay], asked, readings);
    if (found) return found;
    const known = Object.keys(assays[assay].measures);
    throw problemAt(place, ['measure', index], {
      found: printable(asked),
      expected: `a measure of ${assay} (${known.slice(0, 12).join(', ')}${known.length > 12 ? ', ...' : ''})`,
      nearest: nearestMeasure(assays[assay], asked),
    });
  });
  return {
    ids: [...new Set(resolved.map(({ id }) => id))],
    notes: [...new Set(resolved.flatMap(({ note }) => note ?? []))],
  };
}

/** Settings in the unit of their definition; what the study leaves out keeps its default. */
export function checkedSettings(
  settings: Readonly<Record<string, Quantity>>,
  assay: string,
  place: Place,
): Readonly<Record<string, number>> {
  const known = assays[assay].settings;
  const names = Object.fromEntries(Object.keys(known).map((id) => [id, { name: id }]));
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      const path = ['settings', name];
      const id = resolveName(
        name,
        names,
        `a setting of ${assay} (${Object.keys(known).join(', ') || 'none'})`,
        place,
        path,
      );
      const unit = parseUnit(known[id].unit);
      return [id, fromBase(checkedQuantity(value, unit.text, place, path), unit)];
    }),
  );
}
