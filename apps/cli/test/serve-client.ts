import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Limits } from '../src/serve/limits.js';
import { type RunningServer, startServer } from '../src/serve/server.js';

/** A server over folders of its own, and what it said of unexpected errors. */
export interface TestServer extends RunningServer {
  readonly folder: string;
  readonly app: string;
  readonly unexpected: unknown[];
}

/** The smallest application there is. */
export const tinyApp: Readonly<Record<string, string>> = {
  'index.html': '<!doctype html><title>Laboratory</title>\n',
  'assets/index-B1c2D3e4.js': `console.log(${JSON.stringify('laboratory '.repeat(500))});\n`,
  'assets/engine-worker-B1c2D3e4.js': 'new Function("return 1")();\n',
  'assets/latin-B1c2D3e4.woff2': 'wOF2',
  'engine.wasm': '\0asm',
};

/** Starts a server with a folder of these files and the smallest application, and ends it after `work`. */
export async function withServer<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  work: (server: TestServer) => Promise<T>,
  limits: Partial<Limits> = {},
): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'invadolab-serve-'));
  const folder = join(home, 'data');
  const app = join(home, 'app');
  mkdirSync(folder);
  writeAll(folder, files);
  writeAll(app, tinyApp);
  const unexpected: unknown[] = [];
  const server = await startServer({
    folder,
    app,
    port: 0,
    version: '0.0.0-test',
    notice: 'Research use only.',
    threads: 2,
    limits,
    unexpected: (error) => unexpected.push(error),
  });
  try {
    return await work({ ...server, folder, app, unexpected });
  } finally {
    await server.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Writes files into a folder, by their paths below it. */
export function writeAll(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** An answer with its body. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** What a request has besides its path. */
export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** One request on a connection of its own; the path is sent as it is given. */
export function ask(
  { port }: { readonly port: number },
  path: string,
  { method = 'GET', headers, body }: Asked = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The same with a body that is JSON. */
export async function askJson(server: { readonly port: number }, path: string, asked: Asked = {}) {
  const { status, body } = await ask(server, path, asked);
  return { status, json: JSON.parse(body.toString('utf8')) };
}

/** Headers of somebody who may write. */
export function owner({ token }: RunningServer, type: string): Record<string, string> {
  return { authorization: `Bearer ${token}`, 'content-type': type };
}

/** Sends bytes on a connection and gives all that comes back until it is closed, or for so long (ms). */
export function raw({ port }: { readonly port: number }, bytes: string | Uint8Array, longest = 5000): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const timer = setTimeout(() => socket.destroy(), longest);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}

/** A request as bytes, with the right host unless another is given. */
export function head(
  { port }: { readonly port: number },
  line: string,
  headers: readonly string[] = [],
  host = `127.0.0.1:${port}`,
): string {
  return `${[`${line} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...headers].join('\r\n')}\r\n\r\n`;
}

/** The status of an answer in bytes; 0 where the connection was closed without one. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}
