import assert from 'node:assert/strict';
import test from 'node:test';
import { compileModel } from '@invadolab/model';
import { tissueEngine } from '@invadolab/tissue';
import { parseStudy, planStudy } from '../../src/index.js';
import { realCatalog } from '../laws/laboratory.js';

const hours = 192;
const catalog = realCatalog();

// Deaths within a day of the break that brings them, so that after eight days one in 3000 is to come; no divisions.
const text = `
format: 1
study: how many cells are left after one dose?
assay: brain-slice
cell: U-251-MG
matrix: {kind: brain-tissue}
timepoints: [${hours} h]
experiments: 1
cells: 1
seed: 3
controls: false
control: dose
arms:
  dose:
    radiation: {dose: 4 Gy}
    set: {death_delay: 24 h, death_time: 3 h, doubling_time: 1e9 h, tumour_cells: 400, brain_edge: 200 um, brain_voxel: 12 um}
`;

test('of many cells side by side the share is left that survives as clones do', async () => {
  const { study, place } = parseStudy(text, 'death.yaml', catalog);
  const { models } = planStudy(study, place, { catalog, engine: 'reference' });
  const { parameters } = models[0].file;
  const value = (id: string) => Number(parameters?.[id].value);
  const session = await tissueEngine.start(compileModel(models[0].file), { members: [0], seed: 3 });
  assert.equal((await session.advance(hours * 3600)).state, 'done');
  const { values } = await session.read('tissue.state');
  const alive = values.filter((state) => state === 0).length;
  // Linear-quadratic, as the part states; each cell dies or not by its own chance.
  const share = Math.exp(-4 * value('radiation_alpha') - 16 * value('radiation_beta'));
  const deviation = Math.sqrt(400 * share * (1 - share));
  assert.ok(Math.abs(alive - 400 * share) < 3 * deviation, `${alive} of 400 alive, ${400 * share} survive`);
  const deaths = session.happenings(0).filter(({ what }) => what === 'dissolve').length;
  assert.equal(deaths, 400 - alive);
  session.dispose();
});
