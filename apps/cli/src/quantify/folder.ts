import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { BadInput } from '@invadolab/core';
import { imageName } from '@invadolab/laboratory';

/** Folder for what is measured: the one asked for, or `results/` and the name of the first image with a free number. */
export function folderFor(asked: string | undefined, first: string): string {
  if (asked !== undefined) {
    const folder = resolve(asked);
    if (existsSync(folder)) {
      throw new BadInput('--out is there already', { file: asked, expected: 'the name of a new folder' });
    }
    return folder;
  }
  for (let number = 1; ; number++) {
    const name = `${imageName(basename(first))}-quantified${number === 1 ? '' : `-${number}`}`;
    const folder = resolve('results', name);
    if (!existsSync(folder)) return folder;
  }
}

/** Does `work` in a folder beside `out`, which gets its name when all is written and goes away when not. */
export async function wholeFolder(out: string, work: (folder: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(out), { recursive: true });
  const folder = await mkdtemp(`${out}.unfinished-`);
  try {
    await work(folder);
    if (existsSync(out)) throw new BadInput('the folder is there already', { file: out, expected: 'a free name' });
    await rename(folder, out);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
