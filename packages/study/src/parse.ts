import { assays, readExposureMeasure, resolveMeasure, survivalMeasures } from '@invadolab/assays';
import { nearest } from '@invadolab/core';
import { type Catalog, type Partners, parseYaml } from '@invadolab/model';
import { describe, type Expanded, expandArm, type WrittenPartners } from './arms.js';
import { automaticControls } from './controls.js';
import { hideLists, openLists } from './dose-lists.js';
import type { CellFromTable } from './expression/cell-from-table.js';
import { isBeside, originNotes, withMade } from './expression/in-study.js';
import { checkCancer, checkedHost } from './host.js';
import { migrated } from './migrate.js';
import { checkedQuantity, resolveName } from './names.js';
import { besides, checkedPartners } from './partners.js';
import { checkedChange, checkedEnvironment, checkedHypotheses, checkedMatrix } from './perturbations.js';
import { reducedMeasuresOf, runsReduced } from './reduced/measure.js';
import { type ArmFile, mostArms, type StudyFile, studySchema } from './schema.js';
import { checkedMeasures, checkedSettings } from './settings.js';
import { type Path, type Place, printable, problemAt, shaped, shown } from './shape.js';
import type { Arm, Study, UncertaintySize } from './study.js';
import { askedUncertainty } from './uncertainty/size.js';

/** A checked study, and where in its file everything stands, for problems found later. */
export interface ParsedStudy {
  readonly study: Study;
  readonly place: Place;
}

/** What the command line changes in a study; what is left out stays as the file has it. */
export interface ParseOptions {
  /** Take the sizes under `quick:`. */
  readonly quick?: boolean;
  /** Sizes that replace the file's. */
  readonly experiments?: number;
  readonly cells?: number;
  readonly seed?: number;
  /** Allow doses above those of labels and trials. */
  readonly hypothetical?: boolean;
  /** Replaces what the file asks about uncertain numbers. */
  readonly uncertainty?: UncertaintySize;
  /** The profile made of the table of expression that the study names (`expressionTable`). */
  readonly made?: CellFromTable;
}

/** A study file, checked against the catalogue. Throws `BadInput` with line, column, what was found and expected. */
export function parseStudy(text: string, file: string, catalog: Catalog, options: ParseOptions = {}): ParsedStudy {
  const parsed = parseYaml(hideLists(text), file);
  const place: Place = { file, locate: (path) => parsed.locate(path) };
  return { study: studyOf(openLists(parsed.value), catalog, place, options), place };
}

/** A study that is part of another file, with its lists opened; `place` says where it stands there. Throws `BadInput`. */
export function studyOf(value: unknown, catalog: Catalog, place: Place, options: ParseOptions = {}): Study {
  return checked(shaped(studySchema, migrated(value, place), place), withMade(catalog, options.made), place, options);
}

const reducedNote =
  'This is the reduced form: every value of a cell is what is expected of it, so cells differ by their days and expression only, and intervals leave out the chance within cells.';

function checkedForm(form: Study['form'], assay: string, place: Place): Study['form'] {
  if (form === 'full' || runsReduced(assay)) return form;
  const able = Object.keys(assays).filter(runsReduced).join(', ');
  throw problemAt(place, ['form'], { found: `reduced, with ${assay}`, expected: `full, or one of the assays ${able}` });
}

/** The reduced form measures the true state in part and no images: what it cannot answer is refused. */
function checkReducedMeasures(asked: readonly string[], assay: string, place: Place): void {
  // Survival does not hang on sites.
  const known = [...reducedMeasuresOf(assay), ...Object.keys(survivalMeasures)];
  for (const [index, id] of asked.entries()) {
    const own = resolveMeasure(assays[assay], id, { images: false })?.id ?? id;
    if (readExposureMeasure(id) || known.includes(own)) continue;
    throw problemAt(place, ['measure', index], {
      found: `${printable(id)}, with form: reduced`,
      expected: `form: full, or one of ${known.join(', ')}`,
      nearest: nearest(id, known),
    });
  }
}

function checked(file: StudyFile, catalog: Catalog, place: Place, options: ParseOptions): Study {
  const assay = resolveName(file.assay, assayNames(), 'an assay', place, ['assay']);
  const subject = checkedSubject(file, assay, catalog, place, options.made);
  const kind = subject.matrix?.kind;
  const isBody = subject.host !== undefined || (subject.cell === undefined && subject.model === undefined);
  const arms = ownArms(file, catalog, kind, place);
  const control = controlArm(file, arms, place);
  checkReferences(arms, control, place);
  const form = checkedForm(file.form, assay, place);
  const measures = checkedMeasures(file.measure ?? [], assay, place, { images: form === 'full' });
  if (form === 'reduced') checkReducedMeasures(file.measure ?? [], assay, place);
  const size = options.quick ? { ...file, ...file.quick } : file;
  const all = [
    ...arms,
    ...scanned(file, control, catalog, kind, place),
    ...(file.controls && file.model === undefined ? automaticControls(catalog, assay, control) : []),
  ];
  if (all.length > mostArms) {
    throw problemAt(place, ['arms'], { found: `${all.length} arms`, expected: `at most ${mostArms} arms` });
  }
  return {
    format: 1,
    study: file.study,
    assay,
    ...subject,
    environment: checkedEnvironment(file.environment ?? {}, catalog, place, ['environment']),
    ...(file.hypotheses && { hypotheses: checkedHypotheses(file.hypotheses, catalog, place, ['hypotheses']) }),
    form,
    timepoints: checkedTimes(
      size.timepoints,
      place,
      size.timepoints === file.timepoints ? ['timepoints'] : ['quick', 'timepoints'],
    ),
    experiments: options.experiments ?? size.experiments,
    // A body holds no cells to tell apart: individuals are experiments.
    cells: isBody ? 1 : (options.cells ?? size.cells),
    seed: options.seed ?? file.seed,
    control: control.id,
    arms: unique(all, place),
    measure: measures.ids,
    ...((options.hypothetical || file.hypothetical) && { hypothetical: true as const }),
    notes: [
      ...(options.made ? originNotes(options.made.origin) : []),
      ...measures.notes,
      ...(file.form === 'reduced' ? [reducedNote] : []),
    ],
    settings: checkedSettings(file.settings ?? {}, assay, place),
    ...askedUncertainty(file, assay, place, options),
  };
}

function assayNames(): Readonly<Record<string, { readonly name: string }>> {
  return Object.fromEntries(Object.keys(assays).map((id) => [id, { name: id }]));
}

function checkedSubject(
  file: StudyFile,
  assay: string,
  catalog: Catalog,
  place: Place,
  made: CellFromTable | undefined,
): Pick<Study, 'cell' | 'made' | 'host' | 'model' | 'matrix'> {
  const host = checkedHost(file.host, assay, catalog, place);
  if (file.model !== undefined) {
    const also = file.cell !== undefined ? 'cell' : file.matrix !== undefined ? 'matrix' : undefined;
    if (also)
      throw problemAt(place, [also], {
        found: `model and ${also}`,
        expected: `no ${also}: the model file says everything`,
      });
    if (!isBeside(file.model))
      throw problemAt(place, ['model'], { found: printable(file.model), expected: 'a file beside the study' });
    return { model: file.model };
  }
  if (Object.hasOwn(catalog.protocols, assay) && catalog.protocols[assay].body) {
    const also = file.cell !== undefined ? 'cell' : file.matrix !== undefined ? 'matrix' : undefined;
    if (also) throw problemAt(place, [also], { found: also, expected: `no ${also}: ${assay} looks at a body alone` });
    return {};
  }
  if (file.cell === undefined)
    throw problemAt(place, [], { found: 'no cell', expected: 'a cell profile or a model file' });
  if (typeof file.cell === 'object' && made === undefined)
    throw problemAt(place, ['cell'], {
      found: 'a table of expression',
      expected: 'a cell profile: no table is read here',
    });
  const cell =
    typeof file.cell === 'string'
      ? { cell: resolveName(file.cell, catalog.cells, 'a cell profile', place, ['cell']) }
      : { cell: made?.id, made };
  if (host !== undefined) {
    if (file.matrix)
      throw problemAt(place, ['matrix'], { found: 'matrix', expected: `no matrix: ${assay} looks at whole bodies` });
    if (cell.cell !== undefined) checkCancer(cell.cell, assay, catalog, place, ['cell']);
    return { ...cell, host };
  }
  const able = Object.hasOwn(catalog.protocols, assay) ? catalog.protocols[assay].matrices : undefined;
  if (!file.matrix && able)
    throw problemAt(place, [], { found: 'no matrix', expected: `a matrix for ${assay}: ${able.join(', ')}` });
  if (!file.matrix) return cell;
  const { kind, ...settings } = file.matrix;
  if (typeof kind !== 'string')
    throw problemAt(place, ['matrix'], { found: 'no kind', expected: 'the kind of matrix' });
  const id = resolveName(kind, catalog.matrices, 'a kind of matrix', place, ['matrix', 'kind']);
  if (able && !able.includes(id))
    throw problemAt(place, ['matrix', 'kind'], { found: id, expected: `a matrix for ${assay}: ${able.join(', ')}` });
  return { ...cell, matrix: { kind: id, settings: checkedMatrix(settings, id, catalog, place, ['matrix']) } };
}

function ownArms(file: StudyFile, catalog: Catalog, kind: string | undefined, place: Place): readonly Arm[] {
  const around = expandArm('', { partners: file.partners })[0].partners;
  const arms = Object.entries(file.arms).flatMap(([id, arm]) =>
    checkedArms(id, arm ?? {}, catalog, kind, around, place),
  );
  if (arms.length > mostArms) {
    throw problemAt(place, ['arms'], { found: `${arms.length} arms`, expected: `at most ${mostArms} arms` });
  }
  return arms;
}

function checkedArms(
  id: string,
  arm: ArmFile,
  catalog: Catalog,
  kind: string | undefined,
  around: WrittenPartners | undefined,
  place: Place,
): readonly Arm[] {
  const path: Path = ['arms', id];
  const cell =
    arm.cell === undefined
      ? undefined
      : resolveName(arm.cell, catalog.cells, 'a cell profile', place, [...path, 'cell']);
  const expanded = expandArm(id, arm);
  return expanded.map((each) => {
    const change = checkedChange(each.change, catalog, kind, place, path);
    const title = expanded.length === 1 ? arm.title : arm.title && `${arm.title}${each.id.slice(id.length)}`;
    const partners = checkedPartners(
      { ...around, ...each.partners },
      catalog,
      place,
      each.partners === undefined ? ['partners'] : [...path, 'partners'],
    );
    const own = each.partners === undefined ? undefined : partners;
    return {
      id: each.id,
      entry: id,
      title: title ?? titled(each, change, cell, own, catalog),
      change,
      cell,
      ...(partners && { partners }),
      ...(arm.against !== undefined && { against: arm.against }),
    };
  });
}

function titled(
  arm: Expanded,
  change: Arm['change'],
  cell: string | undefined,
  partners: Partners | undefined,
  catalog: Catalog,
): string {
  const named = (id: string) => nameOf(id, catalog);
  const profile = (id: string) => catalog.cells[id]?.name ?? id;
  const said = describe(change, named);
  const who = cell === undefined ? '' : profile(cell);
  return (
    [who, partners === undefined ? '' : besides(partners, profile, named), said]
      .filter((text) => text !== '')
      .join(', ') || arm.id
  );
}

/** A drug and a hypothesis by their names; a molecule by its id, which is how the bench writes it. */
function nameOf(id: string, { drugs, hypotheses }: Catalog): string {
  if (Object.hasOwn(hypotheses, id)) return hypotheses[id].name;
  return Object.hasOwn(drugs, id) ? drugs[id].name : id;
}

/** An arm with a reference of its own names another arm, which is compared with the control or with none. */
function checkReferences(arms: readonly Arm[], control: Arm, place: Place): void {
  for (const { id, entry, against } of arms) {
    if (against === undefined) continue;
    const path = ['arms', entry, 'against'];
    if (id === control.id)
      throw problemAt(place, path, { found: printable(against), expected: 'no against: this is the control' });
    const known = arms.filter((other) => other.id !== id && other.against === undefined).map((other) => other.id);
    if (known.includes(against)) continue;
    throw problemAt(place, path, {
      found: printable(against),
      expected: `another arm that has no reference of its own: ${known.join(', ')}`,
      nearest: nearest(against, known),
    });
  }
}

function controlArm(file: StudyFile, arms: readonly Arm[], place: Place): Arm {
  const named = file.control === undefined ? arms[0] : arms.find((arm) => arm.id === file.control);
  if (named) return named;
  const ids = Object.fromEntries(arms.map((arm) => [arm.id, { name: arm.id }]));
  const id = resolveName(file.control ?? '', ids, `one of the arms ${arms.map((arm) => arm.id).join(', ')}`, place, [
    'control',
  ]);
  return arms.find((arm) => arm.id === id) ?? arms[0];
}

/** `scan:` entries such as `environment.ligand: [1, 10] nM`: the control arm, with that one thing at each value. */
function scanned(
  file: StudyFile,
  control: Arm,
  catalog: Catalog,
  kind: string | undefined,
  place: Place,
): readonly Arm[] {
  return Object.entries(file.scan ?? {}).flatMap(([path, values]) => {
    const at: Path = ['scan', path];
    const dot = path.indexOf('.');
    const [table, entry] = [path.slice(0, dot), path.slice(dot + 1)];
    const tables = ['set', 'environment', 'matrix', 'knockdown', 'overexpress'] as const;
    const into = tables.find((each) => each === table);
    if (!into) throw problemAt(place, at, { found: printable(path), expected: `${tables.join('., ')}. and a name` });
    return expandArm(entry, { [into]: { [entry]: values } }).map((each) => {
      const change = checkedChange(each.change, catalog, kind, place, at);
      const all = { ...control.change, [into]: { ...control.change[into], ...change[into] } };
      return {
        id: each.id,
        entry: control.entry,
        title: titled(each, change, undefined, undefined, catalog),
        change: all,
        cell: control.cell,
        ...(control.partners && { partners: control.partners }),
      };
    });
  });
}

function checkedTimes(times: readonly (string | number)[], place: Place, path: Path): readonly number[] {
  const century = { from: 0, to: 3.2e9, said: 'a time from 0 to 100 years' };
  const seconds = times.map((time, index) => checkedQuantity(time, 'h', place, [...path, index], century));
  for (let index = 1; index < seconds.length; index++) {
    if (seconds[index] > seconds[index - 1]) continue;
    throw problemAt(place, [...path, index], {
      found: shown(times[index]),
      expected: `a time after ${times[index - 1]}`,
    });
  }
  return seconds;
}

/** Two arms may not answer to one name, not even where a file system takes capitals and small letters for the same. */
function unique(arms: readonly Arm[], place: Place): readonly Arm[] {
  const seen = new Set<string>();
  for (const arm of arms) {
    const folded = arm.id.toLowerCase();
    if (seen.has(folded))
      throw problemAt(place, ['arms'], { found: `two arms called ${printable(arm.id)}`, expected: 'different names' });
    seen.add(folded);
  }
  return arms;
}
