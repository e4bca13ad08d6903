import { BadInput } from '@invadolab/core';
import { z } from 'zod';
import { resultNames } from '../names.js';
import type { Store } from '../store.js';
import type { FieldSnapshot } from './field.js';
import type { FieldSeries } from './ome-zarr.js';
import { getBlock } from './zarr.js';

const root = resultNames.fields;
const three = z.tuple([z.number(), z.number(), z.number()]);
const collection = z.object({ attributes: z.object({ ome: z.object({ series: z.array(z.string()) }) }) });
const image = z.object({
  attributes: z.object({
    invadolab: z.object({
      path: z.string(),
      title: z.string(),
      arm: z.string(),
      experiment: z.int(),
      cell: z.int(),
      times: z.array(z.number()),
      channels: z.array(z.object({ name: z.string(), unit: z.string() })),
      shape: three,
      voxel: z.number().positive(),
      origin: three,
    }),
  }),
});

/** What fields a result folder has, in the order in which they were written; throws `BadInput` where they are damaged. */
export async function listFields(store: Store): Promise<FieldSeries[]> {
  const names = await store.list(root);
  if (names.length === 0) return [];
  const { series } = (await metadata(store, `${root}OME/zarr.json`, collection)).attributes.ome;
  const all: FieldSeries[] = [];
  for (const path of series) all.push((await metadata(store, `${root}${path}/zarr.json`, image)).attributes.invadolab);
  return all;
}

/** The values of one channel at one time, by their positions in the series; undefined where the run left none. */
export async function readField(
  store: Store,
  series: FieldSeries,
  channel: number,
  time: number,
): Promise<FieldSnapshot | undefined> {
  const { arm, experiment, cell, shape, voxel, origin, path } = series;
  const values = await getBlock(store, `${root}${path}/0`, shape, time, channel);
  if (values === undefined) return undefined;
  const { name, unit } = series.channels[channel];
  return { arm, experiment, cell, time: series.times[time], name, unit, shape, voxel, origin, values };
}

async function metadata<T>(store: Store, file: string, schema: z.ZodType<T>): Promise<T> {
  const bytes = await store.get(file);
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new BadInput('the fields of this run are damaged', { file, expected: 'the metadata of an OME-Zarr image' });
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw new BadInput('these are no fields that a run wrote', { file, found: `${path.join('.')}: ${message}` });
}
