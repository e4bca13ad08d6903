import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { BadInput } from '@invadolab/core';
import type { Store } from '@invadolab/results';

let written = 0;

/** A `Store` over a folder. What is put appears whole or not at all: it is written beside its name, then renamed. */
export class FolderStore implements Store {
  constructor(readonly folder: string) {}

  async get(name: string): Promise<Uint8Array | undefined> {
    try {
      return new Uint8Array(await readFile(this.path(name)));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async put(name: string, bytes: Uint8Array): Promise<void> {
    const path = this.path(name);
    const unfinished = `${path}.${process.pid}-${written++}.unfinished`;
    await mkdir(dirname(path), { recursive: true });
    try {
      await writeFile(unfinished, bytes);
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  async rename(from: string, to: string): Promise<void> {
    const path = this.path(to);
    await mkdir(dirname(path), { recursive: true });
    await rename(this.path(from), path);
  }

  /** Names that begin with `prefix`, sorted. Unfinished files of a killed run are not listed. */
  async list(prefix: string): Promise<readonly string[]> {
    const slash = prefix.lastIndexOf('/');
    const folder = slash < 0 ? this.folder : this.path(prefix.slice(0, slash));
    try {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.unfinished'))
        .map((entry) => relative(this.folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .filter((name) => name.startsWith(prefix))
        .sort((a, b) => (a < b ? -1 : 1));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async remove(name: string): Promise<void> {
    await rm(this.path(name), { force: true, recursive: true });
  }

  private path(name: string): string {
    const steps = name.split('/');
    const leaves = steps.some((step) => step === '' || step === '.' || step === '..' || /[\\:\0]/.test(step));
    if (leaves) throw new BadInput('a name outside the folder', { found: name, expected: 'names joined by /' });
    return join(this.folder, ...steps);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
