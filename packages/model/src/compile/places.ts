import { formatDimension, nearest, parseUnit } from '@invadolab/core';
import { type Scope, scopeOf, volumeOf } from '../check/scope.js';
import { amountDimension, entriesOf, type PlaceSymbol, type SpeciesSymbol } from '../check/symbols.js';
import type { CompiledConstant, CompiledPlace, CompiledSpecies, Node } from '../compiled.js';
import { constant, product } from '../nodes/build.js';
import { compileAmounts } from './constants.js';
import { areaDimension, atDefaults, type Context, lengthDimension, timeDimension, volumeDimension } from './context.js';

/** A kind of place without its reactions. */
export function compilePlace(
  context: Context,
  place: PlaceSymbol,
  parameters: readonly CompiledConstant[],
  around: readonly CompiledPlace[],
): CompiledPlace {
  const { report, resolver, symbols } = context;
  const { declared, kind } = place;
  const base = ['places', kind];
  const constantsOnly = (what: string): Scope => ({ ...scopeOf(symbols, place.index, what), constantsOnly: true });
  const volume =
    declared.volume === undefined
      ? constant(1)
      : resolver.resolve(declared.volume, constantsOnly('a volume'), [...base, 'volume'], volumeDimension).node;
  const amounts = compileAmounts(context, kind);
  const levels: (readonly CompiledConstant[])[] = [amounts];
  for (let at = place.parent; at >= 0; at = around[at].parent) levels.push(around[at].constants);
  const volumeValue = atDefaults(volume, parameters, levels);
  if (!(volumeValue > 0 && Number.isFinite(volumeValue))) {
    report.fail([...base, 'volume'], 'a volume is not positive', {
      found: String(volumeValue),
      expected: 'more than 0 um3',
    });
  }
  const constants = [...amounts, { id: 'volume', value: volumeValue, unit: 'um3', factor: 1 }];
  levels[0] = constants;
  const species = [...place.species.values()].map((symbol) => {
    const compiled = compileSpecies(context, place, symbol, constantsOnly('an initial value'));
    const start = atDefaults(compiled.initial, parameters, levels);
    const amountLike = symbol.perVolume || symbol.unit.dimension[3] === 1;
    if (!Number.isFinite(start) || (amountLike && start < 0)) {
      report.fail([...base, 'species', symbol.id, 'initial'], 'an initial value is negative or not a number', {
        found: String(start / symbol.unit.factor),
        expected: '0 or more',
      });
    }
    return compiled;
  });
  return {
    kind,
    parent: place.parent,
    count: declared.count ?? (foundedOnly(context, kind) ? 0 : 1),
    solver: declared.solver ?? 'ode',
    ...(declared.numbered === 'last' && { numberedLast: true }),
    species,
    constants,
    volume,
    ...compileGeometry(context, place),
    definitions: compileDefinitions(context, place),
    reactions: [],
  };
}

const foundedOnly = (context: Context, kind: string): boolean =>
  Object.values(context.file.found ?? {}).some((founding) => founding.place === kind);

function compileSpecies(context: Context, place: PlaceSymbol, symbol: SpeciesSymbol, scope: Scope): CompiledSpecies {
  const declared = place.declared.species?.[symbol.id];
  const path = ['places', place.kind, 'species', symbol.id];
  const { node } = context.resolver.resolve(declared?.initial ?? 0, scope, [...path, 'initial'], symbol.unit.dimension);
  return {
    id: symbol.id,
    unit: symbol.unit.text,
    factor: symbol.unit.factor,
    perVolume: symbol.perVolume,
    initial: symbol.perVolume ? product(node, volumeOf(place, 0)) : node,
    tolerance: declared?.tolerance ?? 1e-6,
    returns: declared?.returns === undefined ? -1 : returned(context, place, symbol, declared.returns),
  };
}

/** State index of the parent's species that receives this one's content. */
function returned(context: Context, place: PlaceSymbol, symbol: SpeciesSymbol, name: string): number {
  const path = ['places', place.kind, 'species', symbol.id, 'returns'];
  const parent = place.parent < 0 ? undefined : context.symbols.places[place.parent];
  const target = parent?.species.get(name);
  if (!parent || !target) {
    return context.report.fail(path, 'content returns to a species that does not exist', {
      found: name,
      expected: parent ? `a species of ${parent.kind}` : 'nothing: a root does not dissolve',
      nearest: parent && nearest(name, parent.species.keys()),
    });
  }
  const stored = storedDimension(symbol);
  if (stored !== storedDimension(target)) {
    context.report.fail(path, 'content returns to a species of another dimension', {
      found: `${name} (${target.unit.text})`,
      expected: `a species like ${symbol.unit.text}`,
    });
  }
  return target.index;
}

/** Dimension of the stored state, as text: concentrations are stored as amounts. */
export function storedDimension(symbol: SpeciesSymbol): string {
  return formatDimension(symbol.perVolume ? amountDimension : symbol.unit.dimension);
}

function compileGeometry(context: Context, place: PlaceSymbol): Pick<CompiledPlace, 'extent' | 'motion'> {
  const { resolver, symbols } = context;
  const { extent, motion } = place.declared;
  const base = ['places', place.kind];
  const scope: Scope = { ...scopeOf(symbols, place.index, 'an extent'), readsFields: false, readsCovered: false };
  const read = (expression: string | number, path: string[], dimension: typeof areaDimension): Node =>
    resolver.resolve(expression, scope, [...base, ...path], dimension).node;
  if (motion && !extent) {
    context.report.fail([...base, 'motion'], 'a place moves but has no position', { expected: 'an `extent`' });
  }
  const moving: Scope = { ...scopeOf(symbols, place.index, 'a motion') };
  return {
    ...(extent && {
      extent:
        extent.shape === 'disc'
          ? {
              shape: 'disc',
              area: read(extent.area, ['extent', 'area'], areaDimension),
              aspect: read(extent.aspect ?? 1, ['extent', 'aspect'], [0, 0, 0, 0, 0]),
            }
          : { shape: 'gaussian', radius: read(extent.radius, ['extent', 'radius'], lengthDimension) },
    }),
    ...(motion && {
      motion: {
        speed: resolver.resolve(motion.speed, moving, [...base, 'motion', 'speed'], [1, -1, 0, 0, 0]).node,
        persistence: resolver.resolve(motion.persistence, moving, [...base, 'motion', 'persistence'], timeDimension)
          .node,
      },
    }),
  };
}

function compileDefinitions(context: Context, place: PlaceSymbol): CompiledPlace['definitions'] {
  return entriesOf(place.declared.definitions).map(([id, declared]) => {
    const { node, dimension } = context.resolver.definition(place, id);
    const written = typeof declared === 'object' ? declared.unit : undefined;
    if (written === undefined) {
      return { id, value: node, unit: dimension ? formatDimension(dimension) : '1', factor: 1 };
    }
    const path = ['places', place.kind, 'definitions', id, 'unit'];
    const unit = context.report.within(path, () => parseUnit(written));
    if (dimension && formatDimension(dimension) !== formatDimension(unit.dimension)) {
      context.report.fail(path, 'a definition has another unit than it says', {
        found: `${unit.text} (${formatDimension(unit.dimension)})`,
        expected: formatDimension(dimension),
      });
    }
    return { id, value: node, unit: unit.text, factor: unit.factor };
  });
}

/** Whether the stored state is counted in molecules. */
export function isAmount(symbol: SpeciesSymbol): boolean {
  return storedDimension(symbol) === formatDimension(amountDimension);
}
