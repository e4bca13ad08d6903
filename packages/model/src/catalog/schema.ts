import { z } from 'zod';
import { modelTables, placeSchema } from '../schema/model.js';
import {
  amountSchema as amount,
  entryIdSchema as id,
  identifierSchema as identifier,
  lineSchema as line,
  quantitySchema as quantity,
  rangeSchema as range,
  referenceSchema,
  sourceSchema as source,
  streamSchema as stream,
  tableOf,
  textSchema as text,
} from '../schema/pieces.js';

const records = <Value extends z.ZodType>(value: Value) => z.record(id, value);

export { drug } from './drug-schema.js';

/** Shapes of catalogue files; what entries say about each other is checked afterwards. */
export const molecule = z.strictObject({
  name: line,
  synonyms: z.array(line).optional(),
  hgnc: line.optional(),
  uniprot: z
    .string()
    .regex(/^[A-Z0-9]{6}(?:[A-Z0-9]{4})?(?:-\d+)?$/, 'a UniProt accession such as P12931')
    .optional(),
  chebi: z
    .string()
    .regex(/^CHEBI:\d+$/, 'an identifier such as CHEBI:16618')
    .optional(),
  go: z
    .string()
    .regex(/^GO:\d{7}$/, 'an identifier such as GO:0005885')
    .optional(),
  role: text,
  location: text,
  sources: z.array(id).min(1),
  variants: records(z.strictObject({ set: z.record(identifier, quantity), source })).optional(),
});

export const cell = z.strictObject({
  cell: id,
  name: line,
  notes: text.optional(),
  species: z.enum(['human', 'mouse', 'rat']),
  kind: z.enum(['tumour', 'transformed', 'healthy']),
  amounts: z.record(
    id,
    z.union([
      amount.omit({ stream: true }),
      z.strictObject({ relative: z.number().min(0), source, cv: z.number().min(0).max(5).optional() }),
    ]),
  ),
  genotype: records(z.strictObject({ variant: id, source })).optional(),
  set: z.record(identifier, z.strictObject({ value: quantity, source, geometry: z.boolean().optional() })).optional(),
  marker: line.optional(),
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
  body: z.literal(true).optional(),
  parts: z.array(id),
  roles: records(line),
  controls: records(controlArm).optional(),
  days: records(z.strictObject({ cv: z.number().min(0).max(2), source, name: line.optional() })).optional(),
});

const pocket = z.strictObject({ place: identifier, free: identifier, molecule: id, name: line.optional() });

export const part = z.strictObject({
  part: id,
  stream: stream.max(99_999).optional(),
  notes: text.optional(),
  joins: z.array(id).min(1).optional(),
  places: tableOf(placeSchema).optional(),
  ...modelTables,
  pockets: records(pocket).optional(),
});

export const references = records(referenceSchema);
export const molecules = records(molecule);
export const environments = records(environmentFactor);
