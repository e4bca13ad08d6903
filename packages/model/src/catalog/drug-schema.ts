import { z } from 'zod';
import {
  entryIdSchema as id,
  lineSchema as line,
  quantitySchema as quantity,
  rangeSchema as range,
  sourceSchema as source,
  streamSchema as stream,
  textSchema as text,
} from '../schema/pieces.js';
import { routes } from './drug.js';

/** A number of a record with its range and source. */
export const sourced = z.strictObject({ value: quantity, range: range.optional(), source });
/** The same, with the variation between individuals. */
export const varied = sourced.extend({ cv: z.number().min(0).max(5).optional() });
const records = <Value extends z.ZodType>(value: Value) => z.record(id, value);

const pharmacokinetics = z.strictObject({
  stream: stream.optional(),
  clearance: varied,
  volume: varied,
  peripheral: z.strictObject({ volume: varied, exchange: varied }).optional(),
  absorption: z.strictObject({ rate: varied, lag: sourced.optional(), bioavailability: varied.optional() }).optional(),
});

/** What people or animals were given. */
export const dosing = z.strictObject({
  basis: z.enum(['label', 'trial', 'animal']),
  route: z.enum(routes),
  dose: quantity,
  every: quantity.optional(),
  over: quantity.optional(),
  highest: quantity,
  source,
});

const target = z.strictObject({
  pocket: id,
  K: quantity,
  source,
  shift: z
    .strictObject({ value: z.number().positive(), range: z.tuple([z.number(), z.number()]).optional(), source })
    .optional(),
});

/** Shape of a drug file; what it says about parts and molecules is checked afterwards. */
export const drug = z.strictObject({
  drug: id,
  name: line,
  synonyms: z.array(line).optional(),
  status: line,
  vehicle: z.boolean().optional(),
  targets: z.array(target),
  cellular: z.array(sourced.extend({ pocket: id, nominal: z.boolean().optional() })).optional(),
  beyond_network: z.array(z.strictObject({ target: line, K: quantity.optional(), source })).optional(),
  free_fraction: z.strictObject({ medium: sourced.optional(), plasma: sourced.optional() }).optional(),
  exposure: records(z.strictObject({ value: quantity, source })).optional(),
  molar_mass: sourced.optional(),
  pharmacokinetics: pharmacokinetics.optional(),
  partition: records(sourced).optional(),
  inside: z.strictObject({ loss: sourced }).optional(),
  dosing: dosing.optional(),
  clinical: z
    .array(z.strictObject({ what: text, outcome: z.enum(['positive', 'negative', 'mixed', 'unknown']), source }))
    .optional(),
  references: z.array(id).optional(),
  parts: z.array(id).min(1).optional(),
});
