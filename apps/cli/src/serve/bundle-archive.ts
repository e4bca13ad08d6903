import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BadInput } from '@invadolab/core';
import { checkName } from '@invadolab/results';
import { Unzip, UnzipInflate } from 'fflate';
import { codeOf, Refusal } from './refusal.js';

/** What an archive may hold at most. */
export interface ArchiveLimits {
  /** As it is sent. */
  readonly bundle: number;
  readonly unpacked: number;
  readonly entries: number;
}

/** Read in slices, so that little is unpacked before it is counted: deflate makes at most 1032 bytes of one. */
const slice = 16_384;
const stored = 0;
const deflated = 8;

interface Piece {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly last: boolean;
}

/**
 * Unpacks a zip into a folder while it arrives, and counts as it goes: nothing is kept in memory, and what is too much is refused
 * before it is written. Names are those every store takes, so none leaves the folder. Throws `Refusal` or `BadInput`.
 */
export async function unpackArchive(
  body: AsyncIterable<Uint8Array>,
  folder: string,
  limits: ArchiveLimits,
): Promise<void> {
  const pieces: Piece[] = [];
  const unzip = unzipper(pieces, limits);
  const writer = new FileWriter(folder);
  let received = 0;
  try {
    for await (const chunk of body) {
      received += chunk.length;
      if (received > limits.bundle) throw tooLarge('a bundle', limits.bundle);
      if (received === chunk.length && chunk[0] !== 0x50) throw notAnArchive();
      for (let start = 0; start < chunk.length; start += slice) {
        push(unzip, chunk.subarray(start, start + slice), false);
        await writer.write(pieces.splice(0));
      }
    }
    push(unzip, new Uint8Array(0), true);
    await writer.write(pieces.splice(0));
    if (writer.written === 0 || writer.unfinished) throw notAnArchive();
  } finally {
    await writer.close();
  }
}

function unzipper(pieces: Piece[], limits: ArchiveLimits): Unzip {
  let unpacked = 0;
  const seen = new Set<string>();
  const unzip = new Unzip((file) => {
    if (file.name.endsWith('/')) return;
    const name = checkName(file.name);
    // Where case does not count they would be one file.
    if (seen.has(name.toLowerCase())) throw new BadInput('a bundle has a file twice', { found: name });
    seen.add(name.toLowerCase());
    if (seen.size > limits.entries)
      throw new Refusal(413, 'a bundle has too many files', { expected: `at most ${limits.entries}` });
    if (file.compression !== stored && file.compression !== deflated)
      throw new BadInput('a file of the bundle is packed in a way not known here', {
        found: name,
        expected: 'deflate',
      });
    file.ondata = (error, bytes, last) => {
      if (error) throw error;
      unpacked += bytes.length;
      if (unpacked > limits.unpacked) throw tooLarge('an unpacked bundle', limits.unpacked);
      pieces.push({ name, bytes, last });
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  return unzip;
}

function push(unzip: Unzip, bytes: Uint8Array, last: boolean): void {
  try {
    unzip.push(bytes, last);
  } catch (error) {
    // Its own errors say that the archive is damaged; ours say more.
    if (error instanceof BadInput) throw error;
    throw notAnArchive();
  }
}

function notAnArchive(): BadInput {
  return new BadInput('not a whole zip archive', { expected: 'the bundle of a run, as the laboratory saves it' });
}

function tooLarge(what: string, most: number): Refusal {
  return new Refusal(413, `${what} is too large`, { expected: `at most ${most} bytes` });
}

/** Writes files that come one after the other. */
class FileWriter {
  written = 0;
  #open: { readonly name: string; readonly handle: FileHandle } | undefined;

  constructor(readonly folder: string) {}

  get unfinished(): boolean {
    return this.#open !== undefined;
  }

  async write(pieces: readonly Piece[]): Promise<void> {
    for (const { name, bytes, last } of pieces) {
      if (this.#open !== undefined && this.#open.name !== name) throw notAnArchive();
      this.#open ??= { name, handle: await this.#create(name) };
      await this.#open.handle.writeFile(bytes);
      if (last) await this.close();
    }
  }

  async close(): Promise<void> {
    await this.#open?.handle.close();
    this.#open = undefined;
  }

  async #create(name: string): Promise<FileHandle> {
    const path = join(this.folder, ...name.split('/'));
    this.written++;
    try {
      await mkdir(dirname(path), { recursive: true });
      return await open(path, 'wx');
    } catch (error) {
      // One name is a file and a folder, or this system cannot store it.
      if (!['EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'EINVAL'].includes(String(codeOf(error)))) throw error;
      throw new BadInput('a file of the bundle cannot be stored here', { found: name, expected: 'another name' });
    }
  }
}
