import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DrugUse } from '@invadolab/model';
import { catalog, composed, follow } from './network.js';

const { exp } = Math;
const close = (found: number, wanted: number, what: string, tolerance = 1e-3) =>
  assert.ok(Math.abs(found / wanted - 1) <= tolerance, `${what}: ${found}, not ${wanted}`);
const free = (name: string, level: string): DrugUse => ({ name, free: level });
const parameter = (drugs: readonly DrugUse[], id: string) =>
  Number.parseFloat(String(composed(drugs).model.parameters?.[id].value));

test('a blocked pore: the course of active NHE1 times the empty share, and none is lost', async () => {
  const slots = ['cell.NHE1_active', 'cell.NHE1', 'cell.free_NHE1_pore'];
  const hours = [0.05, 0.5, 4];
  const untreated = await follow([], hours, slots.slice(0, 2));
  const blocked = await follow([free('cariporide', '180 nM')], hours, slots);
  for (const [i, row] of blocked.entries()) {
    close(row['cell.free_NHE1_pore'], 1 / 3, 'empty share', 1e-9);
    close(row['cell.NHE1_active'], untreated[i]['cell.NHE1_active'] / 3, `at ${hours[i]} h`);
    const [all, before] = [row, untreated[i]].map((one) => one['cell.NHE1_active'] + one['cell.NHE1']);
    close(all, before, 'all of it', 1e-9);
  }
});

test('a blocked FAK: at rest what its activation and its phosphatase leave, and Src is let go', async () => {
  const slots = ['FAK_active', 'FAK', 'PTP', 'adhesion', 'src_kinase', 'src_core', 'free_FAK_kinase'].map(
    (id) => `cell.${id}`,
  );
  const drugs = [free('PF-562271', '50 nM')];
  const [[untreated], [row]] = [await follow([], [12], slots.slice(0, 6)), await follow(drugs, [12], slots)];
  const constant = 1.5 * 3.3;
  close(row['cell.free_FAK_kinase'], 1 / (1 + 50 / constant), 'empty share', 1e-9);
  const [on, gain, off] = ['fak_on', 'fak_src_gain', 'fak_off'].map((id) => parameter(drugs, id));
  const made = on * row['cell.adhesion'] * (1 + gain * row['cell.src_kinase']) * row['cell.free_FAK_kinase'];
  const ratio = row['cell.FAK_active'] / row['cell.FAK'];
  close(ratio, made / (off * row['cell.PTP']), 'active over resting');
  const held = (one: Readonly<Record<string, number>>) => one['cell.src_core'] / one['cell.src_kinase'];
  assert.ok(held(row) > 1.5 * held(untreated), `${held(row)} of Src free, ${held(untreated)} before`);
});

test('an antibody: EGFR held by mass action, whatever ligand there is', async () => {
  const slots = ['EGFR', 'EGFR_active', 'EGFR_held'].map((id) => `cell.${id}`);
  const [untreated] = await follow([], [72], slots.slice(0, 2));
  const drugs = [free('cetuximab', '1.5 nM')];
  const [row] = await follow(drugs, [72], slots);
  // Ten times its constant; held receptors are lost as others are, so that a sixth of them is being replaced.
  const [release, turnover] = ['antibody_release', 'egfr_turnover'].map((id) => parameter(drugs, id));
  close(row['cell.EGFR_held'] / row['cell.EGFR'], (10 * release) / (release + turnover), 'held over open');
  assert.ok(row['cell.EGFR_active'] < 0.35 * untreated['cell.EGFR_active']);
  const [two] = await follow([free('cetuximab', '0.75 nM'), free('panitumumab', '0.25 nM')], [72], slots);
  close(two['cell.EGFR_held'], row['cell.EGFR_held'], 'two that share the site', 1e-6);
});

test('a statin: bare Rho gathers as proteins are renewed, and only the others are loaded', async () => {
  const ids = ['RHO_bare', 'RHOA', 'RHOA_gtp', 'FAK_active', 'free_HMGCR', 'free_FDPS'];
  const slots = ids.map((id) => `cell.${id}`);
  const drugs = [free('simvastatin', '968 nM')];
  const hours = [6, 24, 72];
  const rows = await follow(drugs, hours, slots);
  const number = (id: string) => parameter(drugs, id);
  const [share, reserve] = [1 / 12, number('isoprenoid_K')];
  const kept = (share * (1 + reserve)) / (share + reserve);
  // Near a micromolar half of the lipid is gone, which is where the shift comes from.
  assert.ok(kept > 0.45 && kept < 0.55, `${kept} of new protein gets its lipid`);
  for (const [i, row] of rows.entries()) {
    close(row['cell.free_HMGCR'], share, 'empty share', 1e-9);
    assert.equal(row['cell.free_FDPS'], 1);
    const bare = (1 - kept) * (1 - exp(-number('rho_turnover') * hours[i] * 3600));
    close(row['cell.RHO_bare'], bare, `bare at ${hours[i]} h`);
    const load =
      number('rhoa_basal') + number('rhoa_by_serum') * serum + number('rhoa_by_fak') * row['cell.FAK_active'];
    const all = row['cell.RHOA'] + row['cell.RHOA_gtp'];
    const loaded = ((1 - bare) * all * load) / (load + number('gtpase_off'));
    // A GTPase answers in a minute, bare protein in a day.
    close(row['cell.RHOA_gtp'], loaded, `loaded at ${hours[i]} h`, 3e-3);
  }
});
/** Of growth medium. */
const serum = parameter([], 'serum');

test('a bisphosphonate acts on the same flux, one step further', async () => {
  const [row] = await follow([free('zoledronic-acid', '9900 nM')], [24], ['cell.free_FDPS', 'cell.RHO_bare']);
  const [statin] = await follow([free('simvastatin', '968 nM')], [24], ['cell.RHO_bare']);
  close(row['cell.free_FDPS'], 1 / 12, 'empty share', 1e-9);
  close(row['cell.RHO_bare'], statin['cell.RHO_bare'], 'bare', 1e-6);
});

test('every pocket that a record counts on is told apart from those that nothing reads', () => {
  const read = new Set(Object.values(catalog.parts).flatMap(({ pockets = {} }) => Object.keys(pockets)));
  const idle = Object.values(catalog.drugs).flatMap(({ targets }) => targets.filter(({ pocket }) => !read.has(pocket)));
  assert.deepEqual([...new Set(idle.map(({ pocket }) => pocket))], ['CDK5.kinase']);
});
