import { createRoute, z } from '@hono/zod-openapi';
import {
  filesSchema,
  infoSchema,
  refusalSchema,
  resultSchema,
  resultsSchema,
  savedSchema,
  studiesSchema,
} from './schemas.js';

/*
 * The requests that the server answers, for the application and for its own description. Paths of more than one step are told
 * apart by the server itself, so their parameters are described here and read from the request's own bytes.
 */

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  content: { 'application/json': { schema } },
  description,
});
const refused = (...statuses: readonly number[]) =>
  Object.fromEntries(statuses.map((status) => [status, json(refusalSchema, 'refused')]));
const named = (...names: readonly string[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.string().openapi({ param: { name, in: 'path' } })])));
const binary = z.string().openapi({ format: 'binary' });
const always = [400, 403, 405, 503] as const;
const owner = [{ token: [] }];

/** `GET /api/info`. */
export const infoRoute = createRoute({
  method: 'get',
  path: '/api/info',
  summary: 'What serves, and on what',
  responses: { 200: json(infoSchema, 'version, runtime, notice'), ...refused(...always) },
});

/** `GET /api/results`. */
export const resultsRoute = createRoute({
  method: 'get',
  path: '/api/results',
  summary: 'Finished and unfinished results, the newest first',
  responses: { 200: json(resultsSchema, 'the list'), ...refused(...always) },
});

/** `GET /api/results/{name}/files`. */
export const filesRoute = createRoute({
  method: 'get',
  path: '/api/results/{name}/files',
  summary: 'Files of a result',
  request: { params: named('name') },
  responses: { 200: json(filesSchema, 'paths and sizes'), ...refused(...always, 404) },
});

/** `PUT /api/results/{name}`. */
export const putResultRoute = createRoute({
  method: 'put',
  path: '/api/results/{name}',
  summary: 'Takes in the bundle of a finished run as a new result',
  security: owner,
  request: { params: named('name'), body: { content: { 'application/zip': { schema: binary } } } },
  responses: { 201: json(resultSchema, 'the new result'), ...refused(...always, 409, 413, 415, 507) },
});

/** `GET /api/studies`. */
export const studiesRoute = createRoute({
  method: 'get',
  path: '/api/studies',
  summary: 'Studies of the folder and of studies/ in it',
  responses: { 200: json(studiesSchema, 'the list'), ...refused(...always) },
});

/** `GET /api/events`. */
export const eventsRoute = createRoute({
  method: 'get',
  path: '/api/events',
  summary: 'Server-sent events: `results` with the list, at once and whenever it changes',
  responses: {
    200: { content: { 'text/event-stream': { schema: z.string() } }, description: 'a stream' },
    ...refused(...always, 429),
  },
});

/** `GET /api/results/{name}/files/{path}`; `path` has any number of steps. */
export const fileRoute = createRoute({
  method: 'get',
  path: '/api/results/{name}/files/{path}',
  summary: 'A file of a result; may be asked for in parts',
  request: { params: named('name', 'path'), headers: z.object({ range: z.string().optional() }) },
  responses: {
    200: { content: { 'application/octet-stream': { schema: binary } }, description: 'the file' },
    206: { content: { 'application/octet-stream': { schema: binary } }, description: 'the part asked for' },
    304: { description: 'as it was' },
    ...refused(...always, 404, 416),
  },
});

/** `GET /api/studies/{path}`; `path` may have two steps. */
export const studyRoute = createRoute({
  method: 'get',
  path: '/api/studies/{path}',
  summary: 'A study as text, with an ETag',
  request: { params: named('path') },
  responses: {
    200: { content: { 'application/yaml': { schema: z.string() } }, description: 'the study' },
    ...refused(...always, 404),
  },
});

/** `PUT /api/studies/{path}`; `path` may have two steps. */
export const putStudyRoute = createRoute({
  method: 'put',
  path: '/api/studies/{path}',
  summary: 'Saves a study; If-Match with its ETag replaces one',
  security: owner,
  request: {
    params: named('path'),
    headers: z.object({ 'if-match': z.string().optional() }),
    body: { content: { 'application/yaml': { schema: z.string() } } },
  },
  responses: {
    200: json(savedSchema, 'replaced'),
    201: json(savedSchema, 'new'),
    ...refused(...always, 409, 412, 413, 415),
  },
});

/** All of them. */
export const routes = [
  infoRoute,
  resultsRoute,
  filesRoute,
  fileRoute,
  putResultRoute,
  studiesRoute,
  studyRoute,
  putStudyRoute,
  eventsRoute,
];
