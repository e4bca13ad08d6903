import { BadInput, sha256Hex } from '@invadolab/core';
import { eventLayout, measureLayout, seriesLayout, type TableLayout } from './columns.js';
import { decodeManifest, encodeManifest, type Manifest } from './manifest.js';
import { resultNames } from './names.js';
import { decodeTable, encodeTable } from './parquet.js';
import type { Store } from './store.js';
import type { EventRow, MeasureRow, SeriesRow } from './tables.js';

/** All rows of a run. */
export interface Tables {
  readonly measures: readonly MeasureRow[];
  readonly series: readonly SeriesRow[];
  readonly events: readonly EventRow[];
}

/** A run as its folder has it; `tables` is absent until the run is whole. */
export interface StoredRun {
  readonly manifest: Manifest;
  readonly tables?: Tables;
}

/** Writes `manifest.json`, whole or not at all. */
export async function writeManifest(store: Store, manifest: Manifest): Promise<void> {
  await store.put(resultNames.manifest, encodeManifest(manifest));
}

/** The manifest of a result folder. Throws `BadInput` where there is none or it is not ours. */
export async function readManifest(store: Store): Promise<Manifest> {
  const bytes = await store.get(resultNames.manifest);
  if (bytes !== undefined) return decodeManifest(bytes, resultNames.manifest);
  throw new BadInput('this is no result folder', { expected: `a folder with ${resultNames.manifest}` });
}

/**
 * Ends a run: writes the three tables, and only then a manifest that says `done` with their sha256. Returns that manifest.
 * The bytes of the tables depend on the rows alone, not on their order here.
 */
export async function finishRun(store: Store, manifest: Manifest, tables: Tables): Promise<Manifest> {
  const finished: Manifest = {
    ...manifest,
    status: 'done',
    shards: [],
    tables: {
      measures: await writeTable(store, resultNames.measures, tables.measures, measureLayout),
      series: await writeTable(store, resultNames.series, tables.series, seriesLayout),
      events: await writeTable(store, resultNames.events, tables.events, eventLayout),
    },
  };
  await writeManifest(store, finished);
  return finished;
}

/**
 * Reads a result folder. Throws `BadInput` for a folder that is not one, for a table that is missing, damaged or changed
 * since the run wrote it, and for other columns.
 */
export async function openRun(store: Store): Promise<StoredRun> {
  const manifest = await readManifest(store);
  if (manifest.tables === undefined) return { manifest };
  const { measures, series, events } = manifest.tables;
  const tables = {
    measures: await readTable(store, resultNames.measures, measures, measureLayout),
    series: await readTable(store, resultNames.series, series, seriesLayout),
    events: await readTable(store, resultNames.events, events, eventLayout),
  };
  return { manifest, tables };
}

async function writeTable<Row>(store: Store, name: string, rows: readonly Row[], layout: TableLayout<Row>) {
  const bytes = encodeTable(rows, layout);
  await store.put(name, bytes);
  return { rows: rows.length, sha256: sha256Hex(bytes) };
}

async function readTable<Row>(
  store: Store,
  file: string,
  promised: { readonly rows: number; readonly sha256: string },
  layout: TableLayout<Row>,
): Promise<Row[]> {
  const bytes = await store.get(file);
  if (bytes === undefined) throw new BadInput('a table is missing', { file, expected: 'the table its manifest names' });
  const found = sha256Hex(bytes);
  if (found !== promised.sha256) {
    throw new BadInput('a table is not the one its run wrote', { file, found, expected: promised.sha256 });
  }
  return decodeTable(bytes, layout, file);
}
