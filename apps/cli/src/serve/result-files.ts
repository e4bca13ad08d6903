import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** A file of a result by its path below the folder, joined by `/`. */
export interface ResultFile {
  readonly path: string;
  readonly bytes: number;
}

/** Files of a result; `more` where it has more than are listed. */
export interface ResultFiles {
  readonly files: readonly ResultFile[];
  readonly more: boolean;
}

const most = 50_000;

/** Lists what a result folder holds, in the order of paths. Links and files that are being written are left out. */
export async function listResultFiles(folder: string): Promise<ResultFiles> {
  const files: ResultFile[] = [];
  const waiting = [folder];
  for (let place = waiting.pop(); place !== undefined && files.length < most; place = waiting.pop()) {
    for (const entry of await readdir(place, { withFileTypes: true }).catch(() => [])) {
      const path = join(place, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      if (!entry.isFile() || entry.name.endsWith('.unfinished')) continue;
      // It may be gone since.
      const found = await stat(path).catch(() => undefined);
      if (found) files.push({ path: relative(folder, path).split(sep).join('/'), bytes: found.size });
    }
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files: files.slice(0, most), more: files.length > most };
}
