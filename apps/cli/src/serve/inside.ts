import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { codeOf, Refusal } from './refusal.js';
import { isPlainStep } from './request-path.js';

/**
 * The real path of what these steps name below `folder` (a real path itself); undefined where nothing is there. Refuses
 * steps that are no plain names and links that lead out of the folder.
 */
export async function inside(folder: string, steps: readonly string[]): Promise<string | undefined> {
  if (!steps.every(isPlainStep)) throw outside(steps);
  const real = await realpath(join(folder, ...steps)).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL', 'ELOOP'].includes(String(codeOf(error)))) return undefined;
    throw error;
  });
  if (real === undefined || isBelow(folder, real)) return real;
  throw outside(steps);
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function outside(steps: readonly string[]): Refusal {
  const expected = 'a file of the folder that is served';
  return new Refusal(403, 'this leads out of the folder', { found: steps.join('/'), expected });
}
