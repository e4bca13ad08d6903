import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { BadInput } from '@invadolab/core';

const ending = '.running';

/** Where a run works until it is whole; then the folder takes its final name. */
export function workingFolder(out: string): string {
  return `${out}${ending}`;
}

/** The folder a person asked for, or `results/<study>` with a number that is free. Throws `BadInput` where it is taken. */
export function chooseFolder(out: string | undefined, study: string): string {
  if (out !== undefined) {
    const folder = resolve(out);
    if (existsSync(workingFolder(folder))) {
      throw new BadInput('an unfinished run is there', {
        file: out,
        expected: `npx invadolab resume ${out}, or another --out`,
      });
    }
    if (existsSync(folder))
      throw new BadInput('--out is there already', { file: out, expected: 'the name of a new folder' });
    return folder;
  }
  const name = join('results', basename(study, extname(study)));
  for (let number = 1; ; number++) {
    const folder = resolve(number === 1 ? name : `${name}-${number}`);
    if (!existsSync(folder) && !existsSync(workingFolder(folder))) return folder;
  }
}

/** The unfinished run a person means, by its final name or the folder it works in; undefined where it is finished. */
export function unfinishedFolder(given: string): string | undefined {
  const folder = resolve(given);
  const working = folder.endsWith(ending) ? folder : workingFolder(folder);
  if (existsSync(working)) return working;
  if (existsSync(join(folder, 'manifest.json'))) return undefined;
  throw new BadInput('no run to go on with', { file: given, expected: 'the folder of an unfinished run' });
}

/** Makes a folder that must not be there yet. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(folder);
}

/** Gives a whole run its final name. */
export async function publish(working: string, out: string): Promise<void> {
  if (existsSync(out))
    throw new BadInput('the folder of the result is there already', { file: out, expected: 'a free name' });
  await rename(working, out);
}
