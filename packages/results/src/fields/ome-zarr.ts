import { resultNames } from '../names.js';
import type { Store } from '../store.js';
import type { FieldSnapshot } from './field.js';
import { type ArrayShape, putArray, putGroup } from './zarr.js';

const version = '0.5';
/** Of the channels, as hexadecimal digits: apart with colour-blindness. */
const colours = ['56B4E9', 'E69F00', '009E73', 'CC79A7', 'F0E442', 'D55E00'];

/** Fields of one run. */
export interface FieldImage {
  /** Name of its group: letters, digits and `-`. */
  readonly path: string;
  /** What a viewer shows as its name. */
  readonly title: string;
  /** What a reader must be told about the use of it. */
  readonly notice: string;
  /** Any names and times; those on other grids become images of their own. */
  readonly fields: readonly FieldSnapshot[];
}

/** A name and unit that a field has at some times. */
export interface FieldChannel {
  readonly name: string;
  readonly unit: string;
}

/** Fields of one run on one grid, without their values. */
export interface FieldSeries extends Pick<FieldSnapshot, 'arm' | 'experiment' | 'cell' | 'shape' | 'voxel' | 'origin'> {
  readonly path: string;
  readonly title: string;
  /** s, ascending. */
  readonly times: readonly number[];
  readonly channels: readonly FieldChannel[];
}

/**
 * Writes fields as OME-Zarr 0.5 into the folder `fields.zarr/` of a result: one image a run and grid, times, channels and
 * space as axes (s, um), listed as a collection. Times that are not evenly spaced stand in the attribute `invadolab`, as
 * do units, for which OME-Zarr has no place. The same fields give the same bytes. Nothing is written where there are none.
 */
export async function writeFields(store: Store, images: readonly FieldImage[]): Promise<void> {
  const root = resultNames.fields.slice(0, -1);
  const series: string[] = [];
  for (const image of images) {
    for (const [number, fields] of byGrid(image.fields).entries()) {
      const path = number === 0 ? image.path : `${image.path}-${number + 1}`;
      await writeImage(store, image, seriesOf(image, path, fields), fields);
      series.push(path);
    }
  }
  if (series.length === 0) return;
  await putGroup(store, `${root}/OME`, { ome: { version, series } });
  await putGroup(store, root, { ome: { version, 'bioformats2raw.layout': 3 } });
}

async function writeImage(store: Store, { notice }: FieldImage, series: FieldSeries, fields: readonly FieldSnapshot[]) {
  const name = `${resultNames.fields}${series.path}`;
  const { path, title, times, channels, shape, voxel, origin, arm, experiment, cell } = series;
  const lengths: ArrayShape = [times.length, channels.length, ...shape];
  const channelOf = (field: FieldSnapshot) => channels.findIndex((channel) => isOf(field, channel));
  const blocks = fields.map((field) => ({
    time: times.indexOf(field.time),
    channel: channelOf(field),
    values: field.values,
  }));
  await putArray(store, `${name}/0`, lengths, blocks);
  const step = stepOf(times);
  const datasets = [
    {
      path: '0',
      coordinateTransformations: [
        { type: 'scale', scale: [step ?? 1, 1, voxel, voxel, voxel] },
        // To the middle of the first voxel.
        {
          type: 'translation',
          translation: [step === undefined ? 0 : times[0], 0, ...origin.map((low) => low + voxel / 2)],
        },
      ],
    },
  ];
  const space = ['z', 'y', 'x'].map((axis) => ({ name: axis, type: 'space', unit: 'micrometer' }));
  const axes = [
    { name: 't', type: 'time', ...(step !== undefined && { unit: 'second' }) },
    { name: 'c', type: 'channel' },
    ...space,
  ];
  await putGroup(store, name, {
    ome: {
      version,
      multiscales: [{ name: title, axes, datasets }],
      omero: { channels: channels.map((channel, i) => display(channel, i, fields)) },
    },
    invadolab: { notice, path, title, arm, experiment, cell, times, channels, shape, voxel, origin },
  });
}

function display(channel: FieldChannel, number: number, fields: readonly FieldSnapshot[]) {
  const [low, high] = rangeOf(fields.filter((field) => isOf(field, channel)));
  const label = channel.unit === '1' ? channel.name : `${channel.name} (${channel.unit})`;
  const window = { min: low, max: high, start: low, end: high };
  return { label, color: colours[number % colours.length], window, active: number === 0 };
}

/** Smallest and largest finite value; apart from each other. */
function rangeOf(fields: readonly FieldSnapshot[]): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { values } of fields) {
    for (const value of values) {
      if (value < low && Number.isFinite(value)) low = value;
      if (value > high && Number.isFinite(value)) high = value;
    }
  }
  return low < high ? [low, high] : [0, Math.max(1, Number.isFinite(high) ? high : 1)];
}

function seriesOf(image: FieldImage, path: string, fields: readonly FieldSnapshot[]): FieldSeries {
  const [{ arm, experiment, cell, shape, voxel, origin }] = fields;
  const channels: FieldChannel[] = [];
  for (const field of fields) {
    if (!channels.some((channel) => isOf(field, channel))) channels.push({ name: field.name, unit: field.unit });
  }
  const times = [...new Set(fields.map(({ time }) => time))].sort((a, b) => a - b);
  return { path, title: image.title, arm, experiment, cell, times, channels, shape, voxel, origin };
}

function isOf(field: FieldSnapshot, { name, unit }: FieldChannel): boolean {
  return field.name === name && field.unit === unit;
}

/** The one step between times; undefined where there is none. */
function stepOf(times: readonly number[]): number | undefined {
  const step = times[1] - times[0];
  return times.length > 1 && times.every((time, i) => time === times[0] + i * step) ? step : undefined;
}

function byGrid(fields: readonly FieldSnapshot[]): FieldSnapshot[][] {
  const groups = new Map<string, FieldSnapshot[]>();
  for (const field of fields) {
    const key = JSON.stringify([field.shape, field.voxel, field.origin]);
    groups.set(key, [...(groups.get(key) ?? []), field]);
  }
  return [...groups.values()];
}
