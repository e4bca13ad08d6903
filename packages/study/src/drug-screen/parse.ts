import { assays, resolveMeasure } from '@invadolab/assays';
import { fromBase, nearest, parseQuantity, parseUnit } from '@invadolab/core';
import { type Catalog, type Perturbations, parseYaml } from '@invadolab/model';
import { expandArm } from '../arms.js';
import { hideLists, openLists } from '../dose-lists.js';
import { checkedQuantity, resolveName } from '../names.js';
import { checkedChange, checkedEnvironment, checkedHypotheses, checkedMatrix } from '../perturbations.js';
import { reducedMeasuresOf, runsReduced } from '../reduced/measure.js';
import { checkedMeasures } from '../settings.js';
import { type Path, type Place, printable, problemAt, shaped } from '../shape.js';
import { kineticsMissing, partitionTo, plasma } from './exposures.js';
import { type DrugScreenFile, drugScreenSchema } from './schema.js';
import type { AskedDrug, DrugScreen } from './screen.js';

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
  const exposure = { ...file.exposure, site: siteOf(file, catalog, place) };
  const at = (key: 'timepoint' | 'drugs'): Path => (size[key] === file[key] ? [key] : ['quick', key]);
  const { drugs, listed } = drugsOf(size.drugs, catalog, exposure, beside, { place, path: at('drugs') });
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
    exposure,
    beside,
    measure: ids[0],
    wanted: file.wanted,
    timepoint: checkedQuantity(size.timepoint, 'h', place, at('timepoint'), {
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

/** The site by the name that the drugs' records have. */
function siteOf({ exposure }: DrugScreenFile, catalog: Catalog, place: Place): string {
  const sites = [plasma, ...Object.values(catalog.drugs).flatMap(({ partition }) => Object.keys(partition ?? {}))];
  const known = Object.fromEntries(sites.map((id) => [id, { name: id }]));
  return resolveName(exposure.site, known, `a site (${Object.keys(known).join(', ')})`, place, ['exposure', 'site']);
}

function drugsOf(
  written: DrugScreenFile['drugs'],
  catalog: Catalog,
  exposure: DrugScreen['exposure'],
  beside: Perturbations,
  { place, path }: { readonly place: Place; readonly path: Path },
) {
  const asked = askedDrugs(written, catalog, place, path);
  const given = new Set((beside.drugs ?? []).map(({ name }) => name));
  const drugs: AskedDrug[] = [];
  const listed: { drug: string; reason: string }[] = [];
  for (const id of asked) {
    const found = given.has(id) ? 'given beside all others' : exposureOf(id, catalog, exposure);
    if (typeof found === 'string') listed.push({ drug: id, reason: found });
    else drugs.push(found);
  }
  if (drugs.length === 0)
    throw problemAt(place, path, {
      found: `${asked.length} drugs, none with a free clinical exposure`,
      expected: 'at least one drug that can be ranked',
    });
  return { drugs, listed };
}

/** The exposure on record, or none where it follows from the kinetics; else why there is none. */
function exposureOf(id: string, catalog: Catalog, { kind, site }: DrugScreen['exposure']): AskedDrug | string {
  const drug = catalog.drugs[id];
  if (drug.parts === undefined && !drug.targets.some(({ pocket }) => isRead(catalog, pocket)))
    return 'no target in this network';
  const share = partitionTo(drug, site);
  if (share === undefined) return `no partition to ${site} in the catalogue`;
  const peak = kind === 'free peak' ? drug.exposure?.peak_free : undefined;
  if (peak) return { id, recorded: fromBase(parseQuantity(peak.value).value, parseUnit('nM')) * share };
  return kineticsMissing(drug) ?? { id };
}

/** Whether a part has this pocket: records name pockets of molecules too whose occupation nothing here reads. */
function isRead({ parts }: Catalog, pocket: string): boolean {
  return Object.values(parts).some(({ pockets = {} }) => Object.hasOwn(pockets, pocket));
}

/** Vehicles bind nothing and have no exposure: all drugs are all others. */
function askedDrugs(drugs: DrugScreenFile['drugs'], catalog: Catalog, place: Place, path: Path): readonly string[] {
  if (drugs === 'all') return Object.keys(catalog.drugs).filter((id) => !catalog.drugs[id].vehicle);
  const ids = drugs.map((name, index) =>
    resolveName(name, catalog.drugs, 'a drug of the catalogue', place, [...path, index]),
  );
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice >= 0)
    throw problemAt(place, [...path, twice], { found: `${ids[twice]} twice`, expected: 'each drug once' });
  return ids;
}
