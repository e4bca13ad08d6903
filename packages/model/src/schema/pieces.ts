import { z } from 'zod';

/** Shapes that models, parts and catalogue entries share. */

/** A name that expressions can use: letters, digits and `_`, first a letter, at most 64 characters. */
export const identifierSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'a letter, then letters, digits or _ (at most 64)');

/** An id of an entry that no expression names: also `-`, `.` and a leading digit. */
export const entryIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}$/, 'letters, digits and . _ + - (at most 64)');

/** A name or a qualified name: `Kinase` or `cell.Kinase`. */
export const qualifiedNameSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}(\.[A-Za-z][A-Za-z0-9_]{0,63})?$/, 'a name such as Kinase or cell.Kinase');

export const lineSchema = z.string().min(1).max(1000);
export const textSchema = z.string().max(20_000);
/** A number with its unit as text, or a bare number. */
export const quantitySchema = z.union([z.string().min(1).max(100), z.number()]);
/** Infix text, or a bare number. */
export const expressionSchema = z.union([z.string().min(1).max(4000), z.number()]);
/** Low and high end. */
export const rangeSchema = z.tuple([quantitySchema, quantitySchema]);
const namesSchema = z.array(lineSchema).max(1000);

/** Where a number comes from: exactly one kind. */
export const sourceSchema = z.union([
  z.strictObject({ measured: entryIdSchema, note: textSchema.optional() }),
  z.strictObject({ fitted: namesSchema, note: textSchema.optional() }),
  z.strictObject({ derived: textSchema.min(1), from: namesSchema.optional() }),
  z.strictObject({ assumed: textSchema.min(1) }),
]);

/** A bibliographic reference. */
export const referenceSchema = z
  .strictObject({
    authors: lineSchema,
    year: z.int().min(1600).max(2100),
    title: lineSchema.optional(),
    journal: lineSchema.optional(),
    doi: lineSchema.optional(),
    pmid: lineSchema.optional(),
    url: lineSchema.optional(),
    confirmed: z.boolean().optional(),
  })
  .refine((entry) => entry.doi ?? entry.pmid ?? entry.url, 'a doi, a pmid or a url');

/** A number with unit, range and source. */
export const parameterSchema = z.strictObject({
  value: quantitySchema,
  unit: lineSchema.optional(),
  range: rangeSchema.optional(),
  source: sourceSchema,
  name: lineSchema.optional(),
});

/** A number that addresses random numbers. */
export const streamSchema = z.int().min(0).max(1_000_000_000);

/** A parameter that belongs to each individual place. */
export const amountSchema = z.strictObject({
  ...parameterSchema.shape,
  molecule: lineSchema.optional(),
  cv: z.number().min(0).max(10).optional(),
  stream: streamSchema.optional(),
});

/** A table by identifier, of at most 20 000 entries. */
export function tableOf<Value extends z.ZodType>(value: Value) {
  return z
    .record(identifierSchema, value)
    .refine((table) => Object.keys(table).length <= 20_000, 'at most 20000 entries');
}

export const moleculesSchema = namesSchema.optional();
