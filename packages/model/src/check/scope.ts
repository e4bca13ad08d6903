import { type Dimension, dimensionless, nearest } from '@invadolab/core';
import type { Node, SlotReference } from '../compiled.js';
import { quotient } from '../nodes/build.js';
import type { AmountSymbol, FieldSymbol, ParameterSymbol, PlaceSymbol, SpeciesSymbol, Symbols } from './symbols.js';

/** How far up a rate may reach: its own place and three around it. */
export const farthestUp = 3;

/** Where an expression stands and what it may read there. */
export interface Scope {
  /** Index of the place it is evaluated in. */
  readonly place: number;
  /** Field whose species are known without qualification (voxel reactions and reactions `over` it). */
  readonly field?: number;
  /** It stands in that field itself, so the field's names come first. */
  readonly voxel?: boolean;
  /** What it is, for messages: `a rate`. */
  readonly what: string;
  /** State, time: an initial value or a volume reads neither. */
  readonly constantsOnly?: boolean;
  /** Fields may be read. */
  readonly readsFields: boolean;
  /** `covered` may be read. */
  readonly readsCovered: boolean;
  /** Names that only this expression knows, before all others; their values stand behind those of the parameters. */
  readonly locals?: ReadonlyMap<string, ParameterSymbol>;
}

/** What a name stands for. */
export type Meaning =
  | { readonly kind: 'species'; readonly symbol: SpeciesSymbol; readonly up: number }
  | { readonly kind: 'amount'; readonly symbol: AmountSymbol; readonly up: number }
  | { readonly kind: 'volume'; readonly place: PlaceSymbol; readonly up: number }
  | { readonly kind: 'definition'; readonly place: PlaceSymbol; readonly id: string; readonly up: number }
  | { readonly kind: 'field'; readonly symbol: SpeciesSymbol; readonly field: FieldSymbol }
  | { readonly kind: 'parameter'; readonly symbol: ParameterSymbol }
  | { readonly kind: 'time' | 'covered' | 'pi' };

/** The scope in which a place's own expressions stand. */
export function scopeOf(symbols: Symbols, place: number, what: string): Scope {
  const own = symbols.places[place];
  const around = own.parent < 0 ? undefined : symbols.places[own.parent];
  const extent = own.declared.extent !== undefined;
  return { place, what, readsFields: extent, readsCovered: extent && around?.declared.extent !== undefined };
}

/** The place and those around it, innermost first. */
export function chainOf(symbols: Symbols, place: number): PlaceSymbol[] {
  const chain: PlaceSymbol[] = [];
  for (let at = place; at >= 0; at = symbols.places[at].parent) chain.push(symbols.places[at]);
  return chain;
}

/** Looks a name up: own place, the named field, the places around, parameters; or the qualifier's. */
export function lookUp(symbols: Symbols, scope: Scope, name: string, qualifier?: string): Meaning | undefined {
  const chain = chainOf(symbols, scope.place);
  if (qualifier !== undefined) {
    const up = chain.findIndex((place) => place.kind === qualifier);
    if (up >= 0) return inPlace(chain[up], up, name);
    const named = symbols.fieldById.get(qualifier);
    const field = named && chain.includes(symbols.places[named.place]) ? named : undefined;
    const symbol = field?.species.get(name);
    return field && symbol ? { kind: 'field', symbol, field } : undefined;
  }
  const local = scope.locals?.get(name);
  if (local) return { kind: 'parameter', symbol: local };
  if (name === 't') return { kind: 'time' };
  if (name === 'pi' || name === 'covered') return { kind: name };
  const field = scope.field === undefined ? undefined : symbols.fields[scope.field];
  const symbol = field?.species.get(name);
  const inField: Meaning | undefined = field && symbol && { kind: 'field', symbol, field };
  if (inField && scope.voxel) return inField;
  for (const [up, place] of chain.entries()) {
    const meaning = inPlace(place, up, name);
    if (meaning) return meaning;
    if (up === 0 && inField) return inField;
  }
  const parameter = symbols.parameters.get(name);
  return parameter && { kind: 'parameter', symbol: parameter };
}

function inPlace(place: PlaceSymbol, up: number, name: string): Meaning | undefined {
  if (name === 'volume') return { kind: 'volume', place, up };
  const species = place.species.get(name);
  if (species) return { kind: 'species', symbol: species, up };
  const amount = place.amounts.get(name);
  if (amount) return { kind: 'amount', symbol: amount, up };
  return place.definitions.has(name) ? { kind: 'definition', place, id: name, up } : undefined;
}

/** The valid name that was probably meant. */
export function nearestName(symbols: Symbols, scope: Scope, name: string, qualifier?: string): string | undefined {
  const written = qualifier === undefined ? name : `${qualifier}.${name}`;
  const elsewhere = symbols.fields.find((field) => field.species.has(name));
  if (qualifier === undefined && elsewhere) return `${elsewhere.id}.${name}`;
  const chain = chainOf(symbols, scope.place);
  const owners = [
    ...chain.map((place) => ({
      id: place.kind,
      names: [...place.species.keys(), ...place.amounts.keys(), ...place.definitions.keys()],
    })),
    ...symbols.fields.map((field) => ({ id: field.id, names: [...field.species.keys()] })),
  ];
  if (qualifier !== undefined)
    return nearest(
      written,
      owners.flatMap(({ id, names }) => names.map((n) => `${id}.${n}`)),
    );
  const bare = owners.slice(0, chain.length).flatMap(({ names }) => names);
  const locals = scope.locals?.keys() ?? [];
  return nearest(written, [...locals, ...bare, ...symbols.parameters.keys(), 't', 'pi', 'covered', 'volume']);
}

/** Value and dimension of a meaning that is not a definition. In base units. */
export function meaningValue(
  symbols: Symbols,
  scope: Scope,
  meaning: Exclude<Meaning, { kind: 'definition' }>,
): { node: Node; dimension: Dimension } {
  switch (meaning.kind) {
    case 'species': {
      const node = slot({ at: 'state', up: meaning.up, index: meaning.symbol.index });
      const place = chainOf(symbols, scope.place)[meaning.up];
      const value = meaning.symbol.perVolume ? quotient(node, volumeOf(place, meaning.up)) : node;
      return { node: value, dimension: meaning.symbol.unit.dimension };
    }
    case 'amount':
      return {
        node: slot({ at: 'constant', up: meaning.up, index: meaning.symbol.index }),
        dimension: meaning.symbol.unit.dimension,
      };
    case 'volume':
      return { node: volumeOf(meaning.place, meaning.up), dimension: [3, 0, 0, 0, 0] };
    case 'field':
      return {
        node: slot({ at: 'field', field: meaning.field.index, index: meaning.symbol.index }),
        dimension: meaning.symbol.unit.dimension,
      };
    case 'parameter':
      return { node: slot({ at: 'parameter', index: meaning.symbol.index }), dimension: meaning.symbol.dimension };
    case 'time':
      return { node: slot({ at: 'time' }), dimension: [0, 1, 0, 0, 0] };
    case 'covered':
      return { node: slot({ at: 'covered' }), dimension: dimensionless };
    case 'pi':
      return { node: { op: 'number', value: Math.PI }, dimension: dimensionless };
  }
}

/** The volume of a place `up` levels above: the constant after its amounts. */
export function volumeOf(place: PlaceSymbol, up: number): Node {
  return slot({ at: 'constant', up, index: place.amounts.size });
}

function slot(reference: SlotReference): Node {
  return { op: 'slot', slot: reference };
}
