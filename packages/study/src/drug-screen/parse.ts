import { assays, resolveMeasure } from '@invadolab/assays';
import { fromBase, nearest, parseQuantity, parseUnit } from '@invadolab/core';
import { type Catalog, type Perturbations, parseYaml } from '@invadolab/model';
import { expandArm } from '../arms.js';
import { hideLists, openLists } from '../dose-lists.js';
import { checkedQuantity, resolveName } from '../names.js';
import { checkedChange, checkedEnvironment, checkedHypotheses, checkedMatrix } from '../perturbations.js';
import { reducedMeasuresOf, runsReduced } from '../reduced/measure.js';
import { checkedMeasures } from '../settings.js';
import { type Place, printable, problemAt, shaped } from '../shape.js';
import { type DrugScreenFile, drugScreenSchema } from './schema.js';
import type { DrugScreen, ScreenedDrug } from './screen.js';

/** What the command line changes in a screen. */
export interface DrugScreenOptions {
  /** Take the sizes under `quick:`. */
  readonly quick?: boolean;
  readonly draws?: number;
  readonly seed?: number;
}

/** A checked screen, and where in its file everything stands, for problems found later. */
export interface ParsedDrugScreen {
  readonly screen: DrugScreen;
  readonly place: Place;
}

/** A screen file, checked against the catalogue. Throws `BadInput` with line, column, what was found and expected. */
export function parseDrugScreen(
  text: string,
  file: string,
  catalog: Catalog,
  options: DrugScreenOptions = {},
): ParsedDrugScreen {
  const parsed = parseYaml(hideLists(text), file);
  const place: Place = { file, locate: (path) => parsed.locate(path) };
  const written = shaped(drugScreenSchema, openLists(parsed.value), place);
  return { screen: checked(written, catalog, place, options), place };
}

function checked(file: DrugScreenFile, catalog: Catalog, place: Place, options: DrugScreenOptions): DrugScreen {
  const size = options.quick ? { ...file, ...file.quick } : file;
  const assay = checkedAssay(file.assay, catalog, place);
  const cells = cellsOf(file, 'cells', catalog, place);
  const healthy = cellsOf(file, 'healthy', catalog, place);
  const both = healthy.findIndex((id) => cells.includes(id));
  if (both >= 0)
    throw problemAt(place, ['healthy', both], { found: healthy[both], expected: 'a cell that is not under cells' });
  const matrix = matrixOf(file, catalog, place);
  const beside = besideOf(file, catalog, matrix?.kind, place);
  const { ids, notes } = measureOf(file, assay, place);
  const times = file.exposure.times;
  const at = size.timepoint === file.timepoint ? ['timepoint'] : ['quick', 'timepoint'];
  const { drugs, listed } = drugsOf(file, catalog, times, beside, place);
  return {
    format: 1,
    screen: file.screen,
    assay,
    ...(matrix && { matrix }),
    cells,
    healthy,
    environments: Object.entries(file.environments).map(([name, factors]) => ({
      name,
      factors: checkedEnvironment(factors, catalog, place, ['environments', name]),
    })),
    ...(file.hypotheses && { hypotheses: checkedHypotheses(file.hypotheses, catalog, place, ['hypotheses']) }),
    drugs,
    listed,
    exposure: file.exposure,
    beside,
    measure: ids[0],
    wanted: file.wanted,
    timepoint: checkedQuantity(size.timepoint, 'h', place, at, {
      from: 1,
      to: 3.2e8,
      said: 'a time from 1 s to 10 years',
    }),
    draws: options.draws ?? size.draws,
    cellsPerDraw: size.cells_per_draw,
    first: file.first,
    closer: { ...size.closer, doses: [...size.closer.doses].sort((a, b) => a - b) },
    pairs: size.pairs,
    confirm: size.confirm,
    seed: options.seed ?? file.seed,
    notes,
  };
}

function checkedAssay(asked: string, catalog: Catalog, place: Place): string {
  const able = Object.keys(assays).filter((id) => runsReduced(id) && Object.hasOwn(catalog.protocols, id));
  const known = Object.fromEntries(able.map((id) => [id, { name: id }]));
  return resolveName(asked, known, `an assay that has a reduced form (${able.join(', ')})`, place, ['assay']);
}

function cellsOf(file: DrugScreenFile, key: 'cells' | 'healthy', catalog: Catalog, place: Place): readonly string[] {
  const ids = file[key].map((name, index) =>
    resolveName(name, catalog.cells, 'a cell profile of the catalogue', place, [key, index]),
  );
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice >= 0) throw problemAt(place, [key, twice], { found: `${ids[twice]} twice`, expected: 'each cell once' });
  return ids;
}

function matrixOf({ matrix }: DrugScreenFile, catalog: Catalog, place: Place): DrugScreen['matrix'] {
  if (matrix === undefined) return undefined;
  const { kind, ...settings } = matrix;
  if (typeof kind !== 'string')
    throw problemAt(place, ['matrix'], { found: 'no kind', expected: 'the kind of matrix' });
  const id = resolveName(kind, catalog.matrices, 'a kind of matrix', place, ['matrix', 'kind']);
  return { kind: id, settings: checkedMatrix(settings, id, catalog, place, ['matrix']) };
}

/** The ordinary changes of an arm, without lists: everything in the screen is given the same. */
function besideOf(
  { beside }: DrugScreenFile,
  catalog: Catalog,
  matrix: string | undefined,
  place: Place,
): Perturbations {
  if (beside === undefined) return {};
  const arms = expandArm('beside', beside);
  if (arms.length > 1)
    throw problemAt(place, ['beside'], { found: `a list of ${arms.length}`, expected: 'one quantity, not a list' });
  return checkedChange(arms[0].change, catalog, matrix, place, ['beside']);
}

function measureOf({ measure }: DrugScreenFile, assay: string, place: Place) {
  const at: Place = { file: place.file, locate: () => place.locate(['measure']) };
  const found = checkedMeasures([measure], assay, at, { images: false });
  const known = reducedMeasuresOf(assay);
  if (known.includes(resolveMeasure(assays[assay], measure, { images: false })?.id ?? measure)) return found;
  throw problemAt(place, ['measure'], {
    found: printable(measure),
    expected: `a measure of the reduced form (${known.join(', ')})`,
    nearest: nearest(measure, known),
  });
}

/** Name under which the catalogue has an exposure. */
const exposureKeys: Readonly<Record<string, string>> = { 'free peak': 'peak_free' };

function drugsOf(file: DrugScreenFile, catalog: Catalog, times: number, beside: Perturbations, place: Place) {
  const asked = askedDrugs(file, catalog, place);
  const given = new Set((beside.drugs ?? []).map(({ name }) => name));
  const nanomolar = parseUnit('nM');
  const drugs: ScreenedDrug[] = [];
  const listed: { drug: string; reason: string }[] = [];
  for (const id of asked) {
    const { exposure, targets } = catalog.drugs[id];
    const peak = exposure?.[exposureKeys[file.exposure.kind]];
    if (given.has(id)) listed.push({ drug: id, reason: 'given beside all others' });
    else if (peak === undefined) listed.push({ drug: id, reason: 'no free clinical exposure in the catalogue' });
    else if (targets.length === 0) listed.push({ drug: id, reason: 'no target in this network' });
    else drugs.push({ id, free: fromBase(parseQuantity(peak.value).value, nanomolar) * times });
  }
  if (drugs.length === 0)
    throw problemAt(place, ['drugs'], {
      found: `${asked.length} drugs, none with a free clinical exposure`,
      expected: 'at least one drug that can be ranked',
    });
  return { drugs, listed };
}

/** Vehicles bind nothing and have no exposure: all drugs are all others. */
function askedDrugs({ drugs }: DrugScreenFile, catalog: Catalog, place: Place): readonly string[] {
  if (drugs === 'all') return Object.keys(catalog.drugs).filter((id) => !catalog.drugs[id].vehicle);
  const ids = drugs.map((name, index) =>
    resolveName(name, catalog.drugs, 'a drug of the catalogue', place, ['drugs', index]),
  );
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice >= 0)
    throw problemAt(place, ['drugs', twice], { found: `${ids[twice]} twice`, expected: 'each drug once' });
  return ids;
}
