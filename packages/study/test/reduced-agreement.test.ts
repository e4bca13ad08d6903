import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { referenceEngine, SerialPool } from '@invadolab/engine';
import { type MeasureRow, MemoryStore } from '@invadolab/results';
import {
  type ArmPrediction,
  parseStudy,
  performer,
  planStudy,
  predictor,
  predictReduced,
  runPlan,
} from '../src/index.js';
import { realCatalog } from './laws/laboratory.js';

/** Ten environments: cells, films, media, drugs and amounts that move the answer both ways. */
const text = `format: 1
study: the reduced form against the full one
assay: gelatin
cell: MDA-MB-231
matrix: {kind: gelatin}
timepoints: [3 h]
experiments: 10
cells: 1
seed: 11
controls: false
settings: {imaged: 0, series_every: 3 h}
arms:
  control: {}
  MTLn3: {cell: MTLn3}
  SCC61: {cell: SCC61}
  Src-3T3: {cell: Src-3T3}
  MCF-7: {cell: MCF-7}
  dense: {matrix: {crosslinked_lysines: 0.8}}
  soft: {matrix: {crosslinked_lysines: 0.1}}
  growth: {environment: {EGF: 10 nM}}
  drug: {drugs: [{name: dasatinib, free: 8.6 nM}]}
  more: {overexpress: {CTTN: 2}}
`;

const measures = ['invadopodia.count.true', 'invadopodia.mature.true', 'matrix.degraded_area.true'];
/** What the approximation itself may be off by in one environment, and over all of them together. */
const biasOfOne = 0.3;
const biasOfAll = 0.15;

interface Compared {
  readonly arm: string;
  readonly measure: string;
  readonly full: readonly number[];
  readonly mean: number;
  readonly within: number;
  readonly between: number;
}

const compared: Compared[] = [];

before(async () => {
  const catalog = realCatalog();
  const { study, place } = parseStudy(text, 'agreement.yaml', catalog);
  const pool = new SerialPool({ predict: predictor(), perform: performer(() => referenceEngine) });
  // The same ten cells on the same ten days in both forms.
  const request = {
    study,
    catalog,
    place,
    draws: [new Map<string, number>()],
    cellsPerDraw: 10,
    lives: 24,
    seed: 11,
    cellsOfFullForm: true,
  };
  const predictions = await predictReduced(request, pool);
  const plan = planStudy(study, place, { catalog, engine: 'reference' });
  const { measures: rows } = await runPlan(plan, { pool, store: new MemoryStore() });
  for (const prediction of predictions) compared.push(...compare(prediction, rows));
});

function compare({ arm, measures: predicted }: ArmPrediction, rows: readonly MeasureRow[]): readonly Compared[] {
  return measures.map((measure) => {
    const [{ mean, varianceWithin: within, varianceBetween: between }] = predicted.get(measure)!;
    const full = rows.filter((row) => row.arm === arm && row.measure === measure).map(({ value }) => value);
    return { arm, measure, full, mean, within, between };
  });
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Chance within cells enters twice: once in the full form, once, at most as much, in the representative lives. */
const variance = ({ within, full }: Compared): number => (2 * within) / full.length;

test('the mean of every measure agrees in each of ten environments', () => {
  for (const one of compared) {
    const found = average(one.full);
    const bound = 4 * Math.sqrt(variance(one)) + biasOfOne * Math.max(found, one.mean);
    const words = `${one.arm} ${one.measure}: ${one.mean.toFixed(2)}, full form ${found.toFixed(2)}`;
    assert.ok(Math.abs(found - one.mean) <= bound, words);
  }
});

test('over all environments there is no bias beyond what is stated', () => {
  for (const measure of measures) {
    const all = compared.filter((one) => one.measure === measure && one.mean > 0);
    // In units of each environment's mean, so that no large one decides.
    const bias = average(all.map((one) => average(one.full) / one.mean - 1));
    const error = Math.sqrt(average(all.map((one) => variance(one) / (one.mean * one.mean))) / all.length);
    assert.ok(Math.abs(bias) < 3 * error + biasOfAll, `${measure}: ${bias.toFixed(3)} +- ${error.toFixed(3)}`);
  }
});

test('the variance between cells agrees over all environments', () => {
  for (const measure of measures) {
    const all = compared.filter((one) => one.measure === measure && one.within + one.between > 0);
    const ratio = average(
      all.map((one) => {
        const mean = average(one.full);
        const found = one.full.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (one.full.length - 1);
        return found / (one.within + one.between);
      }),
    );
    // Each ratio has 9 degrees of freedom. Arms share their days and much of their chance, so their mean scatters by up to what
    // one alone does, 0.47 for normal values; counts have more.
    assert.ok(ratio > 0.3 && ratio < 2.2, `${measure}: ${ratio.toFixed(2)}`);
  }
});
