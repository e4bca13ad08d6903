import { assays, resolveMeasure } from '@invadolab/assays';
import { BadInput, nearest } from '@invadolab/core';
import type { Study } from '../study.js';
import type { CsvCell } from './csv.js';
import type { Datum } from './datum.js';

/** Columns of the table of fields that measuring images leaves; a person may add the other two. */
const columns = ['image', 'frame', 'time', 'measure', 'value', 'unit', 'arm', 'experiment'];
type Row = ReadonlyMap<string, CsvCell>;

/** Whether a heading is that of a table of measured images. */
export function isQuantified(heading: readonly CsvCell[]): boolean {
  const names = heading.map(({ text }) => text.toLowerCase());
  return ['image', 'measure', 'value'].every((name) => names.includes(name));
}

/**
 * A table of measured images as data. An image belongs to the arm that its row names in a column `arm`, else to the arm that
 * its name begins with; without a time of its own it was taken at the one time of the study. Images of one `experiment` are
 * averaged; experiments (without that column: images) are replicates. Measures that the study does not ask for are left out,
 * and the true state answers for what was read on images. Throws `BadInput`.
 */
export function quantifiedData(
  [heading, ...lines]: readonly (readonly CsvCell[])[],
  file: string,
  study: Study,
): { data: readonly Datum[]; notes: readonly string[] } {
  const names = heading.map(({ text }) => text.toLowerCase());
  const unknown = heading.find((_, at) => !columns.includes(names[at]));
  if (unknown !== undefined)
    throw new BadInput('unknown column', {
      file,
      ...where(unknown),
      found: unknown.text,
      expected: `columns of measured images: ${columns.join(', ')}`,
      nearest: nearest(unknown.text, columns),
    });
  const asked = new Map(study.measure.map((id) => [id.replace(/\.true$/, ''), id]));
  if (asked.size === 0)
    throw new BadInput('which measures are to be fitted?', {
      file,
      ...where(heading[0]),
      expected: 'a study that names them under measure',
    });
  const notes = new Set<string>();
  const groups = new Map<string, Map<string, { values: number[]; row: Row }>>();
  for (const cells of lines) {
    if (cells.length !== heading.length)
      throw new BadInput('a row of another length', {
        file,
        ...where(cells[cells.length - 1]),
        found: `${cells.length} cells`,
        expected: `${heading.length} cells, as in the heading`,
      });
    const row: Row = new Map(names.map((name, at) => [name, cells[at]]));
    const measure = row.get('measure')?.text ?? '';
    if (!asked.has(measure) || row.get('value')?.text === '') continue;
    const resolved = resolveMeasure(assays[study.assay], measure, { images: false });
    if (resolved === undefined) continue;
    if (resolved.note) notes.add(resolved.note);
    const key = JSON.stringify([armOf(row, file, study), timeOf(row, file, study), resolved.id]);
    const own = groups.get(key) ?? new Map<string, { values: number[]; row: Row }>();
    const replicate = row.get('experiment')?.text || row.get('image')?.text || '';
    const known = own.get(replicate) ?? { values: [], row };
    known.values.push(numberIn(row, file));
    groups.set(key, own.set(replicate, known));
  }
  if (groups.size === 0)
    throw new BadInput('none of the measures of the study is in the table', {
      file,
      ...where(heading[0]),
      expected: [...asked.keys()].join(', '),
    });
  if (!names.includes('experiment'))
    notes.add(
      'Images were taken as independent replicates; a column experiment says which of them belong to one experiment.',
    );
  return { data: [...groups].map(([key, own]) => united(key, own, file)), notes: [...notes] };
}

function united(key: string, own: ReadonlyMap<string, { values: number[]; row: Row }>, file: string): Datum {
  const [arm, time, measure]: [string, number, string] = JSON.parse(key);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const replicates = [...own.values()].map(({ values }) => mean(values));
  const value = mean(replicates);
  const [{ row }] = own.values();
  const cell = row.get('value') as CsvCell;
  if (!(value > 0))
    throw new BadInput(`${measure} of ${arm} is 0 in every image`, {
      file,
      ...where(cell),
      found: String(value),
      expected: 'something to compare; a bound can be given in a table with columns arm, time, measure and value',
    });
  const squares = replicates.reduce((sum, each) => sum + (each - value) * (each - value), 0);
  const n = replicates.length;
  return {
    arm,
    time,
    measure,
    value,
    below: false,
    ...(n > 1 && { sd: Math.sqrt(squares / (n - 1)) }),
    n,
    line: cell.line,
  };
}

function armOf(row: Row, file: string, study: Study): string {
  const ids = study.arms.map(({ id }) => id);
  const cell = row.get('arm') ?? (row.get('image') as CsvCell);
  const named = row.has('arm')
    ? ids.filter((id) => id.toLowerCase() === cell.text.toLowerCase())
    : ids.filter((id) => beginsWith(cell.text, id)).sort((a, b) => b.length - a.length);
  if (named.length > 0) return named[0];
  throw new BadInput(row.has('arm') ? 'unknown arm' : 'an image of no arm', {
    file,
    ...where(cell),
    found: cell.text,
    expected: `${row.has('arm') ? 'an arm of the study' : 'a column arm, or a name that begins with an arm'}: ${ids.slice(0, 12).join(', ')}`,
    nearest: nearest(cell.text, ids),
  });
}

/** `control-3.tif` and `control` begin with `control`; `controlled` does not. */
function beginsWith(image: string, arm: string): boolean {
  return image.toLowerCase().startsWith(arm.toLowerCase()) && !/^[a-z0-9]/i.test(image.slice(arm.length));
}

function timeOf(row: Row, file: string, { timepoints }: Study): number {
  const cell = row.get('time');
  const text = cell?.text ?? '';
  if (text === '' && timepoints.length === 1) return timepoints[0];
  const time = text === '' ? Number.NaN : Number(text);
  if (Number.isFinite(time) && time >= 0) return time;
  throw new BadInput('time', {
    file,
    ...where(cell ?? (row.get('image') as CsvCell)),
    found: text === '' ? 'no time' : text,
    expected: text === '' ? 'a time in s, or a study with one timepoint' : 'a time in s',
  });
}

function numberIn(row: Row, file: string): number {
  const cell = row.get('value') as CsvCell;
  const value = Number(cell.text);
  if (Number.isFinite(value)) return value;
  throw new BadInput('not a number', { file, ...where(cell), found: cell.text, expected: 'a number' });
}

function where({ line, column }: CsvCell): { readonly line: number; readonly column: number } {
  return { line, column };
}
