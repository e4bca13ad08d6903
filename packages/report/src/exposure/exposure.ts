import type { ReportDosed, ReportInput } from '../input.js';
import type { Palette } from '../palette.js';
import { exposureFigure } from './course.js';
import { beyondText, carriersTable, clinicalTable, levelsTable, occupancyTable } from './tables.js';

/** What doses come to: total and free concentrations, occupancy, and time above one half; nothing where no drug is dosed. */
export function exposure(input: ReportInput, palette: Palette): readonly string[] {
  const dosed = input.facts.arms.flatMap(({ id, expect }) =>
    expect === undefined
      ? (input.facts.dosed?.[id] ?? []).map((drug): readonly [string, ReportDosed] => [id, drug])
      : [],
  );
  if (dosed.length === 0) return [];
  return [
    exposureFigure(input, dosed, palette.of),
    levelsTable(input, dosed),
    carriersTable(input, dosed),
    occupancyTable(input, dosed),
    clinicalTable(dosed),
    beyondText(dosed),
  ];
}
