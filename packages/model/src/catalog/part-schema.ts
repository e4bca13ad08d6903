import { z } from 'zod';
import type { ModelFile, PlaceKind } from '../language.js';
import { amount, pocket } from './schema.js';

type Table<Key extends keyof ModelFile> = NonNullable<ModelFile[Key]>;

const object = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A part: amounts, parameters and pockets are checked here, all else when the united model is compiled. */
export const part = z.strictObject({
  part: z.string(),
  notes: z.string().optional(),
  parameters: z.record(z.string(), amount.omit({ molecule: true, cv: true })).optional(),
  places: z
    .record(
      z.string(),
      z.custom<PlaceKind>(object, 'a place').and(z.looseObject({ amounts: z.record(z.string(), amount).optional() })),
    )
    .optional(),
  fields: z.custom<Table<'fields'>>(object, 'fields').optional(),
  reactions: z.custom<Table<'reactions'>>(object, 'reactions').optional(),
  found: z.custom<Table<'found'>>(object, 'foundings').optional(),
  dissolve: z.custom<Table<'dissolve'>>(object, 'dissolutions').optional(),
  events: z.custom<Table<'events'>>(object, 'events').optional(),
  conserved: z.custom<Table<'conserved'>>(object, 'conserved sums').optional(),
  numerics: z.custom<Table<'numerics'>>(object, 'numerics').optional(),
  pockets: z.record(z.string(), pocket).optional(),
});
