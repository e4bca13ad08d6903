import assert from 'node:assert/strict';
import test from 'node:test';
import { referenceEngine, SerialPool } from '@invadolab/engine';
import { compileModel } from '@invadolab/model';
import { tissueEngine } from '@invadolab/tissue';
import { execute } from '../../src/execute.js';
import {
  fullForm,
  parseCalibrated,
  parseEvidence,
  performer,
  planCalibration,
  planStudy,
  planValidation,
  reducedForm,
  tissueForm,
} from '../../src/index.js';
import { readFile, realCatalog } from '../laws/laboratory.js';

const catalog = realCatalog();
const engine = 'reference';
const pool = new SerialPool({ perform: performer((id) => (id === tissueEngine.id ? tissueEngine : referenceEngine)) });
const forms = { catalog, engine, pool };
const predictors = [reducedForm(forms), tissueForm(forms), fullForm({ ...forms, mostCells: 1 })];

/** A spheroid of a few cells for an hour: what it does is not the point. */
const few = 'set: {spheroid_cells: 20, spheroid_radius: 26 um, gel_edge: 100 um}';

const row = (more = '', measure = 'invasion.speed', control = few) => `format: 1
paper: maker2020
citation: {authors: Maker A, year: 2020, doi: 10.1000/made}
rows:
  - id: T1
    role: check
    family: loss of the protease
    quantity: speed without the protease
    study:
      assay: invasion
      cell: MDA-MB-231
      matrix: {kind: collagen-gel}
      timepoints: [1 h]
      settings: {points: 1}
${more}      arms:
        control: {${control}}
        little: {knockdown: {MMP14: 90 %}, ${few}}
    expect:
      - {measure: ${measure}, direction: down}
`;

const parsed = (text: string) => parseEvidence(text, 'own.yaml', catalog);

test('a row on a tissue stands for three of them, and one of each arm is run in a draw', () => {
  const paper = parsed(row());
  const { study, expectations } = paper.rows[0].test ?? assert.fail();
  assert.deepEqual([study.experiments, study.cells], [3, 1]);
  assert.equal(expectations[0].manipulation, 'loss', 'what both arms set is no part of the perturbation');
  const { jobs } = planValidation([paper], [], { catalog, engine, predictors }).jobs;
  assert.deepEqual(
    jobs.map(({ predictor }) => [predictor.form, predictor.mostCells]),
    [
      ['tissue', 1],
      ['tissue', 1],
    ],
  );
  const own = parsed(row('      experiments: 5\n      cells: 2\n')).rows[0].test?.study;
  assert.deepEqual([own?.experiments, own?.cells], [5, 2]);
});

test('what a row asks wrongly of a tissue is refused where it stands', () => {
  assert.throws(
    () => parsed(row('', 'invasion.dept')),
    /own\.yaml:19:\d+: .*found "invasion\.dept".*"invasion\.depth"/s,
  );
  assert.throws(() => parsed(row('', 'invadopodia.count')), /own\.yaml:19:\d+: .*found "invadopodia\.count"/);
  assert.throws(
    () => parsed(row('', 'invasion.speed', few.replace('20,', '30,'))),
    /no manipulation.*manipulation: loss or gain/s,
  );
});

test('a draw reaches the tissue and the cells that are followed for it', async () => {
  const { study, place } = parsed(row()).rows[0].test ?? assert.fail();
  const plan = planStudy({ ...study, arms: study.arms.slice(0, 1) }, place, { catalog, engine });
  // One number that only the tissue reads, one that only the network of its cells reads.
  const draws = [new Map<string, number>(), new Map([['free_speed', 40]]), new Map([['myosin_on', 0.05]])];

  const [{ id }] = study.arms;
  const request = { study: { ...study, arms: study.arms.slice(0, 1) }, draws, cellsPerDraw: 1, seed: 3 };
  const answers = await tissueForm(forms).predict(request);
  const speeds = answers.map(({ measures }) => measures.get('invasion.speed')?.[0].mean);
  assert.equal(new Set(speeds).size, 3, `${speeds}`);
  // The same spheroid run as a piece of a study whose model has the number.
  for (const [index, draw] of draws.entries()) {
    const { file } = plan.models[0];
    const parameters = { ...file.parameters };
    for (const [name, value] of draw) parameters[name] = { ...parameters[name], value };
    const spec = { id: 'alone', model: 0, arm: id, experiment: 0, cells: [0] };
    const work = { spec, assay: study.assay, setup: plan.setup, days: {}, seed: 3 };
    const { measures } = await execute(work, compileModel({ ...file, parameters }), tissueEngine);
    assert.equal(speeds[index], measures.find(({ measure }) => measure === 'invasion.speed')?.value);
  }
});

test('rows to calibrate with on tissues are named and not fitted', () => {
  const papers = ['bertierl2017', 'quintavallem2011'].map((name) => {
    const file = `evidence/${name}.yaml`;
    return parseEvidence(readFile(file), file, catalog);
  });
  const without = papers.map((paper) => ({ ...paper, rows: paper.rows.filter(({ id }) => !id.includes('.')) }));
  const text = readFile('evidence/calibration.yaml').split('\n');
  const two = text.filter((line) => !/^ {2}/.test(line) || /^ {2}(hif_K|wasp_calpain):/.test(line)).join('\n');
  const parameters = parseCalibrated(two, 'calibration.yaml', catalog);
  const plan = planCalibration(papers, parameters, { catalog, engine, predictors });
  assert.deepEqual(plan.slow, ['SF07.invasion', 'RP04.invasion', 'TS02.invasion']);
  assert.deepEqual(
    plan.papers.flatMap(({ rows }) => rows.map(({ id }) => id)),
    ['SF07', 'RP04', 'TS02'],
  );
  assert.equal(plan.hash, planCalibration(without, parameters, { catalog, engine, predictors }).hash);
});
