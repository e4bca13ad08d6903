import { type Catalog, parseYaml } from '@invadolab/model';
import { hideLists, openLists } from '../dose-lists.js';
import { resolveName } from '../names.js';
import { studySchema } from '../schema.js';
import { type Place, printable, problemAt, shaped } from '../shape.js';
import { type CellFromTable, type CellOrigin, originSentence, type TableOfCell } from './cell-from-table.js';

/**
 * The table of expression that a study file names for its cell, with the profile it is like under its id; undefined where it
 * names none. Throws `BadInput` as `parseStudy` does.
 */
export function expressionTable(text: string, file: string, catalog: Catalog): TableOfCell | undefined {
  const parsed = parseYaml(hideLists(text), file);
  const value = openLists(parsed.value);
  if (typeof value !== 'object' || value === null || !('cell' in value)) return undefined;
  if (typeof value.cell !== 'object' || value.cell === null) return undefined;
  const place: Place = { file, locate: (path) => parsed.locate(path) };
  const { cell } = shaped(studySchema.pick({ cell: true }).loose(), value, place);
  if (typeof cell !== 'object') return undefined;
  if (!isBeside(cell.expression)) {
    throw problemAt(place, ['cell', 'expression'], {
      found: printable(cell.expression),
      expected: 'a file beside the study',
    });
  }
  if (cell.like === undefined) return cell;
  return { ...cell, like: resolveName(cell.like, catalog.cells, 'a cell profile', place, ['cell', 'like']) };
}

/** Whether a path stays in the folder of the study, so that the study can be handed on with it. */
export function isBeside(path: string): boolean {
  return /^[^/\\:]+(\/[^/\\:]+)*$/.test(path) && !path.split('/').includes('..');
}

/** The catalogue with the profile that was made for a study. */
export function withMade(catalog: Catalog, made: CellFromTable | undefined): Catalog {
  return made === undefined ? catalog : { ...catalog, cells: { ...catalog.cells, [made.id]: made.profile } };
}

/** What the reader of a run is told about the cell. */
export function originNotes(origin: CellOrigin): readonly string[] {
  return [originSentence(origin), ...origin.notes];
}
