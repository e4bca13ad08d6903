import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';

const program = fileURLToPath(new URL('../../../cli/bin/invadolab.js', import.meta.url));

/** Sizes and sha256 of tables, by name, as a manifest has them. */
export type Tables = Readonly<Record<string, unknown>>;

/** Runs a study with the command line in a process of its own; gives the tables of its manifest. */
export async function tablesOfCommandLine(study: string, options: readonly string[] = []): Promise<Tables> {
  const folder = await mkdtemp(join(tmpdir(), 'invadolab-'));
  try {
    const file = join(folder, 'study.yaml');
    await writeFile(file, study);
    const out = join(folder, 'out');
    await promisify(execFile)(process.execPath, [program, 'run', file, '--threads', '1', '--out', out, ...options]);
    return JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')).tables;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The tables of the latest finished run that the browser of a page keeps, from the manifest of its result folder. */
export async function tablesInBrowser(page: Page): Promise<Tables> {
  const manifest = await page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await settled(indexedDB.open('invadolab'));
    const runs: { id: string; state: string; begun: number }[] = await settled(
      database.transaction('runs').objectStore('runs').getAll(),
    );
    const [latest] = runs.filter(({ state }) => state === 'done').sort((a, b) => b.begun - a.begun);
    const bytes = await settled(database.transaction('files').objectStore('files').get([latest.id, 'manifest.json']));
    database.close();
    return new TextDecoder().decode(bytes);
  });
  return JSON.parse(manifest).tables;
}
