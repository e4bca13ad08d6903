import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { type Quantified, rulerTables } from '@invadolab/assays';
import { BadInput } from '@invadolab/core';
import { encodeTable, type TableLayout } from '@invadolab/results';
import { FolderStore } from '../folder-store.js';
import { csvOf } from './csv.js';

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
    const folder = resolve('results', `${bareName(first)}-quantified${number === 1 ? '' : `-${number}`}`);
    if (!existsSync(folder)) return folder;
  }
}

/** Name of an image file without its folder and endings. */
export function bareName(path: string): string {
  const name = basename(path, extname(path));
  return name.toLowerCase().endsWith('.ome') ? name.slice(0, -4) : name;
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

/** Writes the tables as CSV and Parquet, and `thresholds.json`. Tracks only where there is a movie. */
export async function writeTables(folder: string, all: readonly Quantified[], used: object): Promise<void> {
  const store = new FolderStore(folder);
  const text = new TextEncoder();
  const write = async <Row>(name: string, rows: readonly Row[], layout: TableLayout<Row>) => {
    await store.put(`${name}.csv`, text.encode(csvOf(rows, layout)));
    await store.put(`${name}.parquet`, encodeTable(rows, layout));
  };
  await write(
    'fields',
    all.flatMap(({ fields }) => fields),
    rulerTables.fields,
  );
  await write(
    'cells',
    all.flatMap(({ cells }) => cells),
    rulerTables.cells,
  );
  await write(
    'puncta',
    all.flatMap(({ puncta }) => puncta),
    rulerTables.puncta,
  );
  await write(
    'holes',
    all.flatMap(({ holes }) => holes),
    rulerTables.holes,
  );
  if (all.some(({ frames }) => frames > 1)) {
    await write(
      'tracks',
      all.flatMap(({ tracks }) => tracks),
      rulerTables.tracks,
    );
  }
  await store.put('thresholds.json', text.encode(`${JSON.stringify(used, null, 2)}\n`));
}

/** Writes the pictures of what was found in one image. */
export async function writeOverlays(folder: string, image: string, { overlays, frames }: Quantified): Promise<void> {
  const store = new FolderStore(folder);
  for (const { frame, png } of overlays) {
    await store.put(`${join(image)}${frames > 1 ? `-frame-${frame}` : ''}-overlay.png`, png);
  }
}
