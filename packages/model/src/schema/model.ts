import { z } from 'zod';
import {
  amountSchema,
  entryIdSchema,
  expressionSchema,
  identifierSchema,
  lineSchema,
  moleculesSchema,
  parameterSchema,
  qualifiedNameSchema,
  quantitySchema,
  referenceSchema,
  streamSchema,
  tableOf,
  textSchema,
} from './pieces.js';
import { tissueSchema } from './tissue.js';

export const speciesSchema = z.strictObject({
  initial: expressionSchema.optional(),
  unit: lineSchema,
  name: lineSchema.optional(),
  molecules: moleculesSchema,
  returns: identifierSchema.optional(),
  tolerance: z.number().positive().max(1e12).optional(),
});

const extentSchema = z.discriminatedUnion('shape', [
  z.strictObject({ shape: z.literal('disc'), area: expressionSchema, aspect: expressionSchema.optional() }),
  z.strictObject({ shape: z.literal('gaussian'), radius: expressionSchema }),
]);

const definitionSchema = z.union([
  z.string().min(1).max(4000),
  z.number(),
  z.strictObject({ value: expressionSchema, unit: lineSchema.optional(), name: lineSchema.optional() }),
]);

/** One kind of place. */
export const placeSchema = z.strictObject({
  in: identifierSchema.optional(),
  name: lineSchema.optional(),
  count: z.int().min(0).max(1_000_000).optional(),
  volume: expressionSchema.optional(),
  extent: extentSchema.optional(),
  motion: z.strictObject({ speed: expressionSchema, persistence: expressionSchema }).optional(),
  species: tableOf(speciesSchema).optional(),
  amounts: tableOf(amountSchema).optional(),
  definitions: tableOf(definitionSchema).optional(),
  solver: z.enum(['ode', 'explicit', 'ssa', 'tau']).optional(),
  numbered: z.literal('last').optional(),
});

const matrixSpeciesSchema = z.strictObject({
  initial: expressionSchema,
  unit: lineSchema,
  name: lineSchema.optional(),
  molecules: moleculesSchema,
});

const solubleSpeciesSchema = z.strictObject({
  initial: expressionSchema.optional(),
  unit: lineSchema,
  diffusivity: expressionSchema,
  decay: expressionSchema.optional(),
  exchange: z.strictObject({ with: identifierSchema, rate: expressionSchema }).optional(),
  name: lineSchema.optional(),
  molecules: moleculesSchema,
});

export const fieldSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('matrix'),
    in: identifierSchema,
    voxel: quantitySchema,
    side: quantitySchema,
    species: tableOf(matrixSpeciesSchema),
  }),
  z.strictObject({
    kind: z.literal('soluble'),
    in: identifierSchema,
    voxel: quantitySchema,
    side: quantitySchema,
    height: quantitySchema,
    species: tableOf(solubleSpeciesSchema),
  }),
]);

const described = { name: lineSchema.optional(), references: z.array(entryIdSchema).max(100).optional() };

export const reactionSchema = z.strictObject({
  in: identifierSchema,
  equation: z.string().min(1).max(4000),
  rate: expressionSchema,
  over: identifierSchema.optional(),
  ...described,
});

export const foundingSchema = z.strictObject({
  place: identifierSchema,
  in: identifierSchema,
  hazard: expressionSchema,
  accept: expressionSchema.optional(),
  apart: expressionSchema.optional(),
  contents: tableOf(expressionSchema).optional(),
  takes: tableOf(expressionSchema).optional(),
  stream: streamSchema.optional(),
  ...described,
});

export const dissolutionSchema = z.strictObject({
  place: identifierSchema,
  hazard: expressionSchema,
  stream: streamSchema.optional(),
  ...described,
});

export const eventSchema = z.strictObject({
  in: identifierSchema.optional(),
  at: quantitySchema.optional(),
  every: quantitySchema.optional(),
  when: expressionSchema.optional(),
  crossing: z.enum(['rising', 'falling']).optional(),
  set: z.record(qualifiedNameSchema, expressionSchema),
});

/** Weights of one conserved sum, by species. */
export const conservedSchema = z.record(qualifiedNameSchema, z.number());

export const numericsSchema = z.strictObject({
  tick: quantitySchema.optional(),
  tolerance: z.number().min(1e-14).max(0.1).optional(),
  substeps: z.int().min(1).max(10_000).optional(),
  coupling: z.enum(['lie', 'strang']).optional(),
  method: z.enum(['rodas4', 'dopri5']).optional(),
});

/** What a model file and a part of one have in common. */
export const modelTables = {
  parameters: tableOf(parameterSchema).optional(),
  fields: tableOf(fieldSchema).optional(),
  reactions: tableOf(reactionSchema).optional(),
  found: tableOf(foundingSchema).optional(),
  dissolve: tableOf(dissolutionSchema).optional(),
  events: tableOf(eventSchema).optional(),
  conserved: tableOf(conservedSchema).optional(),
  numerics: numericsSchema.optional(),
};

/** A whole model file; names and units are checked when it is compiled. */
export const modelSchema = z.strictObject({
  format: z.literal(1),
  model: lineSchema,
  notes: textSchema.optional(),
  references: z.record(entryIdSchema, referenceSchema).optional(),
  places: tableOf(placeSchema),
  ...modelTables,
  tissue: tissueSchema.optional(),
});

/** JSON Schema of a model file, for completion in editors and for other tools. */
export function modelJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(modelSchema, { io: 'input' }), title: 'InvadoLab model' };
}
