import type { IncomingMessage } from 'node:http';
import { codeOf, Refusal } from './refusal.js';

/** Refuses a body of another type, one that is packed, and one that says itself that it is too large. */
export function checkBody(request: IncomingMessage, types: readonly string[], largest: number): void {
  const { 'content-type': given, 'content-encoding': packed, 'content-length': length } = request.headers;
  const type = given?.split(';', 1)[0].trim().toLowerCase();
  if (type === undefined || !types.includes(type))
    throw new Refusal(415, 'not the type of body that is taken here', {
      found: type ?? 'none',
      expected: types.join(' or '),
    });
  if (packed !== undefined && packed !== 'identity')
    throw new Refusal(415, 'a packed body is not taken here', { found: packed, expected: 'the body as it is' });
  if (Number(length ?? 0) > largest) throw tooLarge(largest, length);
}

/** The chunks of a body. The connection stays open for the answer, also where not all of it is read. */
export async function* bodyOf(request: IncomingMessage): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) yield chunk;
  } catch (error) {
    if (codeOf(error) !== 'ECONNRESET') throw error;
    throw new Refusal(400, 'the body broke off', { expected: 'all of it' });
  }
}

/** A body in memory; more than the largest is refused when it gets there. */
export async function wholeBody(request: IncomingMessage, largest: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of bodyOf(request)) {
    received += chunk.length;
    if (received > largest) throw tooLarge(largest);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(largest: number, found?: string): Refusal {
  return new Refusal(413, 'the body is too large', { found, expected: `at most ${largest} bytes` });
}
