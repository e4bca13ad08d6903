import { z } from 'zod';
import { entryIdSchema as id, identifierSchema as identifier, lineSchema as line } from '../schema/pieces.js';
import { dosing, sourced, varied } from './drug-schema.js';

const driver = z.strictObject({
  place: identifier,
  amount: z.string().min(1).max(400),
  per_cell: z.boolean().optional(),
  rate: sourced,
  usual: sourced,
});

const site = z.strictObject({
  delivered: varied,
  active: sourced,
  volume: sourced,
  fluid: sourced,
  pores: sourced,
  depth: sourced,
  loss: sourced,
  washout: sourced,
});

/** Shape of a carrier file; what it says about pockets and drugs is checked afterwards. */
export const carrier = z.strictObject({
  carrier: id,
  name: line,
  synonyms: z.array(line).optional(),
  status: line,
  size: sourced,
  pharmacokinetics: z.strictObject({
    clearance: varied,
    volume: varied,
    peripheral: z.strictObject({ volume: varied, exchange: varied }).optional(),
  }),
  organs: z.record(id, varied).optional(),
  release: z.strictObject({ plasma: sourced, site: sourced }),
  trigger: z
    .array(driver.extend({ pocket: id }))
    .min(1)
    .optional(),
  shrinks_to: sourced.optional(),
  uptake: z.strictObject({ rate: sourced, escape: sourced, ligand: driver.optional() }).optional(),
  sites: z.record(id, site).refine((sites) => Object.keys(sites).length > 0, 'at least one site'),
  dosing: z.record(id, dosing).optional(),
  references: z.array(id).optional(),
});
