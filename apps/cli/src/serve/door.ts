import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.js';
import { requestSteps } from './request-path.js';

/** Who may come in: the address pages are read from, and the token of those who write. */
export interface DoorKeys {
  readonly port: number;
  readonly token: string;
}

const reading = ['GET', 'HEAD'];
const writing = ['PUT'];

/**
 * Refuses a request that no page of ours would send, before anything of it is read: by a foreign name (a page whose name was made
 * to point here), from a foreign page, without the token where it writes. The steps of its path otherwise.
 */
export function checkDoor(request: IncomingMessage, keys: DoorKeys): readonly string[] {
  const host = checkedHost(request, keys.port);
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`)
    throw new Refusal(403, 'this page may not ask', { found: origin, expected: `a page from http://${host}` });
  const steps = requestSteps(request.url ?? '');
  const method = request.method ?? '';
  if (![...reading, ...writing].includes(method)) {
    const expected = [...reading, ...writing].join(', ');
    throw new Refusal(405, 'this method is not known here', { found: method, expected }, { Allow: expected });
  }
  if (steps[0] !== 'api') return steps;
  // A browser says so itself, also where it sends no origin.
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new Refusal(403, 'this page may not ask', { found: String(site), expected: 'a page of this server' });
  if (writing.includes(method)) checkToken(request.headers.authorization, keys.token);
  return steps;
}

function checkedHost({ headers, rawHeaders }: IncomingMessage, port: number): string {
  const expected = [`127.0.0.1:${port}`, `localhost:${port}`];
  const named = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  const host = headers.host?.toLowerCase();
  if (named === 1 && host !== undefined && expected.includes(host)) return host;
  throw new Refusal(403, 'this server answers under its own name only', {
    found: headers.host ?? 'none',
    expected: expected.join(' or '),
  });
}

function checkToken(header: string | undefined, token: string): void {
  const given = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
  const digest = (text: string) => createHash('sha256').update(text).digest();
  if (given !== undefined && timingSafeEqual(digest(given), digest(token))) return;
  throw new Refusal(403, 'only the owner of this server may write', {
    found: given === undefined ? 'no token' : 'another token',
    expected: 'Authorization: Bearer with the token of the link that invadolab serve printed',
  });
}
