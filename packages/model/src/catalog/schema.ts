import { z } from 'zod';
import { modelTables, placeSchema } from '../schema/model.js';
import {
  amountSchema as amount,
  expressionSchema as expression,
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
import { tissuePartSchema } from '../schema/tissue.js';

const records = <Value extends z.ZodType>(value: Value) => z.record(id, value);

export { carrier } from './carrier-schema.js';
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

const genotypeEntry = z
  .strictObject({
    variant: id.optional(),
    status: z.enum(['wild-type', 'mutant', 'lost', 'none-reported', 'expressed', 'not-expressed']).optional(),
    change: line.optional(),
    source,
  })
  .refine(({ variant, status }) => (variant ?? status) !== undefined, 'a variant or a status');

export const cell = z.strictObject({
  cell: id,
  name: line,
  notes: text.optional(),
  species: z.enum(['human', 'mouse', 'rat']),
  kind: z.enum(['tumour', 'transformed', 'healthy']),
  cancer: line.optional(),
  amounts: z.record(
    id,
    z.union([
      amount.omit({ stream: true }),
      z.strictObject({ relative: z.number().min(0), source, cv: z.number().min(0).max(5).optional() }),
    ]),
  ),
  genotype: records(genotypeEntry).optional(),
  set: z.record(identifier, z.strictObject({ value: quantity, source, geometry: z.boolean().optional() })).optional(),
  marker: line.optional(),
  parts: z.array(id).min(1).optional(),
});

const knob = z.strictObject({ parameter: identifier, name: line, range });

export const matrix = z.strictObject({
  matrix: id,
  name: line,
  parts: z.array(id).min(1),
  roles: records(line).optional(),
  settings: records(knob),
  set: z.record(identifier, z.strictObject({ value: quantity, source })).optional(),
});

export const environmentFactor = z.strictObject({
  ...knob.shape,
  parts: z.array(id).min(1).optional(),
  neutral: quantity.optional(),
});

export const radiation = z.strictObject({
  radiation: id,
  name: line,
  parts: z.array(id).min(1),
  parameter: identifier,
  duration: z.strictObject({ value: quantity, source }),
});

const hypothesis = z.strictObject({
  name: line,
  default: id,
  sides: records(
    z.strictObject({
      name: line,
      set: z.record(identifier, quantity),
      parts: z.array(id).min(1).optional(),
      source,
    }),
  ),
});

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

const values = z.record(identifier, z.strictObject({ value: quantity, source }));

export const host = z.strictObject({ host: identifier, name: line, set: values });

export const organ = z.strictObject({
  organ: identifier,
  name: line,
  stream: stream.max(49_999),
  pattern: id,
  hosts: records(values),
});

export const protocol = z.strictObject({
  assay: id,
  body: z.literal(true).optional(),
  host: identifier.optional(),
  limits: z.array(line).min(1).optional(),
  cancers: z
    .record(line, z.strictObject({ set: values.optional(), refused: line.optional(), instead: line.optional() }))
    .optional(),
  lifts: tableOf(
    z.strictObject({
      assay: id,
      measure: line,
      share: z.literal(true).optional(),
      matrix: id.optional(),
      time: quantity,
      experiments: z.int().min(1).max(1000),
    }),
  ).optional(),
  parts: z.array(id),
  matrices: z.array(id).min(1).optional(),
  roles: records(line),
  controls: records(controlArm).optional(),
  days: records(z.strictObject({ cv: z.number().min(0).max(2), source, name: line.optional() })).optional(),
});

const pocket = z.strictObject({ place: identifier, free: identifier, molecule: id, name: line.optional() });

export const part = z.strictObject({
  part: id,
  stream: stream.max(49_999).optional(),
  notes: text.optional(),
  joins: z.array(id).min(1).optional(),
  places: tableOf(placeSchema).optional(),
  ...modelTables,
  tissue: tissuePartSchema.optional(),
  pockets: records(pocket).optional(),
  occupants: records(z.strictObject({ pocket: id, share: expression, source })).optional(),
  with: z.array(id).min(1).optional(),
  between: z.literal(true).optional(),
  pattern: identifier.optional(),
  factors: records(z.strictObject({ ...knob.shape, neutral: quantity })).optional(),
});

const sourcedNumber = z.strictObject({ value: z.number(), source });

export const transcriptome = z.strictObject({
  transcriptome: id,
  name: line,
  unit: line,
  source,
  reference: id,
  rule: z.strictObject({
    detected: sourcedNumber,
    floor: sourcedNumber,
    share: sourcedNumber,
    least: sourcedNumber,
    most: sourcedNumber,
  }),
  proxies: records(id).optional(),
  lines: z.array(line).min(1),
  values: records(z.array(z.number().nullable())),
});

export const references = records(referenceSchema);
export const molecules = records(molecule);
export const environments = records(environmentFactor);
export const hypotheses = records(hypothesis);
