import { BadInput, nearest } from '@invadolab/core';
import { Report } from '../check/report.js';
import { collectSymbols } from '../check/symbols.js';
import type { Expression, Founding, ModelEvent, ModelFile, PlaceKind, Species } from '../language.js';
import { labelReaction } from './reaction.js';
import { type Labelling, type LabelSuffixes, shareOf } from './share.js';

/**
 * The same model with each named species split into a bright and a dark copy, as a fluorescent label does. Every
 * reaction that moves it is written once per label, in proportion to the label's share, so the sum of the copies obeys
 * the original equations exactly; the sum keeps the species' name (it becomes a definition), so every other expression
 * is unchanged. All content starts bright, and so does what is newly made; nothing but an event or a session darkens it.
 * One term of an equation carries one label, bursts included; where two labelled species merge, the product has that of
 * either with equal odds, so the mean brightness is exact. Throws `BadInput` for an unknown species.
 */
export function labelSpecies(
  file: ModelFile,
  species: Readonly<Record<string, readonly string[]>>,
  suffixes: LabelSuffixes = { bright: '_bright', dark: '_dark' },
): ModelFile {
  const symbols = collectSymbols(file, new Report());
  const labelled = new Map(Object.entries(species).map(([place, names]) => [place, new Set(names)]));
  const labelling: Labelling = { symbols, labelled, suffixes };
  checkNames(labelling);
  return {
    ...file,
    places: mapRecord(file.places, (kind, place) => [[kind, labelPlace(labelling, kind, place)]]),
    ...(file.reactions && { reactions: mapRecord(file.reactions, (id, entry) => labelReaction(labelling, id, entry)) }),
    ...(file.found && { found: mapRecord(file.found, (id, entry) => [[id, labelFounding(labelling, entry)]]) }),
    ...(file.events && { events: mapRecord(file.events, (id, entry) => [[id, labelEvent(labelling, entry)]]) }),
    ...(file.conserved && {
      conserved: mapRecord(file.conserved, (id, entry) => [
        [id, splitKeys(entry, (name) => owns(labelling, name), both(labelling))],
      ]),
    }),
  };
}

function checkNames({ symbols, labelled, suffixes }: Labelling): void {
  for (const [kind, names] of labelled) {
    const place = symbols.placeByKind.get(kind);
    if (!place) {
      const known = symbols.placeByKind.keys();
      throw new BadInput('a label names an unknown place', {
        found: kind,
        expected: 'a kind of place',
        nearest: nearest(kind, known),
      });
    }
    for (const name of names) {
      const known = place.species.keys();
      if (!place.species.has(name)) {
        throw new BadInput('a label names an unknown species', {
          found: name,
          expected: `a species of ${kind}`,
          nearest: nearest(name, known),
        });
      }
      const exchanged = symbols.fields.find(
        ({ declared }) =>
          declared.kind === 'soluble' &&
          declared.in === kind &&
          Object.values(declared.species).some((entry) => entry.exchange?.with === name),
      );
      if (exchanged) {
        throw new BadInput('a species that a field exchanges cannot be labelled', {
          found: name,
          expected: 'a species inside places',
        });
      }
      for (const suffix of [suffixes.bright, suffixes.dark]) {
        const taken = symbols.places.some(
          (other) =>
            other.species.has(name + suffix) ||
            other.amounts.has(name + suffix) ||
            other.definitions.has(name + suffix),
        );
        if (taken || symbols.parameters.has(name + suffix)) {
          throw new BadInput('the name of a labelled copy is taken', {
            found: name + suffix,
            expected: 'another suffix',
          });
        }
      }
    }
  }
}

function labelPlace(labelling: Labelling, kind: string, place: PlaceKind): PlaceKind {
  const { labelled, suffixes } = labelling;
  const names = labelled.get(kind) ?? new Set();
  const receivers = place.in === undefined ? undefined : labelled.get(place.in);
  const copy = (entry: Species, suffix: string): Species => ({
    ...entry,
    ...(entry.returns !== undefined && receivers?.has(entry.returns) && { returns: entry.returns + suffix }),
  });
  const sums: [string, { value: string; unit: string; name?: string }][] = [];
  const species =
    place.species &&
    mapRecord(place.species, (id, entry) => {
      if (!names.has(id)) return [[id, copy(entry, suffixes.bright)]];
      const { initial: _start, ...empty } = copy(entry, suffixes.dark);
      sums.push([id, { value: `${id}${suffixes.bright} + ${id}${suffixes.dark}`, unit: entry.unit, name: entry.name }]);
      return [
        [id + suffixes.bright, copy(entry, suffixes.bright)],
        [id + suffixes.dark, empty],
      ];
    });
  if (sums.length === 0) return species ? { ...place, species } : place;
  return { ...place, species, definitions: { ...place.definitions, ...Object.fromEntries(sums) } };
}

/** What a birth takes keeps its label; content that comes from nothing labelled is bright. */
function labelFounding(labelling: Labelling, founding: Founding): Founding {
  const { labelled, suffixes } = labelling;
  const given = labelled.get(founding.place) ?? new Set();
  const owned = labelled.get(founding.in) ?? new Set();
  const sources = Object.keys(founding.takes ?? {}).filter((name) => owned.has(name));
  const [source] = sources.length === 1 ? sources : [];
  const split = (value: Expression, from: string): [string, Expression][] => [
    [suffixes.bright, `(${value}) * ${shareOf(from, suffixes, 'bright')}`],
    [suffixes.dark, `(${value}) * ${shareOf(from, suffixes, 'dark')}`],
  ];
  return {
    ...founding,
    ...(founding.takes && { takes: splitKeys(founding.takes, (name) => owned.has(name), split) }),
    ...(founding.contents && {
      contents: splitKeys(
        founding.contents,
        (name) => given.has(name),
        (value) => (source === undefined ? [[suffixes.bright, value]] : split(value, source)),
      ),
    }),
  };
}

/** An event sets the whole species: its new content is bright. */
function labelEvent(labelling: Labelling, event: ModelEvent): ModelEvent {
  const { suffixes } = labelling;
  const set = splitKeys(
    event.set,
    (name) => owns(labelling, name),
    (value) => [
      [suffixes.bright, value],
      [suffixes.dark, 0],
    ],
  );
  return { ...event, set };
}

/** Whether `cell.X` or a bare `X` names a labelled species. */
function owns({ labelled }: Labelling, name: string): boolean {
  const [kind, local] = name.includes('.') ? name.split('.', 2) : [undefined, name];
  return [...labelled].some(([place, names]) => (kind === undefined || kind === place) && names.has(local));
}

const both =
  ({ suffixes }: Labelling) =>
  <T>(value: T): [string, T][] => [
    [suffixes.bright, value],
    [suffixes.dark, value],
  ];

function splitKeys<T>(
  record: Readonly<Record<string, T>>,
  chosen: (name: string) => boolean,
  copies: (value: T, name: string) => [string, T][],
): Record<string, T> {
  return mapRecord(record, (name, value) =>
    chosen(name) ? copies(value, name).map(([suffix, copy]): [string, T] => [name + suffix, copy]) : [[name, value]],
  );
}

function mapRecord<A, B>(
  record: Readonly<Record<string, A>>,
  change: (id: string, entry: A) => [string, B][],
): Record<string, B> {
  return Object.fromEntries(Object.entries(record).flatMap(([id, entry]) => change(id, entry)));
}
