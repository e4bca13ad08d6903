import { mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type MicroscopeImage, readOmeTiff } from '@invadolab/assays';
import { BadInput } from '@invadolab/core';
import { factsOf } from '@invadolab/report';
import {
  type FieldImage,
  type FieldSnapshot,
  type Frame,
  listFields,
  readField,
  readManifest,
  readSimularium,
  resultNames,
  type Store,
  sideBySide,
  writeFields,
  writeSimularium,
} from '@invadolab/results';
import { FolderStore } from './folder-store.js';
import { checkNewFile, writeNewFile } from './new-file.js';
import { notice } from './terminal.js';

/** Writes the first run of each arm of a result folder side by side into one Simularium file; returns how many there are. */
export async function exportSimularium(folder: string, file: string): Promise<number> {
  checkNewFile(file);
  const store = new FolderStore(resolve(folder));
  const manifest = await readManifest(store);
  const firsts = new Map<string, Frame[]>();
  for (const name of await store.list(resultNames.trajectories)) {
    const frames = readSimularium((await store.get(name)) ?? new Uint8Array(0), name);
    if (!firsts.has(frames[0].arm)) firsts.set(frames[0].arm, frames);
  }
  if (firsts.size === 0) {
    throw new BadInput('this run left no trajectories', {
      file: join(folder, resultNames.trajectories),
      expected: 'a run of an assay that follows cells in space',
    });
  }
  const { arms } = factsOf(manifest);
  const runs = [...firsts].map(([arm, frames]) => ({ title: arms.find(({ id }) => id === arm)?.title ?? arm, frames }));
  const text = { title: manifest.study, description: `Arms side by side. ${notice}` };
  await writeNewFile(file, writeSimularium(runs.length === 1 ? runs[0].frames : sideBySide(runs), text));
  return runs.length;
}

/** Writes all fields and photographs of a result folder as one OME-Zarr collection; returns how many images it has. */
export async function exportOmeZarr(folder: string, target: string): Promise<number> {
  checkNewFile(target);
  const store = new FolderStore(resolve(folder));
  await readManifest(store);
  const images = [...(await fieldImages(store)), ...(await photographs(store))];
  if (images.length === 0) {
    throw new BadInput('this run left no fields and no photographs', {
      file: folder,
      expected: 'a run of an assay that takes images or leaves fields',
    });
  }
  const parent = dirname(resolve(target));
  const working = await mkdtemp(join(parent, `.${basename(target)}-`));
  try {
    await writeFields(new FolderStore(working), images);
    await rename(join(working, resultNames.fields), target);
  } finally {
    await rm(working, { recursive: true, force: true });
  }
  return images.length;
}

async function fieldImages(store: Store): Promise<FieldImage[]> {
  const images: FieldImage[] = [];
  for (const series of await listFields(store)) {
    const fields: FieldSnapshot[] = [];
    for (const channel of series.channels.keys()) {
      for (const time of series.times.keys()) {
        const field = await readField(store, series, channel, time);
        if (field !== undefined) fields.push(field);
      }
    }
    images.push({ path: series.path, title: series.title, notice, fields });
  }
  return images;
}

/** One image per photographed cell: its times and channels together. */
async function photographs(store: Store): Promise<FieldImage[]> {
  const paths = new Map<string, FieldSnapshot[]>();
  const names = (await store.list(resultNames.images)).filter((name) => name.endsWith('.ome.tiff'));
  for (const name of names) {
    const path = basename(name, '.ome.tiff').replace(/-\d+s-/, '-');
    const fields = countsOf(await readOmeTiff((await store.get(name)) ?? new Uint8Array(0), name));
    paths.set(path, [...(paths.get(path) ?? []), ...fields]);
  }
  return [...paths].map(([path, fields]) => ({ path, title: path, notice, fields }));
}

function countsOf({ arm, experiment, cell, time, width, height, pixel, channels }: MicroscopeImage): FieldSnapshot[] {
  const place = { arm, experiment, cell, time, unit: 'counts', voxel: pixel, origin: [0, 0, 0] as const };
  return channels.map(({ name, data }) => {
    return { ...place, name, shape: [1, height, width] as const, values: Float32Array.from(data) };
  });
}
