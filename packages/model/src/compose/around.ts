import { BadInput } from '@invadolab/core';
import { parseEquation } from '../expression/equation.js';
import { namesIn, rewriteNames, type WrittenName } from '../expression/rename.js';
import type { Definition, Expression, ModelFile, Parameter, PlaceKind, Reaction } from '../language.js';

/** The kind of place that stands for the cells around the one that is followed. */
export const partnerPlace = 'partner';

/** Partners' amounts draw from streams of their own: those of the same part, and this. Parts stay below it. */
const partnerStreams = 500_000_000;

/**
 * Puts the cells of another model around the cell of this one: the kind `kind` of `other` becomes the place `partner`, which
 * lies where `kind` lay, and `kind` lies in it. Partners keep their own species, amounts, definitions and reactions, with
 * their own numbers where those differ (`partner_...`), and share the rest of the model, of which both are made of the same parts.
 *
 * One partner is followed and stands for `share` of them per cell: what it gives to or takes from the places outside
 * counts that many times. It has no position, so nothing of it reads a field, and founds no places.
 * Throws `BadInput` for a model of which this cannot be said.
 */
export function withPartners(model: ModelFile, other: ModelFile, kind: string, share: number): ModelFile {
  const home = model.places[kind];
  const theirs = other.places[kind];
  if (home?.in === undefined || theirs === undefined)
    throw new BadInput('partners need a kind of place that lies in another', { found: kind });
  if (Object.hasOwn(model.places, partnerPlace))
    throw new BadInput('the model has partners already', { found: partnerPlace });
  const own = namesOf(theirs);
  const outside = new Set(around(model, home.in).flatMap((place) => [...namesOf(model.places[place])]));
  const isShared = (id: string): boolean => {
    const here = model.parameters?.[id];
    return here === undefined || sameNumber(here, other.parameters![id]);
  };
  const needed = new Set<string>();
  const written = (text: Expression): Expression =>
    rewriteNames(text, ({ name, qualifier }) => {
      if (qualifier === kind) return `${partnerPlace}.${name}`;
      if (qualifier !== undefined || own.has(name) || outside.has(name)) return undefined;
      if (other.parameters === undefined || !Object.hasOwn(other.parameters, name)) return undefined;
      needed.add(name);
      return isShared(name) ? undefined : `${partnerPlace}_${name}`;
    });
  const reactions = Object.entries(other.reactions ?? {})
    .filter(([, reaction]) => reaction.in === kind && reaction.over === undefined)
    .map(([id, reaction]) => {
      const equation = times(reaction.equation, own, kind, share);
      return [
        `${partnerPlace}_${id}`,
        { ...reaction, in: partnerPlace, equation, rate: written(reaction.rate) },
      ] as const;
    });
  const place = partnerOf(theirs, home.in, written, reading(other, theirs), reactions);
  const parameters = { ...model.parameters };
  for (const id of Object.keys(other.parameters ?? {}))
    if (needed.has(id))
      parameters[isShared(id) ? id : `${partnerPlace}_${id}`] = named(other.parameters![id], isShared(id));
  return {
    ...model,
    references: sorted({ ...model.references, ...other.references }),
    parameters,
    places: placed(model.places, kind, place),
    reactions: { ...model.reactions, ...Object.fromEntries(reactions) },
    events: { ...model.events, ...eventsOf(other, kind, written, (id) => needed.has(id) && !isShared(id)) },
    conserved: conservedOf(model, kind, theirs, share),
  };
}

function namesOf(place: PlaceKind): Set<string> {
  return new Set([place.species, place.amounts, place.definitions].flatMap((table) => Object.keys(table ?? {})));
}

/** Every name that is read where `kind` lies and further out: what cells in there share. */
export function readAround(model: ModelFile, kind: string): ReadonlySet<string> {
  const chain = around(model, model.places[kind]?.in ?? kind);
  const texts = chain.flatMap((place) => {
    const { species, definitions, volume } = model.places[place];
    return [
      ...Object.values(species ?? {}).flatMap(({ initial }) => initial ?? []),
      ...Object.values(definitions ?? {}).map(textOf),
      ...(volume === undefined ? [] : [volume]),
    ];
  });
  const rates = Object.values(model.reactions ?? {}).flatMap((one) => (chain.includes(one.in) ? [one.rate] : []));
  const events = Object.values(model.events ?? {}).filter(
    (event) => event.in !== undefined && chain.includes(event.in),
  );
  const set = events.flatMap((event) => Object.values(event.set));
  return new Set([...texts, ...rates, ...set].flatMap((text) => namesIn(text).map(({ name }) => name)));
}

/** A place and all around it, the nearest first. */
function around(model: ModelFile, kind: string): readonly string[] {
  const chain: string[] = [];
  for (let at: string | undefined = kind; at !== undefined; at = model.places[at]?.in) chain.push(at);
  return chain;
}

function sameNumber(a: Parameter, b: Parameter): boolean {
  return String(a.value) === String(b.value) && a.unit === b.unit;
}

function named(parameter: Parameter, shared: boolean): Parameter {
  return shared || parameter.name === undefined ? parameter : { ...parameter, name: `${parameter.name}, of partners` };
}

/** Which definitions read a field, by themselves or through others: a partner has no place on it. */
function reading(model: ModelFile, place: PlaceKind): ReadonlySet<string> {
  const fields = model.fields ?? {};
  const found = new Set<string>();
  const entries = Object.entries(place.definitions ?? {});
  const reads = ({ name, qualifier }: WrittenName): boolean =>
    qualifier === undefined ? found.has(name) : Object.hasOwn(fields, qualifier);
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const [id, entry] of entries) if (namesIn(textOf(entry)).some(reads)) found.add(id);
  }
  return found;
}

function textOf(entry: Expression | Definition): Expression {
  return typeof entry === 'object' ? entry.value : entry;
}

function partnerOf(
  theirs: PlaceKind,
  parent: string,
  written: (text: Expression) => Expression,
  dropped: ReadonlySet<string>,
  reactions: readonly (readonly [string, Reaction])[],
): PlaceKind {
  const { extent: _extent, motion: _motion, species, amounts, definitions, volume, count: _count, ...rest } = theirs;
  for (const [id, { rate }] of reactions)
    for (const { name } of namesIn(rate))
      if (dropped.has(name)) throw new BadInput('partners have no place on a field', { found: `${id} reads ${name}` });
  const kept = Object.entries(definitions ?? {}).filter(([id]) => !dropped.has(id));
  return {
    ...rest,
    in: parent,
    name: 'cells around it',
    count: 1,
    numbered: 'last',
    ...(volume !== undefined && { volume: written(volume) }),
    ...(species && {
      species: mapped(species, ({ initial, returns: _returns, ...one }) => {
        return { ...one, ...(initial !== undefined && { initial: written(initial) }) };
      }),
    }),
    ...(amounts && {
      amounts: mapped(amounts, (amount) => ({ ...amount, stream: (amount.stream ?? 0) + partnerStreams })),
    }),
    definitions: Object.fromEntries(
      kept.map(([id, entry]) => {
        return [id, typeof entry === 'object' ? { ...entry, value: written(entry.value) } : written(entry)];
      }),
    ),
  };
}

function mapped<A, B>(table: Readonly<Record<string, A>>, change: (entry: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(table).map(([id, entry]) => [id, change(entry)]));
}

/** The equation as a partner has it: terms that are not its own count `share` times. */
function times(equation: string, own: ReadonlySet<string>, kind: string, share: number): string {
  const { uses, makes } = parseEquation(equation);
  const side = (terms: typeof uses): string =>
    terms
      .map(({ name, qualifier, text, count }) => {
        const isOwn = qualifier === kind || (qualifier === undefined && own.has(name));
        const all = isOwn ? count : count * share;
        const said = qualifier === kind ? `${partnerPlace}.${name}` : text;
        return all === 1 ? said : `${all} ${said}`;
      })
      .join(' + ');
  return `${side(uses)} -> ${side(makes)}`.trim();
}

/** The places with partners between a kind and what was around it. */
function placed(places: ModelFile['places'], kind: string, partner: PlaceKind): ModelFile['places'] {
  return Object.fromEntries(
    Object.entries(places).flatMap(([id, place]): [string, PlaceKind][] =>
      id === kind
        ? [
            [partnerPlace, partner],
            [id, { ...place, in: partnerPlace }],
          ]
        : [[id, place]],
    ),
  );
}

/** Events in partners and of their own numbers, beside those that the models share. */
function eventsOf(
  other: ModelFile,
  kind: string,
  written: (text: Expression) => Expression,
  isTheirs: (parameter: string) => boolean,
): NonNullable<ModelFile['events']> {
  const added = Object.entries(other.events ?? {}).flatMap(([id, event]) => {
    const inside = event.in === kind;
    const set = Object.entries(event.set).filter(([name]) => inside || isTheirs(name));
    if (set.length === 0) return [];
    const changed = set.map(([name, value]) => [isTheirs(name) ? `${partnerPlace}_${name}` : name, written(value)]);
    const { when } = event;
    return [
      [
        `${partnerPlace}_${id}`,
        {
          ...event,
          ...(inside && { in: partnerPlace }),
          ...(when !== undefined && { when: written(when) }),
          set: Object.fromEntries(changed),
        },
      ] as const,
    ];
  });
  return Object.fromEntries(added);
}

/** Conserved sums, which partners keep too: each with its members in the partners, `share` times. */
function conservedOf(model: ModelFile, kind: string, theirs: PlaceKind, share: number): ModelFile['conserved'] {
  const own = new Set(Object.keys(theirs.species ?? {}));
  return mapped(model.conserved ?? {}, (sum) => {
    const members = Object.entries(sum).map(([name, weight]) => {
      const isOwn = name.startsWith(`${kind}.`) || own.has(name);
      return { name: isOwn && own.has(name) ? `${kind}.${name}` : name, weight, isOwn };
    });
    const partners = members
      .filter(({ isOwn }) => isOwn)
      .map(({ name, weight }) => {
        return [name.replace(kind, partnerPlace), weight * share] as const;
      });
    return Object.fromEntries([...members.map(({ name, weight }) => [name, weight] as const), ...partners]);
  });
}

function sorted<T>(table: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
}
