import type { Field } from './field.js';
import type { JudgedCell, JudgedPunctum, Measured } from './measure-field.js';

/** What one cell shows, by measure, in its unit; what has no value here is left out. */
export function cellMeasures(cell: JudgedCell, field: Pick<Field, 'pixel' | 'channels'>): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  const add = (id: string, value: number) => {
    if (!Number.isNaN(value)) values.set(id, value);
  };
  const { puncta } = cell;
  const mature = puncta.filter((punctum) => punctum.mature).length;
  const judged = Number.isNaN(cell.nearby) ? Number.NaN : 0;
  if (field.channels.actin !== undefined) {
    add('invadopodia.count', puncta.length);
    add('invadopodia.precursors', puncta.length - mature + judged);
    add('invadopodia.mature', mature + judged);
    add('invadopodia.mature_share', mature / puncta.length + judged);
    add('cells.with_puncta', puncta.length > 0 ? 1 : 0);
    add('cells.with_invadopodia', (mature > 0 ? 1 : 0) + judged);
    add('invadopodia.diameter', meanOf(puncta.map(({ area }) => 2 * Math.sqrt(area / Math.PI))));
    if (puncta.length >= 2) add('invadopodia.spacing', meanOf(nearestNeighbours(puncta)) * field.pixel);
  }
  add('cells.degrading', (cell.degrading ? 1 : 0) + judged);
  if (cell.degrading) add('matrix.degraded_area.per_degrading_cell', cell.nearby);
  add('matrix.degraded_fraction', cell.under / cell.area);
  return values;
}

/** What one field shows: areas over the number of nuclei, and means over the cells that count, zeros included. */
export function fieldMeasures(measured: Measured, field: Pick<Field, 'pixel' | 'channels'>): Map<string, number> {
  const values = new Map<string, number>();
  const nuclei = Math.max(1, livingNuclei(measured));
  const add = (id: string, area: number | undefined) => {
    if (area !== undefined && !Number.isNaN(area)) values.set(id, area / nuclei);
  };
  add('matrix.degraded_area', measured.holes?.area);
  add('matrix.degraded_area.below_0.6', measured.strict);
  add('matrix.degraded_area.below_0.9', measured.loose);
  add('matrix.degraded_mass', measured.lost);
  const cells = measured.cells.filter(({ excluded }) => excluded === undefined);
  const perCell = cells.map((cell) => cellMeasures(cell, field));
  for (const id of new Set(perCell.flatMap((cell) => [...cell.keys()]))) {
    values.set(id, meanOf(perCell.flatMap((cell) => cell.get(id) ?? [])));
  }
  return values;
}

/** Cells that areas are divided by: all in the field, those at its border too, but no dead ones. */
export function livingNuclei(measured: Measured): number {
  return measured.cells.filter(({ excluded }) => excluded !== 'dead').length;
}

/** Distance from each punctum to the nearest other one, pixels. */
export function nearestNeighbours(puncta: readonly JudgedPunctum[]): number[] {
  return puncta.map((punctum) => {
    let nearest = Number.POSITIVE_INFINITY;
    for (const other of puncta) {
      if (other === punctum) continue;
      const columns = other.column - punctum.column;
      const rows = other.row - punctum.row;
      nearest = Math.min(nearest, columns * columns + rows * rows);
    }
    return Math.sqrt(nearest);
  });
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
