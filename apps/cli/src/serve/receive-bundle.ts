import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BadInput } from '@invadolab/core';
import { checkName, readManifest, resultNames } from '@invadolab/results';
import { FolderStore } from '../folder-store.js';
import { workingFolder } from '../run-folder.js';
import { type ArchiveLimits, unpackArchive } from './bundle-archive.js';
import { inside } from './inside.js';
import { Refusal } from './refusal.js';

const incoming = '.incoming-';
/** Older than any upload can be: left by a server that was killed. */
const abandoned = 3_600_000;

/** Takes in results that were made elsewhere, one folder at a time and whole or not at all. */
export class BundleReceiver {
  readonly #taken = new Set<string>();

  /** `folder` is a real path. */
  constructor(
    readonly folder: string,
    readonly limits: ArchiveLimits & { readonly uploads: number },
  ) {}

  /**
   * Unpacks the bundle of a run as `results/<name>`. Refuses a name that is taken or that not every system can store, and
   * anything that is not the whole bundle of a finished run, tables included.
   */
  async receive(name: string, body: AsyncIterable<Uint8Array>): Promise<void> {
    checkResultName(name);
    if (this.#taken.size >= this.limits.uploads)
      throw new Refusal(
        503,
        'other bundles are being taken in',
        { expected: 'the same a moment later' },
        { 'Retry-After': '2' },
      );
    const key = name.toLowerCase();
    if (this.#taken.has(key)) throw nameTaken(name);
    this.#taken.add(key);
    try {
      await this.#receive(name, body);
    } finally {
      this.#taken.delete(key);
    }
  }

  /** Removes what killed servers left. */
  async clean(): Promise<void> {
    const home = await inside(this.folder, ['results']);
    for (const name of home === undefined ? [] : await readdir(home)) {
      if (!name.startsWith(incoming)) continue;
      const path = join(home ?? '', name);
      const found = await stat(path).catch(() => undefined);
      if (found && Date.now() - found.mtimeMs > abandoned) await rm(path, { recursive: true, force: true });
    }
  }

  async #receive(name: string, body: AsyncIterable<Uint8Array>): Promise<void> {
    await mkdir(join(this.folder, 'results'), { recursive: true });
    const home = (await inside(this.folder, ['results'])) ?? this.folder;
    const out = join(home, name);
    const refuseTaken = () => {
      if (existsSync(out) || existsSync(workingFolder(out))) throw nameTaken(name);
    };
    refuseTaken();
    const staging = join(home, `${incoming}${randomBytes(8).toString('hex')}`);
    await mkdir(staging);
    try {
      await unpackArchive(body, staging, this.limits);
      const top = await topOf(staging);
      await checkRun(top);
      refuseTaken();
      await rename(top, out);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  }
}

function checkResultName(name: string): void {
  checkName(name);
  if (!name.endsWith(workingFolder(''))) return;
  throw new BadInput('a name that unfinished runs have', { found: name, expected: 'a name without that ending' });
}

function nameTaken(name: string): Refusal {
  return new Refusal(409, 'this name is taken', { found: name, expected: 'the name of a new result' });
}

/** Where somebody packed the folder itself, the run is one folder down. */
async function topOf(staging: string): Promise<string> {
  const [only, ...others] = await readdir(staging, { withFileTypes: true });
  return others.length === 0 && only?.isDirectory() ? join(staging, only.name) : staging;
}

/** A finished run whose tables are those its manifest promises. */
async function checkRun(folder: string): Promise<void> {
  const { status, tables } = await readManifest(new FolderStore(folder));
  const file = resultNames.manifest;
  if (tables === undefined) throw new BadInput('this run is not finished', { file, found: status, expected: 'done' });
  for (const needed of [resultNames.study, resultNames.model])
    if (!existsSync(join(folder, needed))) throw new BadInput('a file of the run is missing', { file: needed });
  for (const name of ['measures', 'series', 'events'] as const) {
    const table = resultNames[name];
    if (!existsSync(join(folder, table))) throw new BadInput('a table is missing', { file: table });
    const found = await hashOf(join(folder, table));
    if (found === tables[name].sha256) continue;
    throw new BadInput('a table is not the one its run wrote', { file: table, found, expected: tables[name].sha256 });
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
