import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DrugUse } from '@invadolab/model';
import { follow, given, watch } from '../pharmacokinetics/body-catalog.js';
import { carrierCatalog, made } from './carrier-catalog.js';

const { exp, PI } = Math;
/** Solver tolerance 1e-8 per step over some thousand steps. */
const close = (found: number, wanted: number, what: string, tolerance = 1e-5) =>
  assert.ok(Math.abs(found - wanted) <= tolerance * Math.abs(wanted) + 1e-9, `${what}: ${found}, not ${wanted}`);

const use = (carrier: string, name = 'anib', more: Partial<DrugUse> = {}): DrugUse => ({
  name,
  dose: '100 mg',
  route: 'bolus',
  carrier,
  ...more,
});
const sent = (uses: readonly DrugUse[], hours: readonly number[]) => follow(uses, hours, carrierCatalog);
const hours = [1, 6, 24, 72];

const out = made.clearance / made.volume;
const gone = out + made.leak;
const enters = made.delivered * out;
/** Of what stands at the site before it reaches the cell, 1/h: diffusion over 50 um, kT / (3 pi viscosity) = 0.658 um3/s. */
const reach = ((PI * PI) / 4) * (0.658 / 0.06) * (1 - 60 / 150) ** 2 * (3600 / 50 ** 2);
/** In what is filled from plasma and leaves at a rate of its own. */
const filled = (t: number, leaves: number) =>
  ((given * enters) / (leaves - gone)) * (exp(-gone * t) - exp(-leaves * t));

test('plasma, the liver and the vessels of the site follow their closed forms', async () => {
  const { rows } = await sent([use('plain')], hours);
  for (const [i, hour] of hours.entries()) {
    const row = rows[i];
    close(row.drug_anib_carried, given * exp(-gone * hour), `plasma at ${hour} h`);
    const liver = (made.liver * out * given * (1 - exp(-gone * hour))) / gone;
    close(row.drug_anib_in_liver, liver, `liver at ${hour} h`);
    close(row.drug_anib_near, filled(hour, reach + made.loss + made.release), `vessels at ${hour} h`);
    const all = Object.entries(row).filter(([id]) =>
      /_(central|peripheral|gone|carried|near|deep|local|in_liver)$/.test(id),
    );
    close(
      all.reduce((sum, [, value]) => sum + value, 0),
      given,
      `all of it at ${hour} h`,
    );
    const site = row.drug_anib_near + row.drug_anib_deep + row.drug_anib_local;
    close(row.drug_anib_delivered_share, site / given, `share at the site at ${hour} h`);
  }
});

test('where the vessel wall does not carry, only what leaks through gaps enters', async () => {
  const { exposure } = await sent([use('plain')], [0]);
  const parameters = { ...exposure.model.parameters };
  parameters.drug_anib_carrier_entry = { ...parameters.drug_anib_carrier_entry, value: 0 };
  const [row] = await watch({ ...exposure.model, parameters }, [24]);
  const slower = out * (1 - made.delivered * made.active) + made.leak;
  const leaves = reach + made.loss + made.release;
  const gaps = given * enters * (1 - made.active);
  close(row.drug_anib_near, (gaps / (leaves - slower)) * (exp(-slower * 24) - exp(-leaves * 24)), 'vessels');
});

test('penetration stops at the mesh, and the diffusivity of 20 nm in water is that of Stokes and Einstein', async () => {
  const catalog = structuredClone(carrierCatalog);
  Object.assign(catalog.carriers.plain.sites.rim.pores, { value: '60 nm' });
  const { rows } = await follow([use('plain')], [72], catalog);
  assert.equal(rows[0].drug_anib_deep, 0);
  Object.assign(catalog.carriers.plain.sites.rim.pores, { value: '1 m' });
  Object.assign(catalog.carriers.plain.size, { value: '20 nm' });
  const wide = await follow([use('plain')], [1], catalog);
  // In units of the model, 1/h: times depth squared over pi^2 / 4 it is the diffusivity. 33 um2/s was stated for 37 C.
  const diffusivity = (wide.rows[0].drug_anib_carrier_reach_whole * 50 ** 2) / ((PI * PI) / 4) / 3600;
  close(diffusivity, 33, 'diffusivity', 0.01);
});

test('an enzyme opens it at rate times level, and a blocker of the enzyme leaves its free share of that', async () => {
  const from = async (uses: readonly DrugUse[]) => (await sent(uses, [24])).rows[0];
  const alone = await from([use('opened')]);
  const leaves = reach + made.loss + made.release + made.cut * made.enzyme;
  close(alone.drug_anib_near, filled(24, leaves), 'vessels');
  const K = 20;
  // A blocker that hardly changes: infused long enough at an even rate, its level is dose over time over clearance, half of it free.
  const rate = 24;
  const held: DrugUse = {
    name: 'blockib',
    dose: `${rate * 400} umol`,
    route: 'infusion',
    over: '400 h',
  };
  const late = { from: '200 h' } as const;
  const { rows } = await sent([use('opened', 'anib', late), held], [224]);
  const level = ((rate / 6) * 1000) / 2;
  close(rows[0].drug_blockib_free, level, 'blocker', 1e-4);
  const weaker = reach + made.loss + made.release + (made.cut * made.enzyme) / (1 + level / K);
  close(rows[0].drug_anib_near, filled(24, weaker), 'vessels with the blocker', 1e-4);
  assert.ok(rows[0].drug_anib_near > alone.drug_anib_near);
});

test('a cut that makes it small lets it go deeper and frees nothing', async () => {
  const { rows } = await sent([use('shrinking')], [24]);
  const small = ((PI * PI) / 4) * (0.658 / 0.012) * (1 - 12 / 150) ** 2 * (3600 / 50 ** 2);
  close(rows[0].drug_anib_carrier_reach_small, small, 'penetration of the small');
  close(rows[0].drug_anib_near, filled(24, reach + made.loss + made.release + made.cut * made.enzyme), 'vessels');
});

test('inside cells only what leaves endosomes counts, and nothing that was released outside', async () => {
  const { rows } = await sent([use('swallowed', 'strandol')], [24, 2000]);
  const [day, end] = rows;
  close(day.drug_strandol_free, (day.drug_strandol_local / made.tissue) * 1000, 'level inside');
  // In the end all of it is gone, and what was inside never came back to plasma.
  close(end.drug_strandol_gone + end.drug_strandol_in_liver, given, 'gone', 1e-3);
  assert.equal(end.drug_strandol_central, 0);
});
