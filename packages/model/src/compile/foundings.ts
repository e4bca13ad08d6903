import { dimensionless, formatDimension, multiplyDimension, nearest, sameDimension } from '@invadolab/core';
import { type Scope, scopeOf } from '../check/scope.js';
import { processStreams, refuseIn } from '../check/streams.js';
import { entriesOf, type PlaceSymbol } from '../check/symbols.js';
import type { CompiledDissolution, CompiledFounding, CompiledPlace, Node } from '../compiled.js';
import type { Expression, Founding } from '../language.js';
import { product } from '../nodes/build.js';
import { slotsOf } from '../nodes/rewrite.js';
import { type Context, lengthDimension, perTime, volumeDimension } from './context.js';
import { isAmount } from './places.js';

/** What makes places. */
export function compileFoundings(context: Context, places: readonly CompiledPlace[]): CompiledFounding[] {
  const streams = processStreams('found', context.file.found, refuseIn(context.report));
  return entriesOf(context.file.found).map(([id, declared]) => {
    const path = ['found', id];
    const place = kindOf(context, declared.place, [...path, 'place']);
    const parent = kindOf(context, declared.in, [...path, 'in']);
    if (place.parent !== parent.index) {
      context.report.fail([...path, 'in'], 'a place is founded outside the kind it lies in', {
        found: declared.in,
        expected: place.declared.in ?? 'another kind: the root cannot be founded',
      });
    }
    return { ...compileFounding(context, id, declared, place, parent, places), stream: streams.get(id) ?? 0 };
  });
}

function compileFounding(
  context: Context,
  id: string,
  declared: Founding,
  place: PlaceSymbol,
  parent: PlaceSymbol,
  places: readonly CompiledPlace[],
): Omit<CompiledFounding, 'stream'> {
  const { resolver, symbols } = context;
  const path = ['found', id];
  const scope = scopeOf(symbols, parent.index, 'a hazard');
  const drawn: Scope = {
    ...scopeOf(symbols, parent.index, 'an acceptance'),
    readsFields: parent.declared.extent !== undefined,
  };
  const { accept, apart } = declared;
  const contents = entriesOf(declared.contents).map(([name, value]) =>
    portion(
      context,
      place,
      name,
      value,
      { ...scope, what: 'a content' },
      [...path, 'contents', name],
      newVolume(places[place.index]),
    ),
  );
  const takes = entriesOf(declared.takes).map(([name, value]) =>
    portion(context, parent, name, value, { ...scope, what: 'a content' }, [...path, 'takes', name], {
      op: 'slot',
      slot: { at: 'constant', up: 0, index: parent.amounts.size },
    }),
  );
  return {
    id,
    place: place.index,
    parent: parent.index,
    hazard: resolver.resolve(declared.hazard, scope, [...path, 'hazard'], perTime).node,
    ...(accept !== undefined && { accept: resolver.resolve(accept, drawn, [...path, 'accept'], dimensionless).node }),
    ...(apart !== undefined && {
      apart: resolver.resolve(apart, { ...scope, what: 'a distance' }, [...path, 'apart'], lengthDimension).node,
    }),
    contents,
    takes,
  };
}

/** Volume of a new place as its parent can compute it: only where it depends on parameters alone. */
function newVolume(place: CompiledPlace): Node | undefined {
  return slotsOf(place.volume).every((slot) => slot.at === 'parameter') ? place.volume : undefined;
}

/** What one species gains or loses at birth, in state units. */
function portion(
  context: Context,
  owner: PlaceSymbol,
  name: string,
  value: Expression,
  scope: Scope,
  path: string[],
  volume: Node | undefined,
): { index: number; value: Node } {
  const symbol = owner.species.get(name);
  if (!symbol) {
    return context.report.fail(path, 'a founding names an unknown species', {
      found: name,
      expected: `a species of ${owner.kind}`,
      nearest: nearest(name, owner.species.keys()),
    });
  }
  const { node, dimension } = context.resolver.resolve(value, scope, path);
  const state = symbol.perVolume ? multiplyDimension(symbol.unit.dimension, volumeDimension) : symbol.unit.dimension;
  if (dimension === undefined || sameDimension(dimension, state)) return { index: symbol.index, value: node };
  const concentration = isAmount(symbol) && sameDimension(dimension, symbol.unit.dimension);
  if (concentration && volume) return { index: symbol.index, value: product(node, volume) };
  return context.report.fail(path, 'a content has the wrong unit', {
    found: formatDimension(dimension),
    expected: concentration
      ? `${formatDimension(state)}: the volume of a new ${owner.kind} depends on its own amounts`
      : formatDimension(state),
  });
}

/** What ends places. */
export function compileDissolutions(context: Context): CompiledDissolution[] {
  const streams = processStreams('dissolve', context.file.dissolve, refuseIn(context.report));
  return entriesOf(context.file.dissolve).map(([id, declared]) => {
    const path = ['dissolve', id];
    const place = kindOf(context, declared.place, [...path, 'place']);
    if (place.parent < 0) {
      context.report.fail([...path, 'place'], 'the root cannot dissolve', {
        found: place.kind,
        expected: 'a place inside another',
      });
    }
    const scope = scopeOf(context.symbols, place.index, 'a hazard');
    return {
      id,
      stream: streams.get(id) ?? 0,
      place: place.index,
      hazard: context.resolver.resolve(declared.hazard, scope, [...path, 'hazard'], perTime).node,
    };
  });
}

/** The place symbol of a kind that a file names. */
export function kindOf(context: Context, kind: string, path: string[]): PlaceSymbol {
  const { placeByKind } = context.symbols;
  const place = placeByKind.get(kind);
  if (place) return place;
  return context.report.fail(path, 'no such kind of place', {
    found: kind,
    expected: 'a kind of place',
    nearest: nearest(kind, placeByKind.keys()),
  });
}
