import type { Catalog, CatalogFile } from '@invadolab/model';

type Value = string | number | boolean | null | undefined | readonly Value[] | { readonly [key: string]: Value };
type Table = { readonly [key: string]: Value };
type Rewrite = (value: Value) => Value;

const map = (table: Value, key: (id: string) => string, value: Rewrite): Value =>
  table === undefined
    ? undefined
    : Object.fromEntries(Object.entries(table as Table).map(([id, entry]) => [key(id), value(entry)]));
const list = (values: Value, each: Rewrite): Value =>
  values === undefined ? undefined : (values as Value[]).map(each);
const keep = (id: string) => id;

/** Rewrites the named fields of a record and keeps the rest. */
function fields(rewrites: Readonly<Record<string, Rewrite>>): Rewrite {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(
      Object.entries(value as Table).map(([name, entry]) => [name, (rewrites[name] ?? ((same) => same))(entry)]),
    );
  };
}

/**
 * A whole catalogue with other words for its ids, as files. `word` is asked for every id, declared or referred to; only
 * the keys of the catalogue's own form, quantities, prose and what assays call their roles stay. Files stand in the order
 * of the catalogue, in which words have no say.
 */
export function renamedFiles(
  catalog: Catalog,
  plain: (id: string) => string,
  declared: ReadonlySet<string>,
): CatalogFile[] {
  const patterns = Object.values(catalog.parts).flatMap((each) => each.pattern ?? []);
  // In a pattern the word before the first line is what each organ replaces, so it is a word of its own.
  const split = (text: string) => {
    const pattern = patterns.find((each) => text.startsWith(`${each}_`));
    return pattern === undefined ? [text] : [pattern, text.slice(pattern.length + 1)];
  };
  const word = (text: string) => split(text).map(plain).join('_');
  const id: Rewrite = (value) => (typeof value === 'string' ? word(value) : value);
  const pockets = new Set(Object.values(catalog.parts).flatMap((each) => Object.keys(each.pockets ?? {})));
  // One that no part has is told by its molecule, which stands before the dot.
  const pocket: Rewrite = (value) =>
    pockets.has(String(value)) ? word(String(value)) : String(value).replace(/^[^.]+/, word);
  // Ids inside expressions, equations and qualified names; `1e5` holds no name.
  const expression: Rewrite = (value) =>
    typeof value === 'string'
      ? value.replace(/\d[\d.]*(?:[eE][+-]?\d+)?|[A-Za-z][A-Za-z0-9_]*/g, (text) =>
          split(text).every((piece) => declared.has(piece)) ? word(text) : text,
        )
      : value;
  const source = fields({ measured: id, from: (from) => list(from, id) });
  const sourced = fields({ source });
  const molecules: Rewrite = (ids) => list(ids, id);
  const substance = fields({
    initial: expression,
    molecules,
    returns: id,
    diffusivity: expression,
    decay: expression,
    exchange: fields({ with: id, rate: expression }),
  });
  const definition: Rewrite = (value) =>
    typeof value === 'object' ? fields({ value: expression })(value) : expression(value);
  const place = fields({
    in: id,
    volume: expression,
    extent: fields({ area: expression, aspect: expression, radius: expression }),
    motion: fields({ speed: expression, persistence: expression }),
    species: (table) => map(table, word, substance),
    amounts: (table) => map(table, word, fields({ molecule: id, source })),
    definitions: (table) => map(table, word, definition),
  });
  const references: Rewrite = (ids) => list(ids, id);
  const amounts: Rewrite = (table) => map(table, (key) => String(expression(key)), expression);
  const process = fields({
    in: id,
    over: id,
    place: id,
    equation: expression,
    rate: expression,
    references,
    hazard: expression,
    accept: expression,
    apart: expression,
    contents: amounts,
    takes: amounts,
  });
  const part = fields({
    part: id,
    joins: molecules,
    parameters: (table) => map(table, word, sourced),
    places: (table) => map(table, word, place),
    fields: (table) => map(table, word, fields({ in: id, species: (species) => map(species, word, substance) })),
    reactions: (table) => map(table, word, process),
    found: (table) => map(table, word, process),
    dissolve: (table) => map(table, word, process),
    conserved: (table) =>
      map(table, word, (sum) =>
        map(
          sum,
          (key) => String(expression(key)),
          (weight) => weight,
        ),
      ),
    pockets: (table) => map(table, word, fields({ place: id, free: id, molecule: id })),
    occupants: (table) => map(table, word, fields({ pocket: id, share: expression, source })),
    events: (table) => map(table, word, fields({ in: id, when: expression, set: amounts })),
    with: molecules,
    pattern: id,
  });
  const settings: Rewrite = (table) => map(table, word, sourced);
  const change = renamedChange(word);
  const driver = fields({ pocket, place: id, amount: expression, rate: sourced, usual: sourced });
  const shapes: Readonly<Record<string, Rewrite>> = {
    parts: part,
    cells: fields({
      amounts: (table) => map(table, word, sourced),
      genotype: (table) => map(table, word, fields({ variant: id, source })),
      set: settings,
      marker: expression,
      parts: molecules,
    }),
    drugs: fields({
      targets: (targets) => list(targets, fields({ pocket, source, shift: sourced })),
      free_fraction: (table) => map(table, keep, sourced),
      exposure: (table) => map(table, keep, sourced),
      cellular: (rows) => list(rows, fields({ pocket, source })),
      beyond_network: (rows) => list(rows, sourced),
      clinical: (rows) => list(rows, sourced),
      molar_mass: sourced,
      partition: (table) => map(table, keep, sourced),
      inside: fields({ loss: sourced }),
      dosing: sourced,
      pharmacokinetics: fields({
        clearance: sourced,
        volume: sourced,
        peripheral: fields({ volume: sourced, exchange: sourced }),
        absorption: fields({ rate: sourced, lag: sourced, bioavailability: sourced }),
      }),
      references,
      parts: molecules,
    }),
    carriers: fields({
      size: sourced,
      shrinks_to: sourced,
      pharmacokinetics: fields({
        clearance: sourced,
        volume: sourced,
        peripheral: fields({ volume: sourced, exchange: sourced }),
      }),
      organs: (table) => map(table, keep, sourced),
      release: (table) => map(table, keep, sourced),
      trigger: (triggers) => list(triggers, driver),
      uptake: fields({ rate: sourced, escape: sourced, ligand: driver }),
      sites: (table) => map(table, keep, (site) => map(site, keep, sourced)),
      dosing: (table) => map(table, word, sourced),
      references,
    }),
    matrices: fields({
      parts: molecules,
      roles: (table) => map(table, keep, expression),
      settings: (table) => map(table, word, fields({ parameter: id })),
      set: settings,
    }),
    hosts: fields({ set: settings }),
    organs: fields({ pattern: id, hosts: (table) => map(table, word, settings) }),
    radiations: fields({ parts: molecules, parameter: id, duration: sourced }),
    protocols: fields({
      parts: molecules,
      host: id,
      cancers: (table) => map(table, keep, fields({ set: settings })),
      roles: (table) => map(table, (role) => role, expression),
      controls: (table) => map(table, word, fields({ change })),
      days: (table) => map(table, (key) => String(expression(key)), sourced),
    }),
  };
  const single: Readonly<Record<string, string>> = {
    parts: 'part',
    cells: 'cell',
    drugs: 'drug',
    carriers: 'carrier',
    matrices: 'matrix',
    radiations: 'radiation',
    hosts: 'host',
    organs: 'organ',
    protocols: 'assay',
  };
  const tables: Readonly<Record<string, Table>> = JSON.parse(JSON.stringify(catalog));
  const files: CatalogFile[] = [];
  for (const [table, head] of Object.entries(single)) {
    for (const [name, entry] of Object.entries(tables[table])) {
      const called = table === 'protocols' ? name : word(name);
      const text = JSON.stringify({ ...(shapes[table](entry) as Table), [head]: called });
      files.push({ name: `${table}/${String(files.length).padStart(4, '0')}.yaml`, text });
    }
  }
  const variant = fields({ set: (table) => map(table, word, (quantity) => quantity), source });
  const molecule = fields({ sources: references, variants: (table) => map(table, word, variant) });
  const rows = (name: string, rewrite: Rewrite) => JSON.stringify(map(tables[name], word, rewrite));
  files.push({ name: 'molecules/all.yaml', text: rows('molecules', molecule) });
  files.push({ name: 'references.yaml', text: rows('references', (entry) => entry) });
  files.push({ name: 'environments.yaml', text: rows('environments', fields({ parameter: id, parts: molecules })) });
  const side = fields({ set: (table) => map(table, word, (quantity) => quantity), parts: molecules, source });
  const sides: Rewrite = (table) => map(table, word, side);
  files.push({ name: 'hypotheses.yaml', text: rows('hypotheses', fields({ default: id, sides })) });
  return files;
}

/** What an arm changes, in other words. */
export function renamedChange(word: (id: string) => string): Rewrite {
  const keys: Rewrite = (table) => map(table, word, (quantity) => quantity);
  const id: Rewrite = (value) => word(String(value));
  return fields({
    knockdown: keys,
    knockout: (ids) => list(ids, id),
    overexpress: keys,
    mutate: (table) => map(table, word, id),
    drugs: (drugs) => list(drugs, fields({ name: id, carrier: id })),
    environment: keys,
    matrix: keys,
    hypotheses: (table) => map(table, word, id),
    set: keys,
    cell: id,
  });
}

/** Every id that a catalogue declares or refers to, sorted. */
export function idsOf(catalog: Catalog): string[] {
  const ids = new Set<string>();
  const note = (id: string) => {
    ids.add(id);
    return id;
  };
  renamedFiles(catalog, note, new Set());
  return [...ids].sort((a, b) => (a < b ? -1 : 1));
}
