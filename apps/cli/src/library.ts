import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadInput } from '@invadolab/core';
import { type Catalog, type CatalogFile, overlayCatalog, parseCatalog } from '@invadolab/model';

const largestFile = 5_000_000;

/** Where each stands in the source tree. */
const sources = { catalog: 'catalog', studies: 'studies', evidence: 'evidence', web: 'apps/web/build' } as const;

/** A folder that ships with the program: beside the bundle, or in the source tree, where `web` has to be built first. */
export function shippedFolder(name: keyof typeof sources): string {
  const places = [new URL(`./${name}/`, import.meta.url), new URL(`../../../../${sources[name]}/`, import.meta.url)];
  const found = places.map((place) => fileURLToPath(place)).find((place) => existsSync(place));
  if (found !== undefined) return found;
  const cure =
    name === 'web' ? 'npm run build:web makes it in the source tree; else install invadolab again' : 'install it again';
  throw new Error(`the ${name} that ships with invadolab is missing; ${cure}`);
}

/** The shipped catalogue, with a person's own folder laid over it where one is given. */
export async function loadCatalog(overlay?: string): Promise<Catalog> {
  const shipped = parseCatalog(await readYamlFiles(shippedFolder('catalog')));
  return overlay === undefined ? shipped : layOver(shipped, overlay);
}

/** A person's own entries over a catalogue. */
export async function layOver(catalog: Catalog, folder: string): Promise<Catalog> {
  return overlayCatalog(catalog, await readYamlFiles(folder));
}

/** All YAML files of a folder and the folders in it, by their path below it. Throws `BadInput` where there is no such folder. */
export async function readYamlFiles(folder: string): Promise<readonly CatalogFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => {
    throw new BadInput('no such folder', { file: folder });
  });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(paths.map((path) => readText(path)));
  return paths.map((path, index) => ({ name: relative(folder, path).split(sep).join('/'), text: texts[index] }));
}

/** A text file a person named. Missing, not text, or larger than any study: `BadInput`. */
export async function readText(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new BadInput('no such file', { file: path });
  if (!found.isFile()) throw new BadInput('not a file', { file: path, expected: 'a text file' });
  if (found.size > largestFile) {
    throw new BadInput('a file too large to be a text of ours', {
      file: path,
      found: `${found.size} bytes`,
      expected: `at most ${largestFile}`,
    });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof TypeError)
      throw new BadInput('not text', { file: path, found: 'bytes that are no UTF-8', expected: 'a text file' });
    throw error;
  }
}
