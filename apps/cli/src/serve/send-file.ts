import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Refusal } from './refusal.js';

/** What a request says about the part and the version of a file it wants. */
export interface FileRequest {
  readonly head: boolean;
  readonly range?: string;
  readonly ifRange?: string;
  readonly ifNoneMatch?: string;
}

/** A file as a response: streamed, with an ETag, in part where a range is asked for. `path` is a real path. */
export async function sendFile(
  path: string,
  headers: Readonly<Record<string, string>>,
  asked: FileRequest,
): Promise<Response> {
  // Where the system has these: a link that was put there since leads nowhere, and a pipe does not wait for a writer.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = await open(path, flags);
  try {
    const answer = answerFor(await handle.stat(), headers, asked);
    if (answer.part === undefined || asked.head || answer.part.length === 0) {
      await handle.close();
      return new Response(null, answer);
    }
    return new Response(streamOf(handle, answer.part), answer);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

interface Part {
  readonly start: number;
  readonly length: number;
}

function answerFor(found: Stats, given: Readonly<Record<string, string>>, asked: FileRequest) {
  if (!found.isFile()) throw new Refusal(404, 'not a file', { expected: 'a path that the list of files has' });
  const tag = `"${found.size.toString(36)}-${Math.round(found.mtimeMs * 1000).toString(36)}"`;
  const headers = { ...given, ETag: tag, 'Accept-Ranges': 'bytes', 'Cache-Control': 'private, no-cache' };
  if (asked.ifNoneMatch?.split(',').some((each) => each.trim().replace(/^W\//, '') === tag))
    return { status: 304, headers, part: undefined };
  const wanted = asked.ifRange === undefined || asked.ifRange === tag ? asked.range : undefined;
  const part = wanted === undefined ? undefined : partOf(wanted, found.size);
  if (part === undefined) {
    const whole = { start: 0, length: found.size };
    return { status: 200, headers: { ...headers, 'Content-Length': String(found.size) }, part: whole };
  }
  const span = `bytes ${part.start}-${part.start + part.length - 1}/${found.size}`;
  return { status: 206, headers: { ...headers, 'Content-Range': span, 'Content-Length': String(part.length) }, part };
}

/** The one range that is asked for; undefined for what may be answered with the whole file, such as several ranges. */
function partOf(range: string, size: number): Part | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range.trim());
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  const [, first, last] = match;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  if (start < size && end >= start) return { start, length: end - start + 1 };
  throw new Refusal(
    416,
    'the file has no such range',
    { found: range, expected: `bytes 0 to ${size - 1}` },
    { 'Content-Range': `bytes */${size}` },
  );
}

function streamOf(handle: FileHandle, { start, length }: Part): ReadableStream<Uint8Array> {
  const stream = handle.createReadStream({ start, end: start + length - 1 });
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}
