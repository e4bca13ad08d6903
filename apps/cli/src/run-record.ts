import { BadInput } from '@invadolab/core';
import type { ParseOptions } from '@invadolab/study';
import { z } from 'zod';

/** What an unfinished run needs to go on: stands in its folder until it is whole. */
export interface RunRecord {
  readonly format: 1;
  readonly version: string;
  readonly engine: string;
  /** Hash of the plan: the same study, catalogue and engine give the same. */
  readonly plan: string;
  /** Pieces of work of the whole run, so that others can see how far it is. */
  readonly pieces?: number;
  readonly options: ParseOptions;
  /** The person's own catalogue folder, if one was laid over. */
  readonly catalog?: string;
  /** Where the folder goes when the run is whole. */
  readonly out: string;
}

/** Name of the record in the folder of a run. */
export const recordName = 'run.json';

const schema = z.object({
  format: z.literal(1),
  version: z.string(),
  engine: z.string(),
  plan: z.string(),
  pieces: z.int().optional(),
  options: z.object({
    quick: z.boolean().optional(),
    experiments: z.int().optional(),
    cells: z.int().optional(),
    seed: z.int().optional(),
    uncertainty: z.object({ draws: z.int(), cells: z.int(), assumptions: z.boolean() }).optional(),
  }),
  catalog: z.string().optional(),
  out: z.string(),
});

/** The record as the bytes of its file. */
export function writeRecord(record: RunRecord): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`);
}

/** Reads a record; `file` names it in the `BadInput` that anything else gives. */
export function readRecord(bytes: Uint8Array, file: string): RunRecord {
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    throw new BadInput('not the record of an unfinished run', { file, expected: 'what invadolab run wrote there' });
  }
}
