import { type Dimension, nearest, parseQuantity, parseUnit, sameDimension, type Unit } from '@invadolab/core';
import { reservedNames } from '../expression/tree.js';
import type { Definition, Field, ModelFile, PlaceKind } from '../language.js';
import type { Path, Report } from './report.js';
import { amountStreams, refuseIn } from './streams.js';

export const amountDimension: Dimension = [0, 0, 0, 1, 0];
export const concentrationDimension: Dimension = [-3, 0, 0, 1, 0];
export const densityDimension: Dimension = [-2, 0, 0, 1, 0];

/** Something with a number per individual place. */
export interface SpeciesSymbol {
  readonly id: string;
  readonly index: number;
  readonly unit: Unit;
  /** A concentration, stored as molecules. */
  readonly perVolume: boolean;
}

export interface AmountSymbol {
  readonly id: string;
  readonly index: number;
  readonly unit: Unit;
  /** Addresses what is drawn for it: unique among the amounts of the model. */
  readonly stream: number;
}

export interface PlaceSymbol {
  readonly kind: string;
  readonly index: number;
  /** -1 for the root. */
  readonly parent: number;
  readonly declared: PlaceKind;
  readonly species: ReadonlyMap<string, SpeciesSymbol>;
  readonly amounts: ReadonlyMap<string, AmountSymbol>;
  readonly definitions: ReadonlyMap<string, Definition>;
}

export interface FieldSymbol {
  readonly id: string;
  readonly index: number;
  readonly place: number;
  readonly declared: Field;
  readonly species: ReadonlyMap<string, SpeciesSymbol>;
}

export interface ParameterSymbol {
  readonly id: string;
  readonly index: number;
  readonly dimension: Dimension;
}

/** Every name of a model in the order of declaration, parents before children. */
export interface Symbols {
  readonly places: readonly PlaceSymbol[];
  readonly placeByKind: ReadonlyMap<string, PlaceSymbol>;
  readonly fields: readonly FieldSymbol[];
  readonly fieldById: ReadonlyMap<string, FieldSymbol>;
  readonly parameters: ReadonlyMap<string, ParameterSymbol>;
}

/** Members of a record in the order in which they are declared; ids begin with a letter, so that records keep it. */
export function entriesOf<T>(record: Readonly<Record<string, T>> | undefined): [string, T][] {
  return Object.entries(record ?? {});
}

/** Unit of an amount or parameter: that of its quantity, or the separate `unit` of a bare number. */
export function declaredUnit(
  declared: { readonly value: string | number; readonly unit?: string },
  path: Path,
  report: Report,
): Unit {
  const { value, unit } = declared;
  const own = report.within([...path, 'value'], () => parseQuantity(value)).unit;
  return unit === undefined || own.text !== '1' ? own : report.within([...path, 'unit'], () => parseUnit(unit));
}

/** Collects and checks all names. */
export function collectSymbols(file: ModelFile, report: Report): Symbols {
  const kinds = orderPlaces(file, report);
  const indexOf = new Map(kinds.map((kind, index) => [kind, index]));
  const streams = amountStreams(file.places, refuseIn(report));
  const places = kinds.map((kind, index) => placeSymbol(file, kind, index, indexOf, streams, report));
  const fields = entriesOf(file.fields).map(([id, declared], index) =>
    fieldSymbol(id, declared, index, indexOf, report),
  );
  for (const field of fields) {
    if (indexOf.has(field.id)) {
      report.fail(['fields', field.id], 'a field has the name of a place', {
        found: field.id,
        expected: 'a name of its own',
      });
    }
  }
  const parameters = new Map<string, ParameterSymbol>();
  entriesOf(file.parameters).forEach(([id, declared], index) => {
    checkName(id, ['parameters', id], report);
    const unit = declaredUnit(declared, ['parameters', id], report);
    parameters.set(id, { id, index, dimension: unit.dimension });
  });
  return {
    places,
    placeByKind: new Map(places.map((place) => [place.kind, place])),
    fields,
    fieldById: new Map(fields.map((field) => [field.id, field])),
    parameters,
  };
}

const DEEPEST = 8;

/** Kinds by depth, then in the order of declaration. Refuses several roots, unknown parents and cycles. */
function orderPlaces(file: ModelFile, report: Report): string[] {
  const declared = new Map(Object.entries(file.places));
  const roots: string[] = [];
  const depth = new Map<string, number>();
  for (const [kind, place] of declared) {
    checkName(kind, ['places', kind], report, kind === 'parameter');
    if (place.in === undefined) roots.push(kind);
    else if (!declared.has(place.in)) {
      report.fail(['places', kind, 'in'], 'a place lies in a kind that does not exist', {
        found: place.in,
        expected: 'a kind of place',
        nearest: nearest(place.in, declared.keys()),
      });
    }
    const path: string[] = [];
    let at: string | undefined = kind;
    while (at !== undefined) {
      if (path.includes(at)) {
        report.fail(['places', kind, 'in'], 'places nest in a circle', {
          found: [...path, at].join(' in '),
          expected: 'one root',
        });
      }
      path.push(at);
      at = declared.get(at)?.in;
    }
    if (path.length > DEEPEST) {
      report.fail(['places', kind, 'in'], 'places nest too deeply', {
        found: `${path.length} levels`,
        expected: `at most ${DEEPEST}`,
      });
    }
    depth.set(kind, path.length);
  }
  if (roots.length !== 1) {
    report.fail(roots.length > 1 ? ['places', roots[1]] : ['places'], 'a model needs one root', {
      found: roots.length === 0 ? 'none' : `${roots.length} places without \`in\`: ${roots.slice(0, 5).join(', ')}`,
      expected: 'exactly one place without `in`',
    });
  }
  const key = (kind: string): number => depth.get(kind) ?? 0;
  return [...declared.keys()].sort((a, b) => key(a) - key(b));
}

function placeSymbol(
  file: ModelFile,
  kind: string,
  index: number,
  indexOf: ReadonlyMap<string, number>,
  streams: ReadonlyMap<string, ReadonlyMap<string, number>>,
  report: Report,
): PlaceSymbol {
  const declared = file.places[kind];
  const base = ['places', kind];
  const taken = new Map<string, string>();
  const claim = (id: string, group: string): void => {
    const path = [...base, group, id];
    checkName(id, path, report, declared.in !== undefined && (id === 'x' || id === 'y' || id === 'age' || id === 'id'));
    const before = taken.get(id);
    if (before !== undefined) {
      report.fail(path, 'a name is used twice in one place', {
        found: `${id}, also among the ${before}`,
        expected: 'two names',
      });
    }
    taken.set(id, group);
  };
  const species = new Map<string, SpeciesSymbol>();
  entriesOf(declared.species).forEach(([id, entry], position) => {
    claim(id, 'species');
    const unit = report.within([...base, 'species', id, 'unit'], () => parseUnit(entry.unit));
    species.set(id, { id, index: position, unit, perVolume: sameDimension(unit.dimension, concentrationDimension) });
  });
  const amounts = new Map<string, AmountSymbol>();
  entriesOf(declared.amounts).forEach(([id, entry], position) => {
    claim(id, 'amounts');
    const unit = declaredUnit(entry, [...base, 'amounts', id], report);
    amounts.set(id, { id, index: position, unit, stream: streams.get(kind)?.get(id) ?? 0 });
  });
  const definitions = new Map<string, Definition>();
  for (const [id, entry] of entriesOf(declared.definitions)) {
    claim(id, 'definitions');
    definitions.set(id, typeof entry === 'object' ? entry : { value: entry });
  }
  const parent = declared.in === undefined ? -1 : (indexOf.get(declared.in) ?? -1);
  return { kind, index, parent, declared, species, amounts, definitions };
}

function fieldSymbol(
  id: string,
  declared: Field,
  index: number,
  indexOf: ReadonlyMap<string, number>,
  report: Report,
): FieldSymbol {
  checkName(id, ['fields', id], report, id === 'parameter');
  const place = indexOf.get(declared.in);
  if (place === undefined) {
    report.fail(['fields', id, 'in'], 'a field lies in a place that does not exist', {
      found: declared.in,
      expected: 'a kind of place',
      nearest: nearest(declared.in, indexOf.keys()),
    });
  }
  const species = new Map<string, SpeciesSymbol>();
  entriesOf<{ readonly unit: string }>(declared.species).forEach(([name, entry], position) => {
    const path = ['fields', id, 'species', name];
    checkName(name, path, report);
    const unit = report.within([...path, 'unit'], () => parseUnit(entry.unit));
    const wanted = declared.kind === 'matrix' ? densityDimension : concentrationDimension;
    const pure = declared.kind === 'matrix' && unit.dimension.every((exponent) => exponent === 0);
    if (!pure && !sameDimension(unit.dimension, wanted)) {
      report.fail([...path, 'unit'], 'a field species has the wrong dimension', {
        found: unit.text,
        expected: declared.kind === 'matrix' ? 'molecule/um2 or 1' : 'a concentration such as uM',
      });
    }
    species.set(name, { id: name, index: position, unit, perVolume: false });
  });
  return { id, index, place, declared, species };
}

const identifier = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

function checkName(id: string, path: readonly string[], report: Report, reservedHere = false): void {
  if (!identifier.test(id)) {
    report.fail(path, 'a name is not valid', {
      found: id,
      expected: 'a letter, then letters, digits or _ (at most 64)',
    });
  }
  if (reservedHere || reservedNames.has(id)) {
    report.fail(path, 'a name is reserved', {
      found: id,
      expected: `another name than ${[...reservedNames, 'parameter'].join(', ')}, and x, y, age, id inside places`,
    });
  }
}
