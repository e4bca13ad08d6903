import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { parseQuantity } from '@invadolab/core';
import { type Catalog, type ModelFile, overlayCatalog, type Perturbations, parseYaml } from '@invadolab/model';
import { advance, modelOf, realCatalog, type Setting, start } from '../laws/laboratory.js';

const catalog = realCatalog();
const hour = 3600;
const usual = catalog.protocols.network.parts;
/** What the medium of a cell can hold: parts that need others than a cell by itself has are none of it. */
const optional = Object.entries(catalog.environments).filter(([, { parts }]) =>
  parts?.every((id) => (catalog.parts[id].with ?? []).every((needed) => [...usual, ...parts].includes(needed))),
);

function cell(change: Setting, from: Catalog = catalog): ModelFile {
  const model = modelOf(from, { assay: 'network', ...change });
  return { ...model, numerics: { ...model.numerics, tick: '60 s' } };
}

async function after(model: ModelFile, slots: readonly string[], time = 2 * hour): Promise<number[]> {
  const { session } = await start(model, 1);
  await advance(session, time);
  const values: number[] = [];
  for (const slot of slots) values.push((await session.read(slot)).values[0]);
  session.dispose();
  return values;
}

const control = cell({});
const species = Object.entries(control.places).flatMap(([kind, { species: own = {} }]) =>
  Object.keys(own).map((id) => `${kind}.${id}`),
);

test('a signal at the value that means nothing leaves the control as it is, to the last bit', () => {
  assert.ok(optional.length >= 6);
  for (const [id, { neutral }] of optional)
    assert.equal(JSON.stringify(cell({ environment: { [id]: neutral! } })), JSON.stringify(control), id);
});

test('next to nothing of a signal moves nothing', async () => {
  const before = await after(control, species);
  for (const [id, { range, neutral }] of optional) {
    const { value, unit } = parseQuantity(range[1]);
    const nothing = parseQuantity(neutral!).value;
    const little = `${(nothing + 1e-9 * value) / unit.factor} ${unit.text === '1' ? '' : unit.text}`.trim();
    const now = await after(cell({ environment: { [id]: little } }), species);
    const tolerance = control.numerics!.tolerance!;
    for (const [i, slot] of species.entries()) {
      const apart = Math.abs(now[i] - before[i]);
      assert.ok(apart <= 10 * tolerance * Math.abs(before[i]) + 1e-6, `${id}, ${slot}: ${before[i]} and ${now[i]}`);
    }
  }
});

/** What each signal must raise, in a cell that has its receptor: directions that its receptor is known for. */
const raised: Readonly<Record<string, readonly [Perturbations & { cell?: string }, readonly string[]]>> = {
  'TGF-beta': [{ environment: { 'TGF-beta': '1 nM' } }, ['SRC_active', 'RHOC_gtp', 'MT1_surface']],
  'CSF-1': [{ cell: 'macrophage', environment: { 'CSF-1': '2 nM' } }, ['CSF1R_active', 'SRC_active']],
  PDGF: [{ environment: { PDGF: '2 nM' } }, ['PDGFR_active']],
  'HB-EGF': [{ environment: { 'HB-EGF': '5 nM' } }, ['EGFR_active', 'CORTACTIN_p']],
  CXCL12: [{ environment: { CXCL12: '20 nM' } }, ['SRC_active', 'PI3K_active', 'RHOA_gtp']],
  exosomes: [{ environment: { exosomes: '50 molecule' } }, ['VESICLES', 'SRC_active', 'EGFR_active']],
  peroxide: [{ environment: { peroxide: '100 uM' } }, ['ROS', 'PTP_oxidised']],
};

for (const [signal, [change, names]] of Object.entries(raised))
  test(`${signal} raises ${names.join(', ')}`, async () => {
    const slots = names.map((name) => `cell.${name}`);
    const [without, given] = [
      await after(cell({ cell: change.cell ?? 'MDA-MB-231' }), slots),
      await after(cell(change), slots),
    ];
    for (const [i, slot] of slots.entries())
      assert.ok(given[i] > 1.02 * without[i], `${slot}: ${without[i]}, ${given[i]}`);
  });

test('TGF-beta needs Hic-5 to reach Src and RhoC, and CSF-1 its receptor', async () => {
  const environment = { 'TGF-beta': '1 nM' };
  const slots = ['cell.SRC_active', 'cell.RHOC_gtp'];
  const [with5, without5, none] = [
    await after(cell({ environment }), slots),
    await after(cell({ environment, knockout: ['TGFB1I1'] }), slots),
    await after(control, slots),
  ];
  for (const i of [0, 1]) assert.ok(with5[i] > 1.05 * none[i] && Math.abs(without5[i] / none[i] - 1) < 0.02, slots[i]);
  const deaf = await after(cell({ environment: { 'CSF-1': '2 nM' } }), ['cell.CSF1R_active']);
  assert.equal(deaf[0], 0);
});

test('all of the medium is replaced every day, and what cells made goes with it', async () => {
  const [egf, mmp2] = ['medium.EGF', 'medium.MMP2_TIMP2'];
  const old = await after(control, [egf, mmp2], 24 * hour);
  const fresh = await after(cell({ environment: { 'medium-change': 1 } }), [egf, mmp2], 24 * hour);
  const { serum, serum_egf } = control.parameters!;
  assert.ok(Math.abs(fresh[0] / (Number(serum.value) * Number(serum_egf.value)) - 1) < 1e-9, `${fresh[0]} nM`);
  assert.ok(old[0] < 0.5 * fresh[0] && old[1] > 0 && fresh[1] === 0);
});

test('how to add a signal: one data file', async () => {
  const page = readFileSync(new URL('../../../../../docs/how-to-add-a-signal.md', import.meta.url), 'utf8');
  const blocks = [...page.matchAll(/^```yaml\n# (.*)\n([\s\S]*?)^```$/gm)].map(([, name, text]) => ({ name, text }));
  const files = blocks.filter(({ name }) => name !== 'arm');
  assert.equal(files.length, 1);
  const wider = overlayCatalog(catalog, files);
  const arm = parseYaml(blocks[1].text, 'arm').value as Perturbations;
  const [given, alone] = [cell(arm, wider), cell({ environment: { oxygen: '2 %' } }, wider)];
  const slots = ['cell.SRC_active'];
  assert.ok((await after(given, slots))[0] > 1.05 * (await after(alone, slots))[0]);
  assert.equal(JSON.stringify(cell({ environment: { WNX: '0 nM' } }, wider)), JSON.stringify(control));
});
