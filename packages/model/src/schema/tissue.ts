import { z } from 'zod';
import {
  expressionSchema,
  identifierSchema,
  lineSchema,
  qualifiedNameSchema,
  quantitySchema,
  tableOf,
} from './pieces.js';

const start = z.discriminatedUnion('shape', [
  z.strictObject({ shape: z.literal('ball'), cells: expressionSchema, radius: expressionSchema }),
  z.strictObject({ shape: z.literal('layer'), cells: expressionSchema, at: expressionSchema }),
  z.strictObject({
    shape: z.literal('slab'),
    cells: expressionSchema,
    from: expressionSchema,
    to: expressionSchema,
  }),
  z.strictObject({ shape: z.literal('tubes'), cells: expressionSchema, spacing: expressionSchema }),
]);

const holes = { radius: expressionSchema, spacing: expressionSchema };

const region = z.discriminatedUnion('shape', [
  z.strictObject({ shape: z.literal('everywhere') }),
  z.strictObject({ shape: z.enum(['outside-ball', 'outside-tube']), radius: expressionSchema }),
  z.strictObject({ shape: z.enum(['tubes', 'outside-tubes']), ...holes }),
  z.strictObject({
    shape: z.literal('slab'),
    from: expressionSchema,
    to: expressionSchema,
    holes: z.strictObject(holes).optional(),
  }),
  z.strictObject({ shape: z.literal('holes'), from: expressionSchema, to: expressionSchema, ...holes }),
]);

const where = z.union([identifierSchema, region]);

const passage = z.strictObject({ where, pore: expressionSchema, name: lineSchema.optional() });

const rise = z.strictObject({ slot: qualifiedNameSchema, name: lineSchema.optional() });

const cells = z.strictObject({
  radius: expressionSchema,
  speed: expressionSchema,
  persistence: expressionSchema,
  repulsion: expressionSchema,
  adhesion: expressionSchema,
  reach: expressionSchema.optional(),
  follow: expressionSchema.optional(),
  inhibition: expressionSchema.optional(),
  glide: expressionSchema.optional(),
  division: expressionSchema.optional(),
  growth: expressionSchema.optional(),
  death: expressionSchema.optional(),
  dying: expressionSchema.optional(),
});

const gel = z.strictObject({
  where,
  thickness: expressionSchema.optional(),
  density: expressionSchema,
  unit: lineSchema,
  pore: expressionSchema,
  cleared: expressionSchema.optional(),
  lost: expressionSchema.optional(),
  name: lineSchema.optional(),
});

const spread = z.strictObject({
  unit: lineSchema,
  initial: expressionSchema.optional(),
  diffusivity: expressionSchema,
  decay: expressionSchema.optional(),
  outside: expressionSchema.optional(),
  settles: z.literal(true).optional(),
  secretion: expressionSchema.optional(),
  uptake: expressionSchema.optional(),
  vessel: z
    .strictObject({ plasma: expressionSchema, loss: expressionSchema.optional(), permeability: expressionSchema })
    .optional(),
  becomes: z
    .strictObject({ into: identifierSchema, rate: expressionSchema.optional(), cells: expressionSchema.optional() })
    .optional(),
  sets: z
    .strictObject({
      parameter: identifierSchema,
      value: expressionSchema,
      at: z.array(quantitySchema).min(2).max(12),
    })
    .optional(),
  name: lineSchema.optional(),
});

/** Cells side by side, as a whole model says it. */
export const tissueSchema = z.strictObject({
  of: identifierSchema,
  dimensions: z.union([z.literal(2), z.literal(3)]),
  box: z.tuple([expressionSchema, expressionSchema, expressionSchema]),
  voxel: expressionSchema,
  coarse: expressionSchema.optional(),
  start,
  rises: tableOf(rise).optional(),
  follow: z.strictObject({ cells: z.int().min(1).max(1000), every: quantitySchema }),
  cells,
  regions: tableOf(region).optional(),
  gels: tableOf(gel).optional(),
  passages: tableOf(passage).optional(),
  spread: tableOf(spread).optional(),
  vessel: z.strictObject({ radius: expressionSchema }).optional(),
  tick: quantitySchema.optional(),
  steps: z.int().min(1).max(1000).optional(),
});

/** The share of it that one part may say: parts are united key by key, tables and `cells` entry by entry. */
export const tissuePartSchema = tissueSchema.partial().extend({ cells: cells.partial().optional() });
