import assert from 'node:assert/strict';
import test from 'node:test';
import { compileModel } from '@invadolab/model';
import { advance, modelOf, realCatalog, type Setting, start } from '../laws/laboratory.js';

const catalog = realCatalog();
const hour = 3600;
/** A young cell, so that nothing is copied at first. */
const young = { cycle_spread: 0, cycle_start: 0 };
const pulse = (dose: string): Setting => ({
  drugs: [{ name: 'temozolomide', free: dose, until: '2.6 h' }],
  set: young,
});

/** Values of one cell at some times; ticks of two minutes do where there are no sites. */
async function course(change: Setting, hours: readonly number[], slots: readonly string[]): Promise<number[][]> {
  const model = modelOf(catalog, { assay: 'network', ...change });
  const { session } = await start({ ...model, numerics: { ...model.numerics, tick: '120 s' } }, 1);
  const rows: number[][] = [];
  for (const at of hours) {
    await advance(session, at * hour);
    const row: number[] = [];
    for (const slot of slots) row.push((await session.read(slot)).values[0]);
    rows.push(row);
  }
  session.dispose();
  return rows;
}

test('no dose is the control, and without the drug nobody asks for MGMT', () => {
  const hash = (change: Setting) => compileModel(modelOf(catalog, { assay: 'network', ...change })).hash;
  assert.equal(hash({ drugs: [{ name: 'temozolomide', free: '0 uM' }] }), hash({}));
  assert.equal(hash({ knockout: ['MGMT'] }), hash({}));
});

test('20 uM make the measured number of adducts, and twice as many twice', async () => {
  const adducts = async (dose: string) =>
    (await course({ ...pulse(dose), knockout: ['MGMT'] }, [3], ['cell.O6MEG']))[0][0];
  const [once, twice] = [await adducts('20 uM'), await adducts('40 uM')];
  // Counted in A172 and in LN229 (Stratenwerth 2021), to which the rate was set.
  assert.ok(once > 14_000 && once < 20_600, `${once}`);
  assert.ok(Math.abs(twice / once - 2) < 0.01, `${twice / once}`);
});

test('breaks come one cycle later, and only through mismatch repair', async () => {
  const length = Number(modelOf(catalog, {}).parameters!.cycle_length.value);
  const slots = ['cell.GAPS', 'cell.breaks'];
  const [first, second] = await course({ ...pulse('20 uM'), knockout: ['MGMT'] }, [length, 2 * length], slots);
  const [, later] = await course({ ...pulse('20 uM'), knockout: ['MGMT', 'MSH6'] }, [length, 2 * length], slots);
  assert.ok(first[1] < 1e-12, `${first[1]} breaks in the first cycle`);
  assert.ok(second[1] > 3, `${second[1]} breaks in the second`);
  assert.ok(later[1] < 1e-12, `${later[1]} without mismatch repair`);
});

test('MGMT is used up one for one, and saves the cell', async () => {
  const slots = ['cell.MGMT', 'cell.surviving'];
  const at = [6, 120];
  const [[left], [, alive]] = await course(pulse('50 uM'), at, slots);
  const [[untouched]] = await course(pulse('1 uM'), at, slots);
  const [, [, without]] = await course({ ...pulse('50 uM'), knockout: ['MGMT'] }, at, slots);
  assert.ok(left < 0.3 * untouched, `${left} of ${untouched} MGMT left`);
  assert.ok(alive > without + 0.05 && alive < 1, `${alive} alive with MGMT, ${without} without`);
});
