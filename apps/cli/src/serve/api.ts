import type { HttpBindings } from '@hono/node-server';
import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { resultType } from './content-types.js';
import { inside } from './inside.js';
import type { Limits } from './limits.js';
import { News } from './news.js';
import { BundleReceiver } from './receive-bundle.js';
import { Refusal, refusalBody, refusalOf } from './refusal.js';
import { bodyOf, checkBody, wholeBody } from './request-body.js';
import { requestSteps } from './request-path.js';
import { listResultFiles } from './result-files.js';
import { Results } from './results.js';
import * as route from './routes.js';
import { resultPolicy } from './security-headers.js';
import { sendFile } from './send-file.js';
import { Studies } from './studies.js';
import type { WebApp } from './web-app.js';

/** What is served, and for whom. */
export interface Served {
  /** A real path. */
  readonly folder: string;
  readonly app: WebApp;
  readonly limits: Limits;
  readonly info: {
    readonly version: string;
    readonly node: string;
    readonly notice: string;
    readonly threads: number;
    readonly folder: string;
  };
  /** Told of errors that are nobody's input. */
  unexpected(error: unknown): void;
}

type Bindings = { Bindings: HttpBindings };
const yamlTypes = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/plain'];

/** All answers of the server, and how to end what it goes on with by itself. */
export async function openApi(served: Served) {
  const { folder, limits } = served;
  const results = new Results(folder);
  const studies = new Studies(folder, limits.study);
  const news = new News(() => results.list(), limits);
  const receiver = new BundleReceiver(folder, limits);
  await receiver.clean();
  const api = new OpenAPIHono<Bindings>();

  api.onError((error) => refused(refusalOf(error, served.unexpected)));
  api.openapi(route.infoRoute, (c) => c.json({ format: 1 as const, ...served.info }, 200, fresh));
  api.openapi(route.resultsRoute, async (c) => c.json({ results: [...(await results.list())] }, 200, fresh));
  api.openapi(route.filesRoute, async (c) => {
    const { files, more } = await listResultFiles(await results.folderOf(stepsOf(c)[2]));
    return c.json({ files: [...files], more }, 200, fresh);
  });
  api.get('/api/results/:name/files/:path{.+}', (c) => file(c, results));
  api.openapi(route.putResultRoute, async (c) => {
    const name = stepsOf(c)[2];
    checkBody(c.env.incoming, ['application/zip'], limits.bundle);
    await receiver.receive(name, bodyOf(c.env.incoming));
    const taken = (await results.list()).find((each) => each.name === name);
    if (taken === undefined) throw new Error(`the new result ${name} is not listed`);
    return c.json(taken, 201, fresh);
  });
  api.openapi(route.studiesRoute, async (c) => c.json({ studies: [...(await studies.list())] }, 200, fresh));
  api.get('/api/studies/:path{.+}', async (c) => {
    const { text, tag } = await studies.read(stepsOf(c).slice(2));
    return c.body(text, 200, {
      'Content-Type': 'application/yaml; charset=utf-8',
      ETag: tag,
      'Cache-Control': 'no-cache',
    });
  });
  api.put('/api/studies/:path{.+}', async (c) => {
    const steps = stepsOf(c).slice(2);
    checkBody(c.env.incoming, yamlTypes, limits.study);
    const text = await wholeBody(c.env.incoming, limits.study);
    const { tag, isNew } = await studies.save(steps, text, c.req.header('if-match'));
    return c.json({ name: steps.join('/'), etag: tag }, isNew ? 201 : 200, { ETag: tag });
  });
  api.openapi(route.eventsRoute, async (c) => {
    const headers = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' };
    return c.req.method === 'HEAD' ? c.body(null, 200, headers) : c.body(await news.listen(), 200, headers);
  });
  describe(api, served);
  refuseOtherMethods(api);
  api.get('*', (c) => page(c, served.app));
  return { fetch: api.fetch, close: () => news.close() };
}

const fresh = { 'Cache-Control': 'no-store' };

/** From the bytes of the request, which the door has checked. */
function stepsOf(c: Context<Bindings>): readonly string[] {
  return requestSteps(c.env.incoming.url ?? '');
}

async function file(c: Context<Bindings>, results: Results): Promise<Response> {
  const [, , name, , ...steps] = stepsOf(c);
  const path = await inside(await results.folderOf(name), steps);
  if (path === undefined) throw new Refusal(404, 'no such file', { found: steps.join('/') });
  const headers = { 'Content-Type': resultType(steps[steps.length - 1]), 'Content-Security-Policy': resultPolicy };
  return sendFile(path, headers, {
    head: c.req.method === 'HEAD',
    range: c.req.header('range'),
    ifRange: c.req.header('if-range'),
    ifNoneMatch: c.req.header('if-none-match'),
  });
}

async function page(c: Context<Bindings>, app: WebApp): Promise<Response> {
  const steps = stepsOf(c);
  const asked = { accepts: c.req.header('accept-encoding') ?? '', known: c.req.header('if-none-match') ?? '' };
  const answer = steps[0] === 'api' ? undefined : await app.answer(steps, asked);
  if (answer === undefined) throw new Refusal(404, 'nothing is here', { found: c.req.path });
  const bytes = answer.bytes && new Uint8Array(answer.bytes);
  const headers = { ...answer.headers, ...(bytes && { 'Content-Length': String(bytes.length) }) };
  return new Response(c.req.method === 'HEAD' ? null : bytes, { status: answer.status, headers });
}

/** The description of all routes, made from the same schemas that they answer with. */
function describe(api: OpenAPIHono<Bindings>, { info }: Served): void {
  for (const each of [route.fileRoute, route.studyRoute, route.putStudyRoute] as readonly RouteConfig[])
    api.openAPIRegistry.registerPath(each);
  api.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  const description = { title: 'The server of InvadoLab', version: info.version, description: info.notice };
  api.doc31('/api/openapi.json', { openapi: '3.1.0', info: description });
}

/** A path that is known answers other methods with those it takes. */
function refuseOtherMethods(api: OpenAPIHono<Bindings>): void {
  for (const path of new Set(route.routes.map((each) => each.path))) {
    const methods = route.routes.filter((each) => each.path === path).map(({ method }) => method.toUpperCase());
    const allowed = methods.includes('GET') ? ['GET', 'HEAD', ...methods.filter((each) => each !== 'GET')] : methods;
    api.all(path.replace('{path}', ':path{.+}').replace('{name}', ':name'), (c) => {
      const expected = allowed.join(', ');
      throw new Refusal(405, 'not a method of this path', { found: c.req.method, expected }, { Allow: expected });
    });
  }
}

function refused(refusal: Refusal): Response {
  return Response.json(refusalBody(refusal), {
    status: refusal.status,
    headers: { ...fresh, ...refusal.headers },
  });
}
