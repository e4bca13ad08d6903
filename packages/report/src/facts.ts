import type { Manifest } from '@invadolab/results';
import { z } from 'zod';
import type { ReportFacts } from './input.js';

const drug = z.looseObject({
  name: z.string(),
  free: z.union([z.string(), z.number()]).optional(),
  nominal: z.union([z.string(), z.number()]).optional(),
});

const arm = z.object({
  id: z.string(),
  title: z.string(),
  change: z.looseObject({ drugs: z.array(drug).optional() }).optional(),
  bare: z.boolean().optional(),
  against: z.string().optional(),
  doses: z.array(z.number()).optional(),
  sham: z.string().optional(),
  expect: z.object({ measure: z.string(), ratio: z.tuple([z.number(), z.number()]) }).optional(),
});

const side = z.object({
  hypothesis: z.string(),
  side: z.string(),
  question: z.string(),
  said: z.string(),
  others: z.array(z.string()),
  arms: z.array(z.string()),
});

const origin = z.object({
  file: z.string(),
  columns: z.array(z.string()),
  unit: z.string(),
  reference: z.string(),
  referenceFrom: z.string(),
  like: z.string(),
  used: z.array(
    z.object({
      amount: z.string(),
      gene: z.string(),
      value: z.number(),
      reference: z.number(),
      ratio: z.number(),
      bounded: z.boolean(),
    }),
  ),
  lacked: z.array(z.object({ amount: z.string(), gene: z.string(), why: z.string() })),
  unread: z.number(),
  notes: z.array(z.string()),
});

const dosed = z.object({
  id: z.string(),
  name: z.string(),
  site: z.string(),
  carrier: z.string().optional(),
  regimen: z.string(),
  interval: z.number().optional(),
  targets: z.array(z.object({ pocket: z.string(), read: z.boolean() })),
  beyond: z.array(z.string()),
  clinical: z.array(z.object({ what: z.string(), outcome: z.string() })).optional(),
});

/** `details.report` of a manifest. */
export const factsSchema = z.object({
  cell: z.string().optional(),
  origin: origin.optional(),
  matrix: z.string().optional(),
  control: z.string(),
  arms: z.array(arm).min(1),
  measure: z.array(z.string()),
  hypotheses: z.array(side).optional(),
  dosed: z.record(z.string(), z.array(dosed)).optional(),
});

/**
 * What the manifest keeps for the report; where it keeps nothing, arms are called by their ids and the first one is
 * the control.
 */
export function factsOf(manifest: Manifest): ReportFacts {
  const kept = factsSchema.safeParse(manifest.details?.report);
  if (kept.success) return kept.data;
  const arms = manifest.plan.arms.map((id) => ({ id, title: id }));
  return { control: arms[0]?.id ?? '', arms, measure: [] };
}
