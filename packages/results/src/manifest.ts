import { BadInput, canonicalJson } from '@invadolab/core';
import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a sha256 of 64 lower-case hexadecimal digits');
const count = z.int().min(0);

const tableSchema = z.strictObject({ rows: count, sha256: hash });

/** JSON of `manifest.json`; `z.toJSONSchema` publishes it. */
export const manifestSchema = z.strictObject({
  kind: z.literal('invadolab result'),
  format: z.literal(1),
  /** Of the program, of the model and study formats, of the runtime: whatever the application names. */
  versions: z.record(z.string(), z.string()),
  /** The question, as in the study. */
  study: z.string(),
  assay: z.string(),
  seed: count,
  engine: z.strictObject({ id: z.string(), exactness: z.enum(['bitwise', 'tolerance', 'statistical']) }),
  hashes: z.strictObject({
    study: hash,
    catalog: hash,
    /** One per arm; arms with the same hash are the same model. */
    models: z.record(z.string(), hash),
  }),
  plan: z.strictObject({
    arms: z.array(z.string()),
    experiments: count,
    cells: count,
    timepoints: z.array(z.number()),
  }),
  /** Every threshold of the measures, with its unit. */
  thresholds: z.record(z.string(), z.union([z.string(), z.number()])),
  status: z.enum(['running', 'stopped', 'failed', 'done']),
  /** Why, where the status is `stopped` or `failed`. */
  message: z.string().optional(),
  warnings: z.array(z.string()),
  /** Pieces of work of a run that is not whole yet. */
  shards: z.array(z.string()),
  /** What the three tables hold, once they are written. */
  tables: z.strictObject({ measures: tableSchema, series: tableSchema, events: tableSchema }).optional(),
  /** Anything the application wants to keep, such as options of the command line. */
  details: z.record(z.string(), z.json()).optional(),
});

/** What `manifest.json` says about a run. */
export type Manifest = z.infer<typeof manifestSchema>;

/** The manifest as the bytes of its file: JSON of sorted keys, readable, ending in a line break. */
export function encodeManifest(manifest: Manifest): Uint8Array {
  const text = canonicalJson(manifestSchema.parse(manifest));
  return new TextEncoder().encode(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
}

/** Reads a manifest; `file` names it in the `BadInput` that anything else gives. */
export function decodeManifest(bytes: Uint8Array, file: string): Manifest {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new BadInput('a manifest is not JSON', { file, expected: 'the manifest.json of a result folder' });
  }
  const result = manifestSchema.safeParse(content);
  if (result.success) return result.data;
  const [{ path, message }] = result.error.issues;
  throw new BadInput('this is no manifest that this version reads', {
    file,
    found: `${path.join('.') || 'the whole file'}: ${message}`,
    expected: 'kind "invadolab result" of format 1',
  });
}
