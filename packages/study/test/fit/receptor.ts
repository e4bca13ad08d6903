import { readFileSync } from 'node:fs';
import { exp, Stream } from '@invadolab/core';
import { referenceEngine, SerialPool, type WorkerPool } from '@invadolab/engine';
import { parseCatalog, parseModel } from '@invadolab/model';
import {
  type Datum,
  drawPerformer,
  type Plan,
  parseStudy,
  planStudy,
  type SetPredictor,
  type Study,
  studyOfData,
} from '../../src/index.js';

const folder = new URL('../../../../../studies/fit/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const catalog = parseCatalog([]);

export const receptorModel = read('receptor.model.yaml');

/** The example study. */
export function receptorStudy(): Study {
  return parseStudy(read('receptor.yaml'), 'receptor.yaml', catalog).study;
}

/** The plan of the example study for these data. */
export function receptorPlan(data: readonly Datum[], change: (model: string) => string = (text) => text): Plan {
  const place = { file: 'receptor.yaml', locate: () => ({}) };
  const model = parseModel(change(receptorModel), 'receptor.model.yaml');
  return planStudy({ ...studyOfData(receptorStudy(), data), settings: { points: 1 } }, place, {
    catalog,
    model,
    engine: 'reference',
  });
}

export function serialPool(): WorkerPool {
  return new SerialPool({ runSets: drawPerformer(() => referenceEngine) });
}

/** Rows without values: two measures of three arms at three times. */
export const design: readonly Datum[] = ['untreated', 'no-synthesis', 'no-recycling'].flatMap((arm) =>
  [1200, 3600, 7200].flatMap((time) =>
    ['cell.surface', 'cell.inside'].map((measure) => ({ arm, time, measure, value: 1, below: false, n: 1, line: 1 })),
  ),
);

/** What a laboratory would measure with these parameters: each value with a log-normal error of this deviation. */
export async function simulated(
  predict: SetPredictor,
  truth: ReadonlyMap<string, number>,
  error: number,
  trial: number,
): Promise<Datum[]> {
  const predictions = await predict([truth]);
  const chance = new Stream(77, 'measurement').at(trial, 0, 0);
  return design.map((row) => {
    const found = predictions.find(({ arm }) => arm === row.arm)?.measures.get(row.measure);
    const value = (found?.find(({ time }) => time === row.time)?.mean ?? Number.NaN) * exp(error * chance.normal());
    return { ...row, value, sd: error * value };
  });
}
