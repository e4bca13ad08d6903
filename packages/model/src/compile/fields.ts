import { nearest, sameDimension } from '@invadolab/core';
import { type Scope, scopeOf } from '../check/scope.js';
import type { FieldSymbol, SpeciesSymbol } from '../check/symbols.js';
import type { CompiledField, CompiledFieldSpecies, CompiledReaction } from '../compiled.js';
import type { SolubleSpecies } from '../language.js';
import { type Context, perTime, positive } from './context.js';

const MOST_VOXELS = 4096;

/** The fields with their voxel reactions. */
export function compileFields(
  context: Context,
  reactions: readonly { field: number; compiled: CompiledReaction }[],
): CompiledField[] {
  const fields = context.symbols.fields.map((field) => {
    const { declared, id } = field;
    const path = ['fields', id];
    const voxel = positive(context, declared.voxel, [...path, 'voxel'], 'um');
    const side = positive(context, declared.side, [...path, 'side'], 'um');
    return {
      id,
      kind: declared.kind,
      place: field.place,
      voxel,
      side: voxelsPerSide(context, side, voxel, [...path, 'side']),
      height: declared.kind === 'soluble' ? positive(context, declared.height, [...path, 'height'], 'um') : 0,
      species: [...field.species.values()].map((symbol) => compileSpecies(context, field, symbol)),
      reactions: reactions.filter((reaction) => reaction.field === field.index).map((reaction) => reaction.compiled),
    };
  });
  const first = fields[0];
  for (const other of fields.slice(1)) {
    if (Math.abs(other.side * other.voxel - first.side * first.voxel) > 1e-9 * first.side * first.voxel) {
      context.report.fail(['fields', other.id, 'side'], 'fields cover different squares', {
        found: `${other.side * other.voxel} um`,
        expected: `${first.side * first.voxel} um, as ${first.id}`,
      });
    }
  }
  return fields;
}

function voxelsPerSide(context: Context, side: number, voxel: number, path: string[]): number {
  const count = Math.round(side / voxel);
  if (count < 1 || Math.abs(count * voxel - side) > 1e-6 * side) {
    context.report.fail(path, 'a side is no whole number of voxels', {
      found: `${side / voxel} voxels`,
      expected: 'a multiple of `voxel`',
    });
  }
  if (count > MOST_VOXELS) {
    context.report.fail(path, 'a field has too many voxels', {
      found: `${count} per side`,
      expected: `at most ${MOST_VOXELS}`,
    });
  }
  return count;
}

function compileSpecies(context: Context, field: FieldSymbol, symbol: SpeciesSymbol): CompiledFieldSpecies {
  const { resolver, symbols } = context;
  const path = ['fields', field.id, 'species', symbol.id];
  const scope: Scope = {
    ...scopeOf(symbols, field.place, 'a value of a field'),
    constantsOnly: true,
    readsFields: false,
    readsCovered: false,
  };
  const { declared } = field;
  const common = { id: symbol.id, unit: symbol.unit.text, factor: symbol.unit.factor };
  if (declared.kind === 'matrix') {
    const initial = resolver.resolve(
      declared.species[symbol.id].initial,
      scope,
      [...path, 'initial'],
      symbol.unit.dimension,
    );
    return { ...common, initial: initial.node };
  }
  const species = declared.species[symbol.id];
  const { decay } = species;
  return {
    ...common,
    initial: resolver.resolve(species.initial ?? 0, scope, [...path, 'initial'], symbol.unit.dimension).node,
    diffusivity: resolver.resolve(species.diffusivity, scope, [...path, 'diffusivity'], [2, -1, 0, 0, 0]).node,
    ...(decay !== undefined && { decay: resolver.resolve(decay, scope, [...path, 'decay'], perTime).node }),
    ...(species.exchange && { exchange: compileExchange(context, field, species.exchange, scope, path) }),
  };
}

function compileExchange(
  context: Context,
  field: FieldSymbol,
  declared: NonNullable<SolubleSpecies['exchange']>,
  scope: Scope,
  path: string[],
): NonNullable<CompiledFieldSpecies['exchange']> {
  const { report, resolver, symbols } = context;
  const place = symbols.places[field.place];
  const partner = place.species.get(declared.with);
  if (!partner) {
    return report.fail([...path, 'exchange', 'with'], 'a field exchanges with a species that does not exist', {
      found: declared.with,
      expected: `a species of ${place.kind}`,
      nearest: nearest(declared.with, place.species.keys()),
    });
  }
  if (!partner.perVolume || !sameDimension(partner.unit.dimension, [-3, 0, 0, 1, 0])) {
    report.fail([...path, 'exchange', 'with'], 'a field exchanges with something that is no concentration', {
      found: `${partner.id} (${partner.unit.text})`,
      expected: 'a concentration such as uM',
    });
  }
  const { node } = resolver.resolve(declared.rate, scope, [...path, 'exchange', 'rate'], perTime);
  return { index: partner.index, rate: node };
}
