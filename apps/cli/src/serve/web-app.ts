import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { BadInput } from '@invadolab/core';
import { appType } from './content-types.js';
import { engineWorkerPolicy, pagePolicy } from './security-headers.js';

/** A response for a file of the application. */
export interface AppAnswer {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes?: Uint8Array;
}

type Encoding = 'br' | 'gzip';

interface AppFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly hash: string;
  readonly encoded: Map<Encoding, Promise<Uint8Array>>;
}

const front = 'index.html';
const worthCompressing = 1024;
const compressible = /^(text\/|application\/(json|wasm|manifest)|image\/svg)/;
// What a bundler names by its content never changes under that name.
const namedByContent = /^assets\/.*-[\w-]{8,}\.\w+$/;
const engineWorker = /(^|\/)engine-worker-[^/]*\.js$/;

/**
 * The built web application, held in memory: a request can name what is in it and nothing else. It is read again when
 * its first page changes, so that a new build shows without a new start.
 */
export class WebApp {
  #files: ReadonlyMap<string, AppFile> = new Map();
  #changed = Number.NaN;

  constructor(readonly folder: string) {}

  /** Reads the folder. Throws `BadInput` where it has no first page. */
  async load(): Promise<void> {
    const changed = await this.#lastChange();
    if (changed === undefined)
      throw new BadInput('no web application is there', { file: this.folder, expected: `a folder with ${front}` });
    if (changed === this.#changed) return;
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const files = await Promise.all(paths.map((path) => this.#read(path)));
    this.#files = new Map(files.map((file) => [file.name, file]));
    this.#changed = changed;
  }

  /** The answer to a request for these steps below the folder; undefined where the application has no such file. */
  async answer(
    steps: readonly string[],
    asked: { readonly accepts: string; readonly known: string },
  ): Promise<AppAnswer | undefined> {
    const name = steps.length === 0 ? front : steps.join('/');
    if (name === front) await this.load();
    const file = this.#files.get(name);
    if (file === undefined) return undefined;
    const type = appType(name);
    const small = file.bytes.length < worthCompressing || !compressible.test(type);
    const encoding = small ? undefined : bestEncoding(asked.accepts);
    const tag = `"${file.hash}${encoding === undefined ? '' : `-${encoding}`}"`;
    const headers = {
      'Content-Type': type,
      'Cache-Control': namedByContent.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
      'Content-Security-Policy': engineWorker.test(name) ? engineWorkerPolicy : pagePolicy,
      ETag: tag,
      Vary: 'Accept-Encoding',
    };
    if (asked.known.split(',').some((each) => each.trim().replace(/^W\//, '') === tag)) return { status: 304, headers };
    if (encoding === undefined) return { status: 200, headers, bytes: file.bytes };
    return {
      status: 200,
      headers: { ...headers, 'Content-Encoding': encoding },
      bytes: await this.#encoded(file, encoding),
    };
  }

  async #read(path: string): Promise<AppFile> {
    const bytes = await readFile(path);
    const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
    return { name: relative(this.folder, path).split(sep).join('/'), bytes, hash, encoded: new Map() };
  }

  async #lastChange(): Promise<number | undefined> {
    const found = await stat(join(this.folder, front)).catch(() => undefined);
    return found?.isFile() ? found.mtimeMs : undefined;
  }

  /** Each file is compressed once; what a build has compressed itself is taken as it is. */
  #encoded(file: AppFile, encoding: Encoding): Promise<Uint8Array> {
    const made = file.encoded.get(encoding);
    if (made !== undefined) return made;
    const built = this.#files.get(`${file.name}.${encoding === 'br' ? 'br' : 'gz'}`);
    const making = built === undefined ? compress(file.bytes, encoding) : Promise.resolve(built.bytes);
    file.encoded.set(encoding, making);
    return making;
  }
}

function compress(bytes: Uint8Array, encoding: Encoding): Promise<Uint8Array> {
  if (encoding === 'gzip') return promisify(gzip)(bytes, { level: 6 });
  return promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}

function bestEncoding(accepts: string): Encoding | undefined {
  const taken = accepts
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*/))
    .filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ''))
    .map(([name]) => name);
  return taken.includes('br') ? 'br' : taken.includes('gzip') ? 'gzip' : undefined;
}
