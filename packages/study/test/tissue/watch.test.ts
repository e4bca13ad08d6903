import assert from 'node:assert/strict';
import test from 'node:test';
import { referenceEngine } from '@invadolab/engine';
import { tissueEngine } from '@invadolab/tissue';
import {
  decodeShard,
  parseStudy,
  performer,
  planStudy,
  tissueWatcher,
  type WatchedTissue,
  watchTissueTask,
} from '../../src/index.js';
import { realCatalog } from '../laws/laboratory.js';

const catalog = realCatalog();
const engineOf = (id: string) => (id === tissueEngine.id ? tissueEngine : referenceEngine);

function planOf(text: string) {
  const { study, place } = parseStudy(text, 'study.yaml', catalog);
  return planStudy(study, place, { catalog, engine: referenceEngine.id });
}

const plan = planOf(`
format: 1
study: Do cells get through?
assay: invasion
cell: MDA-MB-231
matrix: {kind: collagen-gel, crosslinks: 0}
timepoints: [1 h]
experiments: 1
cells: 1
controls: false
seed: 3
arms:
  alone: {set: {spheroid_cells: 30, spheroid_radius: 30 um, gel_edge: 160 um}}
settings: {points: 4}
measure: [invasion.depth, cells.number]
`);

async function looksAt(startOnly: boolean): Promise<readonly WatchedTissue[]> {
  const task = watchTissueTask(plan, 'alone', startOnly);
  assert.ok(task);
  const looks: WatchedTissue[] = [];
  await tissueWatcher(engineOf)(task, { onMessage: (look) => looks.push(look) });
  return looks;
}

test('a tissue that is watched is the tissue of the result: the same cells, the same time courses', async () => {
  const task = watchTissueTask(plan, 'alone')!.task;
  const kept = decodeShard(await performer(engineOf)(task));
  const looks = await looksAt(false);
  assert.deepEqual(
    looks.map(({ time }) => time),
    [0, 900, 1800, 2700, 3600],
  );
  const courses = looks.flatMap(({ values }) => Object.entries(values));
  assert.deepEqual(
    courses,
    kept.series.map(({ series, value }) => [series, value]),
  );
  for (const [i, frame] of kept.frames!.entries()) assert.deepEqual(looks[i].cells.x, frame.x);
  const [first] = looks;
  assert.equal(first.cells.structures?.length, 30);
  assert.deepEqual(
    first.fields.map(({ name }) => name),
    ['gel.collagen', 'spread.dissolved_oxygen'],
  );
  const gel = kept.fields!.find(({ time }) => time === 3600)!;
  assert.deepEqual(looks[4].fields[0].values, gel.values);
});

test('its start alone is the first look of it', async () => {
  const looks = await looksAt(true);
  assert.deepEqual(
    looks.map(({ time }) => time),
    [0],
  );
});

test('studies that look at no tissue, and arms that are not there, are not watched', () => {
  assert.equal(watchTissueTask(plan, 'nobody'), undefined);
  const film = planOf(`
format: 1
study: Do cells clear?
assay: gelatin
cell: MDA-MB-231
matrix: {kind: gelatin}
timepoints: [1 h]
experiments: 1
cells: 1
arms: {alone: {}}
`);
  assert.equal(watchTissueTask(film, 'alone'), undefined);
});
