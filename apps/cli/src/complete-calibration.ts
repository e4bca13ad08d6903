import { join } from 'node:path';
import { calibrationSentences, renderCalibration, voteTable } from '@invadolab/report';
import { type CalibrationRecord, calibrationNames } from '@invadolab/results';
import {
  type CalibrationOptions,
  type CalibrationPlan,
  calibrate,
  ensembleFileOf,
  fittedText,
  recordOf,
  trialsOf,
} from '@invadolab/study';
import type { FolderStore } from './folder-store.js';
import { publish } from './run-folder.js';
import { textTable } from './tables.js';
import { jsonAnswer, notice } from './terminal.js';

/** A calibration with its folder made. */
export interface CalibrationWork {
  readonly plan: CalibrationPlan;
  readonly running: CalibrationOptions & { readonly store: FolderStore };
  readonly out: string;
  readonly version: string;
}

/** Does what is left of a calibration, writes its result, gives the folder its name and returns the answer. */
export async function completeCalibration(
  { plan, running, out, version }: CalibrationWork,
  json: boolean,
): Promise<string> {
  const { store, seed, cellsPerDraw } = running;
  const result = await calibrate(plan, running);
  const record = recordOf(plan, result, { seed, cellsPerDraw, version });
  const ensemble = ensembleFileOf(plan, result);
  const { hash, parameters } = record;
  const fitted = Object.fromEntries(parameters.map(({ id, fitted: value, unit }) => [id, { value, unit }]));
  const rows = record.rows.map(({ id }) => id);
  await store.put(calibrationNames.record, encode(`${JSON.stringify(record, undefined, 1)}\n`));
  await store.put(calibrationNames.ensemble, encode(`${JSON.stringify(ensemble)}\n`));
  await store.put(calibrationNames.fitted, encode(fittedText({ format: 1, hash, rows, parameters: fitted })));
  await store.put(calibrationNames.trials, encode(`${JSON.stringify(trialsOf(plan, result))}\n`));
  await store.put(calibrationNames.report, encode(renderCalibration(record, ensemble)));
  await store.remove('pieces');
  await publish(store.folder, out);
  return json ? jsonAnswer('calibrate', { out, calibration: record }) : asText(record, out);
}

function asText(record: CalibrationRecord, out: string): string {
  const { title, headings, rows } = voteTable(record);
  const parts = [
    `${title}\n${textTable(headings, rows)}`,
    calibrationSentences(record).join('\n'),
    `Report: ${join(out, calibrationNames.report)}`,
    notice,
  ];
  return `\n${parts.join('\n\n')}\n`;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
