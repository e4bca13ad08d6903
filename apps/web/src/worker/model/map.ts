import type { Reference, Source } from '@invadolab/core';
import {
  type Catalog,
  type Formula,
  type Influence,
  type ModelFile,
  type ModelNetwork,
  networkOf,
} from '@invadolab/model';

/** A molecule, or something else with an amount, on the map. */
export interface MapNode {
  readonly id: string;
  /** Short enough for a map, and in full. */
  readonly label: string;
  readonly name: string;
  readonly family: string;
  readonly role?: string;
  readonly location?: string;
  readonly hgnc?: string;
  readonly uniprot?: string;
  readonly chebi?: string;
  readonly go?: string;
  readonly forms: readonly { readonly id: string; readonly name: string; readonly place: string }[];
  /** The amount that a profile sets. */
  readonly amount?: MapNumber;
  readonly drugs: readonly { readonly name: string; readonly K: string }[];
  readonly references: readonly string[];
}

/** A number of the model with what it rests on. */
export interface MapNumber {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly range?: string;
  readonly kind: 'measured' | 'derived' | 'assumed' | 'fitted';
  readonly note?: string;
  readonly references: readonly string[];
}

/** How one node is felt by another. */
export interface MapLink {
  readonly from: string;
  readonly to: string;
  readonly kind: 'speeds' | 'slows' | 'either' | 'joins';
  readonly steps: number;
}

/** Something that happens, in names. */
export interface MapStep {
  readonly id: string;
  readonly kind: 'reaction' | 'birth' | 'end';
  readonly place: string;
  readonly uses: readonly MapTerm[];
  readonly makes: readonly MapTerm[];
  readonly formula: readonly MapWord[];
  /** Formulas of the definitions in it. */
  readonly where: readonly { readonly name: string; readonly formula: readonly MapWord[] }[];
  /** Parameters in it and in those. */
  readonly numbers: readonly string[];
  readonly nodes: readonly string[];
  readonly references: readonly string[];
}

/** `2 A`: a node where the species is of one. */
export interface MapTerm {
  readonly count: number;
  readonly name: string;
  readonly node?: string;
}

/** A piece of a formula: a sign, or a name. */
export interface MapWord {
  readonly text: string;
  readonly kind: 'sign' | 'species' | 'amount' | 'parameter' | 'definition';
  readonly node?: string;
}

/** The network of one cell on one matrix, as a map. */
export interface ModelMap {
  readonly title: string;
  readonly nodes: readonly MapNode[];
  readonly links: readonly MapLink[];
  readonly steps: readonly MapStep[];
  readonly numbers: Readonly<Record<string, MapNumber>>;
  readonly references: Readonly<Record<string, Reference>>;
}

/** Draws the map of a composed model. */
export function mapOf(model: ModelFile, catalog: Catalog): ModelMap {
  const network = networkOf(model);
  const nodesOf = ownersOf(model, network);
  const numbers = numbersOf(model);
  const steps = network.steps.map((step) => stepOf(step, network, nodesOf, numbers));
  const nodes = nodesIn(model, network, nodesOf, catalog);
  return {
    title: model.model,
    nodes,
    links: linksOf(network, nodesOf),
    steps,
    numbers,
    references: { ...catalog.references, ...model.references },
  };
}

type Owners = ReadonlyMap<string, readonly string[]>;

/** Nodes that a species or an amount belongs to: its molecules, else itself. */
function ownersOf(model: ModelFile, { species }: ModelNetwork): Owners {
  const owners = new Map<string, readonly string[]>();
  for (const { id, molecules } of species) owners.set(id, molecules.length > 0 ? molecules : [id]);
  for (const [place, { amounts = {} }] of Object.entries(model.places)) {
    for (const [name, { molecule }] of Object.entries(amounts)) {
      if (molecule !== undefined) owners.set(`${place}.${name}`, [molecule]);
    }
  }
  return owners;
}

function nodesIn(model: ModelFile, { species }: ModelNetwork, owners: Owners, catalog: Catalog): MapNode[] {
  const ids = [...new Set([...owners.values()].flat())];
  const amounts = new Map<string, MapNumber>();
  for (const { amounts: own = {} } of Object.values(model.places)) {
    for (const [name, each] of Object.entries(own)) {
      if (each.molecule !== undefined) amounts.set(each.molecule, numberOf(name, each.name ?? '', each));
    }
  }
  const drugs = drugsOn(catalog);
  return ids.map((id) => {
    const molecule = catalog.molecules[id];
    const own = species.find((each) => each.id === id);
    const full = molecule?.name ?? own?.name ?? id;
    return {
      id,
      label: full.length <= 16 ? full : (molecule?.hgnc ?? (molecule ? id : full)),
      name: full,
      family: /([^/]+)\.yaml$/.exec(catalog.files?.[`molecules.${id}`] ?? '')?.[1] ?? 'others',
      role: molecule?.role,
      location: molecule?.location,
      hgnc: molecule?.hgnc,
      uniprot: molecule?.uniprot,
      chebi: molecule?.chebi,
      go: molecule?.go,
      forms: species
        .filter((each) => owners.get(each.id)?.includes(id))
        .map(({ id: form, name, place }) => ({ id: form, name, place })),
      amount: amounts.get(id),
      drugs: drugs.get(id) ?? [],
      references: molecule?.sources ?? [],
    };
  });
}

/** Drugs by the molecule that one of their pockets is on. */
function drugsOn({ drugs, parts }: Catalog): ReadonlyMap<string, MapNode['drugs']> {
  const moleculeOf = new Map(
    Object.values(parts).flatMap(({ pockets = {} }) =>
      Object.entries(pockets).map(([pocket, { molecule }]) => [pocket, molecule] as const),
    ),
  );
  const found = new Map<string, { name: string; K: string }[]>();
  for (const { name, targets } of Object.values(drugs)) {
    for (const { pocket, K } of targets) {
      const molecule = moleculeOf.get(pocket);
      if (molecule === undefined) continue;
      found.set(molecule, [...(found.get(molecule) ?? []), { name, K: String(K) }]);
    }
  }
  return found;
}

function linksOf({ steps }: ModelNetwork, owners: Owners): MapLink[] {
  const links = new Map<string, { from: string; to: string; kind: MapLink['kind']; steps: number }>();
  const add = (from: string, to: string, kind: MapLink['kind']) => {
    if (from === to) return;
    const key = `${from} ${to} ${kind === 'joins'}`;
    const known = links.get(key);
    if (known === undefined) links.set(key, { from, to, kind, steps: 1 });
    else links.set(key, { ...known, steps: known.steps + 1, kind: known.kind === kind ? kind : 'either' });
  };
  const kinds: Readonly<Record<Exclude<Influence, 'none'>, MapLink['kind']>> = {
    up: 'speeds',
    down: 'slows',
    either: 'either',
  };
  for (const { uses, makes, movedBy } of steps) {
    const changed = new Set([...uses, ...makes].flatMap(({ species }) => owners.get(species) ?? []));
    for (const a of changed) for (const b of changed) add(a, b, 'joins');
    for (const [mover, influence] of Object.entries(movedBy)) {
      if (influence === 'none') continue;
      for (const from of owners.get(mover) ?? []) {
        if (!changed.has(from)) for (const to of changed) add(from, to, kinds[influence]);
      }
    }
  }
  return [...links.values()];
}

function stepOf(
  { id, kind, place, uses, makes, rate, movedBy, references }: ModelNetwork['steps'][number],
  network: ModelNetwork,
  owners: Owners,
  numbers: ModelMap['numbers'],
): MapStep {
  const names = new Map(network.species.map((each) => [each.id, each.name]));
  const term = ({ species, count }: { readonly species: string; readonly count: number }): MapTerm => {
    return { count, name: names.get(species) ?? species, node: owners.get(species)?.[0] };
  };
  const inside = (formula: Formula) =>
    formula.names.filter((name) => name.kind === 'definition').map((name) => name.id);
  const where = [...new Set(inside(rate))];
  for (const each of where)
    for (const deeper of inside(network.definitions[each].formula)) if (!where.includes(deeper)) where.push(deeper);
  const formulas = [rate, ...where.map((each) => network.definitions[each].formula)];
  const own = [...uses, ...makes].map(({ species }) => species);
  return {
    id,
    kind,
    place,
    uses: uses.map(term),
    makes: makes.map(term),
    formula: wordsOf(rate, network, owners, numbers, names),
    where: where.map((each) => {
      const { name, formula } = network.definitions[each];
      return { name, formula: wordsOf(formula, network, owners, numbers, names) };
    }),
    numbers: [
      ...new Set(
        formulas.flatMap((each) => each.names.filter((name) => name.kind === 'parameter').map((name) => name.id)),
      ),
    ],
    nodes: [...new Set([...own, ...Object.keys(movedBy)].flatMap((each) => owners.get(each) ?? []))],
    references,
  };
}

const signs: readonly (readonly [RegExp, string])[] = [
  [/\s*\*\s*/g, ' · '],
  [/\s*\/\s*/g, ' / '],
  [/\s*-\s*/g, ' − '],
  [/\^2/g, '²'],
  [/\^3/g, '³'],
];

/** A formula with every id replaced by its name. */
function wordsOf(
  { text, names }: Formula,
  { definitions }: ModelNetwork,
  owners: Owners,
  numbers: ModelMap['numbers'],
  species: ReadonlyMap<string, string>,
): MapWord[] {
  const words: MapWord[] = [];
  const sign = (part: string) => {
    if (part !== '') words.push({ kind: 'sign', text: signs.reduce((all, [from, to]) => all.replace(from, to), part) });
  };
  let at = 0;
  for (const { start, end, kind, id } of [...names].sort((a, b) => a.start - b.start)) {
    sign(text.slice(at, start));
    at = end;
    const node = owners.get(id)?.[0];
    const spoken = id.replace(/^.*\./, '').replace(/_/g, ' ');
    if (kind === 'other') sign(text.slice(start, end));
    else if (kind === 'species') words.push({ kind, text: species.get(id) ?? spoken, node });
    else if (kind === 'parameter') words.push({ kind, text: numbers[id]?.name ?? spoken });
    else if (kind === 'definition') words.push({ kind, text: definitions[id]?.name ?? spoken });
    else words.push({ kind, text: spoken, node });
  }
  sign(text.slice(at));
  return words;
}

function numbersOf({ parameters = {} }: ModelFile): ModelMap['numbers'] {
  return Object.fromEntries(
    Object.entries(parameters).map(([id, each]) => [id, numberOf(id, each.name ?? id.replace(/_/g, ' '), each)]),
  );
}

function numberOf(
  id: string,
  name: string,
  {
    value,
    unit,
    range,
    source,
  }: { value: string | number; unit?: string; range?: readonly [string | number, string | number]; source: Source },
): MapNumber {
  const withUnit = (each: string | number) =>
    typeof each === 'number' && unit && unit !== '1' ? `${each} ${unit}` : String(each);
  const [kind, content] = Object.entries(source)[0] as [MapNumber['kind'], unknown];
  const listed = (each: unknown): string[] =>
    Array.isArray(each) ? each.map(String) : typeof each === 'string' ? [each] : [];
  const { from, note } = source as { readonly from?: unknown; readonly note?: string };
  const says = kind === 'assumed' || kind === 'derived' ? String(content) : note;
  return {
    id,
    name,
    value: withUnit(value),
    range: range && `${withUnit(range[0])} – ${withUnit(range[1])}`,
    kind,
    note: says,
    references: kind === 'measured' || kind === 'fitted' ? listed(content) : listed(from),
  };
}
