import assert from 'node:assert/strict';
import test from 'node:test';
import { type ModelFile, parseModel } from '@invadolab/model';
import { insist, measured } from './judging.js';
import { advance, modelOf, readFile, realCatalog, start, without } from './laboratory.js';
import { activation, isBell } from './law-activation.js';

const catalog = realCatalog();

async function quaternary(file: ModelFile, dose: number): Promise<number> {
  const model = { ...file, parameters: { ...file.parameters } };
  model.parameters.timp2_added = { ...model.parameters.timp2_added, value: dose };
  const { session } = await start(model, 1);
  await advance(session, 3600);
  const { values } = await session.read('cell.MT1_quaternary');
  session.dispose();
  return values[0];
}

test('law 5: TIMP-2 raises, then lowers the activation of MMP-2, and only lowers what MT1-MMP can cut', async (t) => {
  insist(t, activation.judge, await measured(activation.measure, { cells: 1 }));
});

test('law 5 breaks where activation needs no second, free MT1-MMP', async () => {
  const usual = modelOf(catalog, { assay: 'network', environment: { serum: 0, 'proMMP-2': '50 nM' } });
  const some = [0, 0.25, 1, 4, 32, 1000];
  const values = (file: ModelFile) => Promise.all(some.map((dose) => quaternary(file, dose)));
  assert.ok(isBell(await values(usual)));
  const reaction = usual.reactions!.quaternary_forms;
  const alone = { ...reaction, equation: 'MT1_ternary -> MT1_quaternary', rate: 'quaternary_off*MT1_ternary' };
  assert.ok(!isBell(await values({ ...usual, reactions: { ...usual.reactions, quaternary_forms: alone } })));
});

test('the network reduces to the ternary scheme: with its constants it activates as the published model does', async (t) => {
  const published = parseModel(readFile('studies/published/mmp2-activation.model.yaml'), 'mmp2-activation.model.yaml');
  const nM = 0.602214076;
  // One closed volume for the soluble and the surface molecules, 1 pL, as the published dish is one volume.
  const volume = 1000;
  const composed = modelOf(catalog, { assay: 'network', environment: { serum: 0, 'proMMP-2': '50 nM' } });
  const scheme = ['timp2_binds', 'timp2_leaves', 'prommp2_binds', 'prommp2_leaves'];
  scheme.push('quaternary_forms', 'quaternary_parts', 'prommp2_activated');
  const reduced = without(
    composed,
    Object.keys(composed.reactions!).filter((id) => !scheme.includes(id)),
  );
  const set = (parameters: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(parameters).map(([id, value]) => [id, { ...composed.parameters![id], value, range: undefined }]),
    );
  for (const dose of [1, 4, 8, 32, 100]) {
    const ours = {
      ...reduced,
      conserved: {},
      numerics: { ...reduced.numerics, tick: '1 s', tolerance: 1e-8 },
      parameters: {
        ...reduced.parameters,
        ...set({
          medium_volume: `${volume} um3`,
          ventral_area: `${volume / 2} um2`,
          surface_folding: '2',
          surface_layer: '1 um',
          timp2_added: `${dose} nM`,
          timp2_mt1_off: '0.0202 1/s',
          timp2_mt1_Kd: `${0.0202 / 3.54} uM`,
          prommp2_on: '0.14 1/uM/s',
          prommp2_off: '0.0047 1/s',
          quaternary_on: '0.003 1/uM/s',
          quaternary_off: '9e-4 1/s',
          prommp2_activation: '0.02 1/s',
        }),
      },
    };
    const theirs = {
      ...without(published, ['meet', 'part', 'tighten', 'loosen']),
      parameters: {
        ...published.parameters,
        TIMP2_total: { ...published.parameters!.TIMP2_total, value: `${dose} nM` },
      },
    };
    const a = (await start(ours, 1)).session;
    const b = (await start(theirs, 1)).session;
    a.set('cell.MT1_surface', 10 * nM * volume);
    const made = async (until: number) => {
      await advance(a, until);
      await advance(b, until);
      return [(await a.read('medium.MMP2')).values[0], (await b.read('dish.MMP2')).values[0]];
    };
    const [early, late] = [await made(1800), await made(3600)];
    const flux = [0, 1].map((which) => (late[which] - early[which]) / 1800);
    t.diagnostic(`TIMP-2 ${dose} nM: ${flux.map((each) => each.toPrecision(5))} nM/s`);
    assert.ok(Math.abs(flux[0] - flux[1]) < 1e-3 * flux[1], `${dose} nM: ${flux}`);
    a.dispose();
    b.dispose();
  }
});
