import { existsSync } from 'node:fs';
import { link, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BadInput } from '@invadolab/core';

/** Refuses a name that is taken already or lies in no folder. */
export function checkNewFile(path: string): void {
  if (existsSync(path))
    throw new BadInput('the file is there already', { file: path, expected: 'the name of a new file' });
  if (!existsSync(dirname(path))) throw new BadInput('no such folder', { file: dirname(path) });
}

/** Writes a new file whole or not at all. */
export async function writeNewFile(path: string, content: string | Uint8Array): Promise<void> {
  checkNewFile(path);
  const temporary = join(dirname(path), `.${Date.now().toString(36)}-${process.pid}.part`);
  try {
    await writeFile(temporary, content, { flag: 'wx' });
    // Unlike a renaming this fails where somebody was faster.
    await link(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}
