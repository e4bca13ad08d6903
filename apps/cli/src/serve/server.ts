import { randomBytes } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { BadInput } from '@invadolab/core';
import { openApi } from './api.js';
import { checkDoor } from './door.js';
import { inside } from './inside.js';
import { type Limits, usualLimits } from './limits.js';
import { codeOf, Refusal, refusalBody, refusalOf } from './refusal.js';
import { securityHeaders } from './security-headers.js';
import { WebApp } from './web-app.js';

/** What to serve, and where. */
export interface ServeOptions {
  /** Holds `results` and `studies`. */
  readonly folder: string;
  /** The built web application. */
  readonly app: string;
  /** Undefined: the usual one, or the next that is free. 0: any. */
  readonly port?: number;
  readonly version: string;
  readonly notice: string;
  readonly threads: number;
  readonly limits?: Partial<Limits>;
  /** Told of errors that are nobody's input. */
  unexpected(error: unknown): void;
}

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  /** Random, new with every start: who has it may write. */
  readonly token: string;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** The port where nobody says another. */
export const usualPort = 4117;
const portsTried = 20;
const address = '127.0.0.1';

/** Starts the server of the web laboratory, on this machine's own address alone. Throws `BadInput`. */
export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const limits = { ...usualLimits, ...options.limits };
  const folder = await servedFolder(options.folder);
  const app = new WebApp(options.app);
  await app.load();
  const { version, notice, threads, unexpected } = options;
  const info = { version, node: process.version, notice, threads, folder: basename(folder) };
  const api = await openApi({ folder, app, limits, info, unexpected });
  const keys = { port: 0, token: randomBytes(32).toString('base64url') };
  const handle = getRequestListener(api.fetch, { overrideGlobalObjects: false, hostname: address });
  let answering = 0;
  const server = createServer(nodeLimits(limits), (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    try {
      const steps = checkDoor(request, keys);
      // Listeners stay, and are counted where they are.
      if (steps.join('/') !== 'api/events') {
        if (answering >= limits.requests) throw busy();
        answering++;
        response.once('close', () => answering--);
      }
      void handle(request, response);
    } catch (error) {
      refuse(request, response, refusalOf(error, unexpected));
    }
  });
  server.maxConnections = limits.connections;
  server.maxRequestsPerSocket = 1000;
  server.setTimeout(limits.idleTime, (socket) => socket.destroy());
  server.on('clientError', refuseUnreadable);
  keys.port = await listen(server, options.port);
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      api.close();
      server.closeAllConnections();
    });
  return { port: keys.port, token: keys.token, close };
}

function nodeLimits({ headTime, requestTime }: Limits) {
  return {
    headersTimeout: Math.min(headTime, requestTime),
    requestTimeout: requestTime,
    keepAliveTimeout: 5000,
    connectionsCheckingInterval: Math.min(1000, headTime / 2),
  };
}

async function servedFolder(given: string): Promise<string> {
  const folder = await realpath(given).catch(() => undefined);
  if (folder === undefined || !(await stat(folder)).isDirectory())
    throw new BadInput('no such folder', { file: given, expected: 'a folder to keep studies and results in' });
  for (const name of ['results', 'studies']) {
    await inside(folder, [name]).catch(() => {
      const expected = 'a folder in it; or serve the folder it leads to';
      throw new BadInput(`${name} leads out of the folder`, { file: given, expected });
    });
  }
  return folder;
}

async function listen(server: Server, asked: number | undefined): Promise<number> {
  const ports = asked === undefined ? Array.from({ length: portsTried }, (_, next) => usualPort + next) : [asked];
  for (const port of ports) {
    const problem = await new Promise<unknown>((resolve) => {
      server.once('error', resolve);
      server.listen(port, address, () => {
        server.off('error', resolve);
        resolve(undefined);
      });
    });
    if (problem === undefined) return (server.address() as AddressInfo).port;
    if (codeOf(problem) !== 'EADDRINUSE' && codeOf(problem) !== 'EACCES') throw problem;
  }
  throw new BadInput(asked === undefined ? 'all usual ports are taken' : 'this port is taken', {
    found: `${ports[0]}${ports.length > 1 ? ` to ${ports[ports.length - 1]}` : ''}`,
    expected: '--port with one that is free',
  });
}

function busy(): Refusal {
  return new Refusal(503, 'the server is busy', { expected: 'the same a moment later' }, { 'Retry-After': '1' });
}

/** Answers without reading on: what is left of a body is not waited for. */
function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const body = JSON.stringify(refusalBody(refusal));
  const known = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  const headers = { ...known, 'Cache-Control': 'no-store', ...refusal.headers };
  const more = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (more) response.once('finish', () => setTimeout(() => request.destroy(), 500).unref());
  response
    .writeHead(refusal.status, { ...headers, ...(more && { Connection: 'close' }) })
    .end(request.method === 'HEAD' ? '' : body);
}

/** What is no request at all, or came too slowly. */
function refuseUnreadable(error: Error, socket: Duplex): void {
  if (!socket.writable || socket.destroyed) return void socket.destroy();
  const code = codeOf(error);
  const status = code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const what = {
    408: 'the request came too slowly',
    431: 'the head of the request is too large',
    400: 'not a request',
  };
  const body = JSON.stringify(refusalBody(new Refusal(status, what[status])));
  const headers = {
    ...securityHeaders,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} Refused\r\n${head.join('')}\r\n${body}`, () => socket.destroy());
}
