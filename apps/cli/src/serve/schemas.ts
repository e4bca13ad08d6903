import { z } from '@hono/zod-openapi';

/** Why a request was refused, in the words of the command line. */
export const refusalSchema = z
  .object({
    error: z.object({
      what: z.string().describe('what is wrong, with file, line and column where there are any'),
      found: z.string().optional(),
      expected: z.string().optional(),
    }),
  })
  .openapi('Refusal');

/** What serves, and on what. */
export const infoSchema = z
  .object({
    format: z.literal(1),
    version: z.string(),
    node: z.string(),
    notice: z.string(),
    threads: z.int().describe('threads that the machine has'),
    folder: z.string().describe('name of the folder that is served'),
  })
  .openapi('Info');

const progressSchema = z.object({
  done: z.int().describe('finished pieces of work'),
  total: z.int().nullable().describe('null where nobody counted them before'),
});

/** One result. */
export const resultSchema = z
  .object({
    name: z.string(),
    kind: z.enum(['run', 'screen', 'fit', 'sensitivity', 'score card', 'calibration']).nullable(),
    status: z.enum(['done', 'stopped', 'failed', 'running', 'damaged', 'unfinished']),
    study: z.string().nullable().describe('the question'),
    assay: z.string().nullable(),
    date: z.iso.datetime().describe('when it was finished, or last came further'),
    bytes: z.int().nullable().describe('of all its files; null while it grows'),
    progress: progressSchema.optional().describe('of what is not finished'),
  })
  .openapi('Result');

/** All results. */
export const resultsSchema = z.object({ results: z.array(resultSchema) }).openapi('Results');

/** Files of a result. */
export const filesSchema = z
  .object({
    files: z.array(z.object({ path: z.string(), bytes: z.int() })),
    more: z.boolean().describe('whether there are more than are listed'),
  })
  .openapi('Files');

/** All studies of the folder. */
export const studiesSchema = z
  .object({
    studies: z.array(
      z.object({
        name: z.string().describe('path below the folder'),
        study: z.string().nullable(),
        assay: z.string().nullable(),
        problem: z.string().optional().describe('why it cannot be read as it is'),
      }),
    ),
  })
  .openapi('Studies');

/** A study that was saved. */
export const savedSchema = z
  .object({ name: z.string(), etag: z.string().describe('to give as If-Match with the next change') })
  .openapi('Saved');
