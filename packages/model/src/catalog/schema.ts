import { z } from 'zod';

/** Ids may become identifiers, file names and table keys, so only plain characters are allowed. */
export const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}$/,
    'an id of letters, digits, and . _ + - that starts with a letter or digit',
  );
const identifier = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'an identifier: a letter, then letters, digits and _');
const line = z.string().min(1).max(500);
const text = z.string().min(1).max(5000);
const finite = z.number();
const quantity = z.union([finite, z.string().min(1).max(100)], 'a number, or a number with its unit such as 8.6 nM');
const range = z.tuple([quantity, quantity], '[lowest, highest]');
const records = <Value extends z.ZodType>(value: Value) => z.record(id, value);

export const source = z.union(
  [
    z.strictObject({ measured: id, note: text.optional() }),
    z.strictObject({ fitted: z.array(id).min(1), note: text.optional() }),
    z.strictObject({ derived: text, from: z.array(line).optional() }),
    z.strictObject({ assumed: text }),
  ],
  '{measured: REFERENCE}, {fitted: [VOTES]}, {derived: HOW} or {assumed: REASON}',
);

const sourced = z.strictObject({ value: quantity, range: range.optional(), source });

export const reference = z
  .strictObject({
    authors: line,
    year: z.int().min(1600).max(2100),
    title: line.optional(),
    journal: line.optional(),
    doi: z
      .string()
      .regex(/^10\.\d{4,9}\/\S+$/, 'a DOI such as 10.1000/182')
      .optional(),
    pmid: z
      .string()
      .regex(/^\d{1,8}$/, 'a PubMed number, in quotes')
      .optional(),
    url: z.url().optional(),
    confirmed: z.boolean().optional(),
  })
  .refine((entry) => entry.doi ?? entry.pmid ?? entry.url, 'a doi, a pmid or a url');

export const molecule = z.strictObject({
  name: line,
  synonyms: z.array(line).optional(),
  hgnc: line.optional(),
  uniprot: z
    .string()
    .regex(/^[A-Z0-9]{6}(?:[A-Z0-9]{4})?(?:-\d+)?$/, 'a UniProt accession such as P12931')
    .optional(),
  role: text,
  location: text,
  sources: z.array(id).min(1),
  variants: records(z.strictObject({ set: z.record(identifier, quantity), source })).optional(),
});

export const amount = z.strictObject({
  value: quantity,
  unit: line.optional(),
  range: range.optional(),
  source,
  name: line.optional(),
  molecule: id.optional(),
  cv: z.number().min(0).max(5).optional(),
});

export const cell = z.strictObject({
  cell: id,
  name: line,
  notes: text.optional(),
  species: z.enum(['human', 'mouse', 'rat']),
  kind: z.enum(['tumour', 'transformed', 'healthy']),
  amounts: z.record(
    id,
    z.union([amount, z.strictObject({ relative: z.number().min(0), source, cv: z.number().min(0).max(5).optional() })]),
  ),
  genotype: records(z.strictObject({ variant: id, source })).optional(),
  set: z.record(identifier, z.strictObject({ value: quantity, source, geometry: z.boolean().optional() })).optional(),
  marker: line.optional(),
});

export const drug = z.strictObject({
  drug: id,
  name: line,
  synonyms: z.array(line).optional(),
  status: line,
  vehicle: z.boolean().optional(),
  targets: z.array(
    z.strictObject({
      pocket: id,
      K: quantity,
      source,
      shift: z
        .strictObject({ value: z.number().positive(), range: z.tuple([z.number(), z.number()]).optional(), source })
        .optional(),
    }),
  ),
  free_fraction: z.strictObject({ medium: sourced.optional(), plasma: sourced.optional() }).optional(),
  exposure: records(z.strictObject({ value: quantity, source })).optional(),
  references: z.array(id).optional(),
});

const knob = z.strictObject({ parameter: identifier, name: line, range });

export const matrix = z.strictObject({
  matrix: id,
  name: line,
  parts: z.array(id).min(1),
  settings: records(knob),
  set: z.record(identifier, z.strictObject({ value: quantity, source })).optional(),
});

export const environmentFactor = knob;

const quantities = records(quantity);

const controlArm = z.strictObject({
  name: line,
  change: z.strictObject({
    knockdown: quantities.optional(),
    knockout: z.array(id).optional(),
    overexpress: quantities.optional(),
    mutate: records(id).optional(),
    drugs: z
      .array(
        z.strictObject({
          name: line,
          free: quantity.optional(),
          nominal: quantity.optional(),
          from: quantity.optional(),
          until: quantity.optional(),
        }),
      )
      .optional(),
    environment: quantities.optional(),
    matrix: quantities.optional(),
    set: quantities.optional(),
    cell: id.optional(),
    cells: z.literal(0).optional(),
  }),
  expect: z.strictObject({ measure: line, ratio: z.tuple([z.number().min(0), z.number().min(0)]) }),
});

export const protocol = z.strictObject({
  assay: id,
  parts: z.array(id).min(1),
  roles: records(line),
  controls: records(controlArm).optional(),
  days: records(z.strictObject({ cv: z.number().min(0).max(2), source, name: line.optional() })).optional(),
});

/** Only what composition reads is checked here; the language checks the rest when the united model is compiled. */
export const pocket = z.strictObject({ place: identifier, free: identifier, molecule: id, name: line.optional() });

export const references = records(reference);
export const molecules = records(molecule);
export const environments = records(environmentFactor);
