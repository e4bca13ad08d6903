import { type Dimension, dimensionless, nearest, parseUnit, sameDimension } from '@invadolab/core';
import { type Scope, scopeOf } from '../check/scope.js';
import { concentrationDimension, entriesOf, type ParameterSymbol } from '../check/symbols.js';
import type {
  CompiledGel,
  CompiledPassage,
  CompiledRegion,
  CompiledRise,
  CompiledSpread,
  CompiledTissue,
  Node,
} from '../compiled.js';
import type {
  Expression,
  Gel,
  Passage,
  Tissue,
  TissueCells,
  TissueField,
  TissueRegion,
  TissueStart,
} from '../language.js';
import { areaDimension, type Context, lengthDimension, perTime, positive, quantity, timeDimension } from './context.js';
import { compilePassing } from './tissue-passing.js';

const speed: Dimension = [1, -1, 0, 0, 0];
const clearance: Dimension = [3, -1, 0, 0, 0];
const flow: Dimension = [0, -1, 0, 1, 0];
const diffusion: Dimension = [2, -1, 0, 0, 0];

/** By entry of `cells`: its dimension, and what it is where nothing is said. */
const ofCells: Readonly<Record<keyof TissueCells, readonly [Dimension, Node?]>> = {
  radius: [lengthDimension],
  speed: [speed],
  persistence: [timeDimension],
  repulsion: [speed],
  adhesion: [speed],
  reach: [dimensionless, { op: 'number', value: 1.25 }],
  follow: [dimensionless, { op: 'number', value: 0 }],
  inhibition: [dimensionless, { op: 'number', value: 0 }],
  glide: [dimensionless, { op: 'number', value: 0 }],
  division: [perTime, { op: 'number', value: 0 }],
  growth: [perTime, { op: 'number', value: 0 }],
  death: [perTime, { op: 'number', value: 0 }],
  dying: [timeDimension, { op: 'number', value: 0 }],
};

/** What is evaluated for each cell where it stands; the rest is one number for all. */
const local = new Set(['speed', 'persistence', 'follow', 'division', 'death']);

/** Reads an expression of the tissue: over parameters, or also over what a cell finds where it stands. */
type Read = (expression: Expression | undefined, wanted: Dimension, path: readonly string[], local?: boolean) => Node;

/** The tissue of a model, if there is one. */
export function compileTissue(context: Context): CompiledTissue | undefined {
  const { tissue } = context.file;
  if (tissue === undefined) return undefined;
  const { symbols, report } = context;
  const of = symbols.placeByKind.get(tissue.of);
  if (!of)
    return report.fail(['tissue', 'of'], 'a tissue of a kind of place that does not exist', {
      found: tissue.of,
      nearest: nearest(tissue.of, symbols.placeByKind.keys()),
    });
  const rises = entriesOf(tissue.rises).map(([id, { slot }]) => compileRise(context, of.index, id, slot));
  const read = reader(context, localsOf(context, tissue, rises));
  return {
    of: of.index,
    dimensions: tissue.dimensions,
    box: [0, 1, 2].map((i) => read(tissue.box[i], lengthDimension, ['box'])) as unknown as CompiledTissue['box'],
    voxel: read(tissue.voxel, lengthDimension, ['voxel']),
    coarse: read(tissue.coarse ?? tissue.voxel, lengthDimension, [tissue.coarse === undefined ? 'voxel' : 'coarse']),
    start: compileStart(tissue.start, read),
    rises: rises.map(({ dimension: _, ...rise }) => rise),
    follow: {
      cells: tissue.follow.cells,
      every: positive(context, tissue.follow.every, ['tissue', 'follow', 'every'], 's'),
    },
    cells: compileCells(tissue.cells, read),
    regions: entriesOf(tissue.regions).map(([id, region]) => ({ id, ...compileRegion(region, ['regions', id], read) })),
    gels: entriesOf(tissue.gels).map(([id, gel]) => compileGel(context, id, gel, read)),
    passages: entriesOf(tissue.passages).map(([id, passage]) => compilePassage(context, id, passage, read)),
    spread: entriesOf(tissue.spread).map(([id, field]) => compileSpread(context, id, field, read)),
    ...(tissue.vessel && { vessel: read(tissue.vessel.radius, lengthDimension, ['vessel', 'radius']) }),
    tick: positive(context, tissue.tick ?? '6 min', ['tissue', 'tick'], 's'),
    steps: tissue.steps ?? 6,
  };
}

function reader({ resolver, symbols }: Context, locals: ReadonlyMap<string, ParameterSymbol>): Read {
  const root = symbols.places.findIndex(({ parent }) => parent < 0);
  const scope: Scope = {
    ...scopeOf(symbols, root, 'a number of the tissue'),
    constantsOnly: true,
    readsFields: false,
    readsCovered: false,
  };
  return (expression, wanted, path, local = false) =>
    resolver.resolve(expression ?? 0, local ? { ...scope, locals } : scope, ['tissue', ...path], wanted).node;
}

/** What expressions of a cell know besides the parameters, in the order of their values. */
function localsOf(
  { symbols, report, file }: Context,
  tissue: Tissue,
  rises: readonly { readonly id: string; readonly dimension: Dimension }[],
): ReadonlyMap<string, ParameterSymbol> {
  const densities = entriesOf(tissue.gels).map(([id, { unit }]) => {
    return { id, dimension: report.within(['tissue', 'gels', id, 'unit'], () => parseUnit(unit)).dimension };
  });
  const named = [
    ...rises,
    ...densities,
    ...entriesOf(tissue.spread).map(([id]) => ({ id, dimension: concentrationDimension })),
    { id: 'pore', dimension: areaDimension },
    { id: 'contacts', dimension: dimensionless },
    { id: 'age', dimension: timeDimension },
    { id: 'here', dimension: concentrationDimension },
  ];
  const locals = new Map<string, ParameterSymbol>();
  const first = entriesOf(file.parameters).length;
  named.forEach(({ id, dimension }, i) => {
    if (symbols.parameters.has(id) || locals.has(id))
      report.fail(['tissue'], 'a name of the tissue is taken already', { found: id, expected: 'a name of its own' });
    locals.set(id, { id, index: first + i, dimension });
  });
  return locals;
}

function compileRise(
  { symbols, resolver, report }: Context,
  of: number,
  id: string,
  slot: string,
): CompiledRise & { readonly dimension: Dimension } {
  const path = ['tissue', 'rises', id, 'slot'];
  const [kind, name] = slot.split('.');
  const place = symbols.placeByKind.get(kind);
  if (place?.parent === of && name === undefined)
    return { id, slot, place: place.index, unit: '1', factor: 1, dimension: dimensionless };
  const inside = place !== undefined && (isAround(symbols.places, place.index, of) || place.parent === of);
  const species = place?.species.get(name);
  const definition = place?.definitions.get(name);
  if (!place || !inside || !(species ?? definition))
    return report.fail(path, 'nothing of a followed cell has this name', {
      found: slot,
      expected:
        'a species or definition of the cell, of a place around it or of its sites, or the kind of its sites alone',
      nearest: place && nearest(name, [...place.species.keys(), ...place.definitions.keys()]),
    });
  if (species) return { id, slot, place: place.index, ...declaredIn(species.unit) };
  const { dimension } = resolver.definition(place, name);
  const unit = definition?.unit === undefined ? undefined : report.within(path, () => parseUnit(definition.unit!));
  return {
    id,
    slot,
    place: place.index,
    ...(unit ? declaredIn(unit) : { unit: '', factor: 1, dimension: dimension ?? dimensionless }),
  };
}

function declaredIn({ text, factor, dimension }: { text: string; factor: number; dimension: Dimension }) {
  return { unit: text, factor, dimension };
}

/** Whether `outer` is `inner` or a place around it. */
function isAround(places: Context['symbols']['places'], outer: number, inner: number): boolean {
  for (let at = inner; at >= 0; at = places[at].parent) if (at === outer) return true;
  return false;
}

function compileStart(start: TissueStart, read: Read): CompiledTissue['start'] {
  const cells = read(start.cells, dimensionless, ['start', 'cells']);
  const at = (expression: Expression, key: string) => read(expression, lengthDimension, ['start', key]);
  const nowhere: Node = { op: 'number', value: 0 };
  switch (start.shape) {
    case 'ball':
      return { shape: 'ball', cells, from: nowhere, to: at(start.radius, 'radius') };
    case 'layer': {
      const height = at(start.at, 'at');
      return { shape: 'layer', cells, from: height, to: height };
    }
    case 'slab':
      return { shape: 'slab', cells, from: at(start.from, 'from'), to: at(start.to, 'to') };
    case 'tubes':
      return { shape: 'tubes', cells, from: at(start.spacing, 'spacing'), to: nowhere };
  }
}

function compileCells(cells: TissueCells, read: Read): CompiledTissue['cells'] {
  const entries = entriesOf(ofCells).map(([id, [dimension, otherwise]]) => {
    const expression = cells[id as keyof TissueCells];
    const node =
      expression === undefined && otherwise ? otherwise : read(expression, dimension, ['cells', id], local.has(id));
    return [id, node];
  });
  return Object.fromEntries(entries);
}

function compileRegion(where: TissueRegion, path: readonly string[], read: Read): CompiledRegion {
  const nowhere: Node = { op: 'number', value: 0 };
  const at = (expression: Expression, ...keys: string[]) => read(expression, lengthDimension, [...path, ...keys]);
  const region = { shape: where.shape, from: nowhere, to: nowhere, radius: nowhere, spacing: nowhere };
  switch (where.shape) {
    case 'everywhere':
      return region;
    case 'slab': {
      const { from, to, holes } = where;
      const slab = { ...region, from: at(from, 'from'), to: at(to, 'to') };
      if (holes === undefined) return slab;
      return { ...slab, radius: at(holes.radius, 'holes', 'radius'), spacing: at(holes.spacing, 'holes', 'spacing') };
    }
    case 'holes':
    case 'tubes':
    case 'outside-tubes': {
      const lattice = { ...region, radius: at(where.radius, 'radius'), spacing: at(where.spacing, 'spacing') };
      return where.shape === 'holes' ? { ...lattice, from: at(where.from, 'from'), to: at(where.to, 'to') } : lattice;
    }
    default:
      return { ...region, from: at(where.radius, 'radius') };
  }
}

/** Where something is: a region of its own, or a named one. */
function compileWhere(
  { report, file }: Context,
  where: TissueRegion | string,
  path: readonly string[],
  read: Read,
): CompiledRegion {
  if (typeof where !== 'string') return compileRegion(where, path, read);
  const regions = file.tissue?.regions ?? {};
  if (!Object.hasOwn(regions, where))
    return report.fail(['tissue', ...path], 'a region that the tissue does not have', {
      found: where,
      expected: 'the name of one of its regions',
      nearest: nearest(where, Object.keys(regions)),
    });
  return compileRegion(regions[where], ['regions', where], read);
}

function compilePassage(context: Context, id: string, { where, pore }: Passage, read: Read): CompiledPassage {
  const path = ['passages', id];
  return {
    id,
    where: compileWhere(context, where, [...path, 'where'], read),
    pore: read(pore, areaDimension, [...path, 'pore'], true),
  };
}

function compileGel(context: Context, id: string, gel: Gel, read: Read): CompiledGel {
  const { report } = context;
  const path = ['gels', id];
  const unit = report.within(['tissue', ...path, 'unit'], () => parseUnit(gel.unit));
  if (!sameDimension(unit.dimension, concentrationDimension))
    report.fail(['tissue', ...path, 'unit'], 'the density of a gel is no concentration', {
      found: gel.unit,
      expected: 'a unit such as uM',
    });
  return {
    id,
    unit: unit.text,
    factor: unit.factor,
    where: compileWhere(context, gel.where, [...path, 'where'], read),
    ...(gel.thickness !== undefined && { thickness: read(gel.thickness, lengthDimension, [...path, 'thickness']) }),
    density: read(gel.density, concentrationDimension, [...path, 'density']),
    pore: read(gel.pore, areaDimension, [...path, 'pore'], true),
    cleared: read(gel.cleared, clearance, [...path, 'cleared'], true),
    lost: read(gel.lost, perTime, [...path, 'lost'], true),
  };
}

function compileSpread(context: Context, id: string, field: TissueField, read: Read): CompiledSpread {
  const { report } = context;
  const path = ['spread', id];
  const unit = report.within(['tissue', ...path, 'unit'], () => parseUnit(field.unit));
  if (!sameDimension(unit.dimension, concentrationDimension))
    report.fail(['tissue', ...path, 'unit'], 'a soluble species is no concentration', {
      found: field.unit,
      expected: 'a unit such as nM',
    });
  return {
    id,
    unit: unit.text,
    factor: unit.factor,
    initial: read(field.initial ?? field.outside, concentrationDimension, [...path, 'initial']),
    diffusivity: read(field.diffusivity, diffusion, [...path, 'diffusivity']),
    decay: read(field.decay, perTime, [...path, 'decay']),
    ...(field.outside !== undefined && { outside: read(field.outside, concentrationDimension, [...path, 'outside']) }),
    settles: field.settles === true,
    secretion: read(field.secretion, flow, [...path, 'secretion'], true),
    uptake: read(field.uptake, clearance, [...path, 'uptake'], true),
    ...compilePassing(context, id, field, read),
    ...(field.sets && { sets: compileSets(context, id, field.sets, read) }),
  };
}

function compileSets(
  context: Context,
  id: string,
  { parameter, value, at }: NonNullable<TissueField['sets']>,
  read: Read,
): NonNullable<CompiledSpread['sets']> {
  const { symbols, report, file } = context;
  const path = ['tissue', 'spread', id, 'sets'];
  const symbol = symbols.parameters.get(parameter);
  if (!symbol)
    return report.fail([...path, 'parameter'], 'a field sets a parameter that does not exist', {
      found: parameter,
      nearest: nearest(parameter, symbols.parameters.keys()),
    });
  const { unit } = file.parameters![parameter];
  const points = at.map((one, i) => quantity(context, one, [...path, 'at', i], unit).value);
  if (points.some((point, i) => i > 0 && !(point > points[i - 1])))
    report.fail([...path, 'at'], 'the points at which cells are followed do not rise', { found: at.join(', ') });
  return {
    parameter: symbol.index,
    value: read(value, symbol.dimension, ['spread', id, 'sets', 'value'], true),
    at: points,
  };
}
