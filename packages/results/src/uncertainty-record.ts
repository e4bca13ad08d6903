import { BadInput } from '@invadolab/core';
import { z } from 'zod';
import type { Store } from './store.js';

const share = z.number().nullable();
const answer = z.enum(['lowers', 'raises', 'about the same', 'unknown']);

const number = z.strictObject({
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  value: z.number(),
  range: z.tuple([z.number(), z.number()]),
});

const effect = z.strictObject({
  number,
  /** Ratio of the arm to its control at either end of the range; null where the control shows nothing. */
  ratios: z.tuple([share, share]),
});

const evidenceRow = z.strictObject({
  id: z.string(),
  paper: z.string(),
  /** Authors and year. */
  cited: z.string(),
  source: z.string(),
  role: z.string(),
  family: z.string(),
  quantity: z.string(),
  /** Whether the model agrees with it; absent where it was not scored. */
  agrees: z.boolean().optional(),
});

const assumptions = z.strictObject({
  /** Numbers that were moved, one at a time. */
  tried: z.int().min(0),
  cells: z.int().min(1),
  measure: z.string(),
  /** s */
  time: z.number(),
  arms: z.array(
    z.strictObject({
      arm: z.string(),
      /** With the model's own numbers, in the form that tried them. */
      ratio: share,
      answer,
      /** The one that moves the ratio most; null where none moves it. */
      strongest: effect.nullable(),
      /** The nearest that changes the answer within its range; null where none does. */
      flip: z.strictObject({ number, at: z.number(), side: z.enum(['below', 'above']), answer }).nullable(),
      /** Ends of ranges at which the control showed nothing, so that there was no ratio. */
      lost: z.int().min(0),
    }),
  ),
});

/** JSON of `uncertainty.json`: how far the answers of a run rest on uncertain numbers. */
export const uncertaintySchema = z.strictObject({
  kind: z.literal('invadolab uncertainty'),
  format: z.literal(1),
  /** Form of the model that was asked. */
  form: z.string(),
  /** The calibrated sets; null where there were none to draw from. */
  ensemble: z
    .strictObject({
      /** sha256 of the sets. */
      hash: z.string(),
      draws: z.int().min(1),
      /** Cells per arm and set. */
      cells: z.int().min(1),
      /** Fitted numbers, and how many of them this study's models have. */
      fitted: z.int().min(1),
      present: z.int().min(1),
    })
    .nullable(),
  /** Why there is no ensemble, or no ratio; a sentence. */
  why: z.string().optional(),
  /** Ratios of each arm to its control in each set; null where the control shows nothing. */
  ratios: z.array(z.strictObject({ arm: z.string(), measure: z.string(), time: z.number(), values: z.array(share) })),
  /** Null where they were not tried. */
  assumptions: assumptions.nullable(),
  /** Published observations of the same perturbations, by arm; `scored` where the model was held against them. */
  evidence: z.strictObject({
    scored: z.boolean(),
    arms: z.array(z.strictObject({ arm: z.string(), rows: z.array(evidenceRow) })),
  }),
});

/** What `uncertainty.json` says about a run. */
export type UncertaintyRecord = z.infer<typeof uncertaintySchema>;
/** Assumed numbers moved one at a time. */
export type AssumptionsTried = z.infer<typeof assumptions>;
/** What moving them does to one arm. */
export type ArmAssumptions = AssumptionsTried['arms'][number];
/** A number of the model with its plausible range. */
export type PlausibleNumber = z.infer<typeof number>;
/** A published observation of a perturbation. */
export type DirectEvidenceRow = z.infer<typeof evidenceRow>;

/** Name of the file in a result folder. */
export const uncertaintyName = 'uncertainty.json';

/** Writes the record, whole or not at all. */
export async function writeUncertainty(store: Store, record: UncertaintyRecord): Promise<void> {
  await store.put(uncertaintyName, new TextEncoder().encode(`${JSON.stringify(record)}\n`));
}

/** The record of a result folder; undefined where there is none. Throws `BadInput` for one that is damaged. */
export async function readUncertainty(store: Store): Promise<UncertaintyRecord | undefined> {
  const bytes = await store.get(uncertaintyName);
  if (bytes === undefined) return undefined;
  const file = uncertaintyName;
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new BadInput('not JSON', { file, expected: 'what a run wrote there' });
  }
  const parsed = uncertaintySchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw new BadInput('this is not how a run writes it', { file, found: `${path.join('.')}: ${message}` });
}
