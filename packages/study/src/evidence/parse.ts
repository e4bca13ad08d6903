import { assays } from '@invadolab/assays';
import { fromBase, isBadInput, parseQuantity, parseUnit } from '@invadolab/core';
import { type Catalog, parseYaml } from '@invadolab/model';
import { hideLists, openLists } from '../dose-lists.js';
import { studyOf } from '../parse.js';
import { checkedMeasures } from '../settings.js';
import { type Path, type Place, printable, problemAt, shaped } from '../shape.js';
import type { Arm, Study } from '../study.js';
import { isOfTissues } from '../tissues.js';
import type { EvidencePaper, EvidenceRow, EvidenceTest, Expectation, Expected } from './evidence.js';
import { manipulationOf } from './manipulation.js';
import {
  type EvidenceFile,
  type EvidenceFileRow,
  type ExpectationFile,
  evidenceSchema,
  type NotExpressible,
  notExpressibleSchema,
  priorExceptionsSchema,
} from './schema.js';

/** Experiments and cells per arm where the publication does not say. */
const usual = { experiments: 5, cells: 12 } as const;
/** The same where an assay looks at whole tissues, such as spheroids: the published three. */
const usualTissues = { experiments: 3, cells: 1 } as const;

/** A file of evidence, checked against the catalogue. Throws `BadInput` with line, column, what was found and expected. */
export function parseEvidence(text: string, file: string, catalog: Catalog): EvidencePaper {
  const parsed = parseYaml(hideLists(text), file);
  const place: Place = { file, locate: (path) => parsed.locate(path) };
  const written = shaped(evidenceSchema, openLists(parsed.value), place);
  checkReference(written, catalog, place);
  checkRoles(written, place);
  const rows = written.rows.map((row, index) => rowOf(row, written, catalog, within(place, ['rows', index])));
  return { paper: written.paper, citation: written.citation, reference: written.reference, rows };
}

/** The rows that cannot be run, each with the reason. Throws `BadInput`. */
export function parseNotExpressible(text: string, file: string): readonly NotExpressible[] {
  const parsed = parseYaml(text, file);
  return shaped(notExpressibleSchema, parsed.value, { file, locate: (path) => parsed.locate(path) }).rows;
}

/** Parameters that draws of the prior leave alone. Throws `BadInput`, also for one that the catalogue does not have. */
export function parsePriorExceptions(text: string, file: string, catalog: Catalog): ReadonlySet<string> {
  const parsed = parseYaml(text, file);
  const place: Place = { file, locate: (path) => parsed.locate(path) };
  const { fixed } = shaped(priorExceptionsSchema, parsed.value, place);
  const known = new Set(Object.values(catalog.parts).flatMap(({ parameters }) => Object.keys(parameters ?? {})));
  for (const id of Object.keys(fixed)) {
    if (known.has(id)) continue;
    throw problemAt(place, ['fixed', id], { found: printable(id), expected: 'a parameter of the catalogue' });
  }
  return new Set(Object.keys(fixed));
}

/** The same file, seen from a value inside it. */
function within(place: Place, path: Path): Place {
  return { file: place.file, locate: (inner) => place.locate([...path, ...inner]) };
}

function checkReference({ reference }: EvidenceFile, catalog: Catalog, place: Place): void {
  if (reference === undefined || Object.hasOwn(catalog.references, reference)) return;
  throw problemAt(place, ['reference'], { found: printable(reference), expected: 'a reference of the catalogue' });
}

/** What is fitted to a part of a paper is no check of the rest of it. */
function checkRoles({ rows }: EvidenceFile, place: Place): void {
  const first = rows.find(({ role }) => role === 'calibrate' || role === 'check');
  const other = rows.findIndex(({ role }) => (role === 'calibrate' || role === 'check') && role !== first?.role);
  if (other < 0) return;
  throw problemAt(place, ['rows', other, 'role'], {
    found: rows[other].role,
    expected: `${first?.role}, as the other rows of this paper`,
  });
}

function rowOf(row: EvidenceFileRow, file: EvidenceFile, catalog: Catalog, place: Place): EvidenceRow {
  const { id, role, tier, verification = 'read', system = 'own', family, quantity } = row;
  const { condition, published, note, spread, seen, mend } = row;
  const { citation, paper } = file;
  const where = citation.doi ? `doi:${citation.doi}` : citation.pmid ? `PMID:${citation.pmid}` : citation.url;
  const source = [citation.authors, citation.year, citation.journal, where].filter(Boolean).join(', ');
  const cited = [citation.authors, citation.year].filter(Boolean).join(' ');
  const test = testOf(row, catalog, place);
  const sameAs = row.same_as ?? [];
  return {
    id,
    paper,
    role,
    tier,
    verification,
    system,
    family,
    quantity,
    condition,
    published,
    note,
    spread,
    sameAs,
    seen,
    mend,
    source,
    cited,
    test,
  };
}

function testOf(row: EvidenceFileRow, catalog: Catalog, place: Place): EvidenceTest | undefined {
  if (row.role === 'input' || row.role === 'unscored') return undefined;
  if (row.study === undefined || row.expect === undefined) {
    const missing = row.study === undefined ? 'study' : 'expect';
    throw problemAt(place, [], {
      found: `no ${missing} in ${printable(row.id)}`,
      expected: `${missing}, because it is scored`,
    });
  }
  const at = within(place, ['study']);
  if (row.study.model !== undefined)
    throw problemAt(at, ['model'], { found: 'a model file', expected: 'a cell of the catalogue' });
  const size = isOfTissues(row.study.assay, catalog) ? usualTissues : usual;
  const written = { format: 1, study: row.quantity, controls: false, ...size, ...row.study };
  const study = studyOf({ ...written, measure: undefined }, catalog, at);
  const checked = row.expect.map((each, index) => {
    const here = within(place, ['expect', index]);
    return expectationOf(each, study, here);
  });
  const measure = [...new Set(checked.map((each) => each.measure))];
  return { study: { ...study, measure }, written, place: at, expectations: checked };
}

function expectationOf(written: ExpectationFile, study: Study, place: Place): Expectation {
  const control = armOf(study.control, study, place, []);
  const others = study.arms.filter(({ id }) => id !== study.control);
  const direct = written.number !== undefined && written.unit !== 'ratio';
  const named = written.arm ?? (direct ? study.control : others.length === 1 ? others[0].id : undefined);
  if (named === undefined)
    throw problemAt(place, [], { found: 'no arm', expected: `one of ${others.map(({ id }) => id).join(', ')}` });
  const arm = armOf(named, study, place, ['arm']);
  const at = { file: place.file, locate: () => place.locate(['measure']) };
  // Rows are scored on the true state: the forms that answer them render no images.
  const { ids } = checkedMeasures([written.measure], study.assay, at, { images: false });
  const [measure] = ids;
  const expected = expectedOf(written, study, measure, place);
  if ('direction' in expected && arm.id === control.id)
    throw problemAt(place, ['arm'], { found: printable(named), expected: 'another arm than the control' });
  const positive = written.positive && {
    arm: armOf(written.positive.arm, study, place, ['positive', 'arm']),
    direction: written.positive.direction,
  };
  if ('direction' in expected && expected.direction === 'none' && !positive)
    throw problemAt(place, ['direction'], {
      found: 'none without positive',
      expected: 'positive: {arm: NAME, direction: down}',
    });
  const manipulation = written.manipulation ?? manipulationOf(arm, control, study);
  if (manipulation === undefined)
    throw problemAt(place, [], {
      found: 'no manipulation',
      expected: 'manipulation: loss or gain, which the changes do not say',
    });
  return { arm, control, measure, time: timeOf(written, study, place), expected, manipulation, positive };
}

function armOf(id: string, study: Study, place: Place, path: Path): Arm {
  const arm = study.arms.find((each) => each.id === id);
  if (arm) return arm;
  throw problemAt(place, path, {
    found: printable(id),
    expected: `one of ${study.arms.map((each) => each.id).join(', ')}`,
  });
}

function expectedOf(written: ExpectationFile, study: Study, measure: string, place: Place): Expected {
  const { direction, number, unit } = written;
  if ((direction === undefined) === (number === undefined))
    throw problemAt(place, [], {
      found: direction ? 'a direction and a number' : 'neither',
      expected: 'direction or number',
    });
  if (direction !== undefined) return { direction };
  if (unit === undefined)
    throw problemAt(place, ['number'], { found: 'no unit', expected: 'unit: ratio, or that of the measure' });
  const ends = typeof number === 'number' ? [number, number] : (number as [number, number]);
  if (!(ends[0] > 0) || ends[1] < ends[0])
    throw problemAt(place, ['number'], { found: `[${ends}]`, expected: 'positive numbers, the lower first' });
  if (unit === 'ratio') return { number: [ends[0], ends[1]], unit };
  const to = parseUnit(unitOf(study.assay, measure));
  try {
    const [low, high] = ends.map((end) => fromBase(parseQuantity(`${end} ${unit}`, to).value, to));
    return { number: [low, high], unit: to.text };
  } catch (error) {
    if (!isBadInput(error)) throw error;
    throw problemAt(place, ['unit'], { found: printable(unit), expected: `ratio, or a unit such as ${to.text}` });
  }
}

function unitOf(assay: string, measure: string): string {
  const { measures, resolve } = assays[assay];
  return (measures[measure] ?? resolve?.(measure))?.unit ?? '1';
}

function timeOf({ at }: ExpectationFile, study: Study, place: Place): number {
  const { timepoints } = study;
  if (at === undefined) return timepoints[timepoints.length - 1];
  const seconds = parseQuantity(at, 's').value;
  if (timepoints.includes(seconds)) return seconds;
  throw problemAt(place, ['at'], { found: printable(String(at)), expected: 'a timepoint of the study' });
}
