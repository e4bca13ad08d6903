import assert from 'node:assert/strict';
import { test } from 'node:test';
import { follow, given } from './body-catalog.js';

const { exp, sqrt } = Math;
/** Solver tolerance 1e-8 per step over some hundred steps; the doses fall on ticks. */
const close = (found: number, wanted: number, what: string, tolerance = 1e-5) =>
  assert.ok(Math.abs(found - wanted) <= tolerance * Math.abs(wanted) + 1e-9, `${what}: ${found}, not ${wanted}`);

const hours = [0.25, 0.75, 1, 2, 4, 8, 24, 40];
const [clearance, volume, absorbed, share, lag] = [6, 40, 1.5, 0.6, 0.5];
const out = clearance / volume;

/** Bateman: umol/L, t from the end of the lag. */
const bateman = (t: number) =>
  t <= 0 ? 0 : ((given * share * absorbed) / volume / (absorbed - out)) * (exp(-out * t) - exp(-absorbed * t));

test('one compartment by mouth follows Bateman, with its lag and the share that is absorbed', async () => {
  const { rows } = await follow([{ name: 'onamide', dose: '100 mg', route: 'oral', site: 'plasma' }], hours);
  rows.forEach((row, i) => {
    close(row.drug_onamide_total, 1000 * bateman(hours[i] - lag), `total at ${hours[i]} h`);
    close(row.drug_onamide_free, 100 * bateman(hours[i] - lag), `free at ${hours[i]} h`);
  });
});

/** Macro constants of the two compartments. */
const [k10, k12, k21] = [6 / 40, 12 / 40, 12 / 90];
const root = sqrt((k10 + k12 + k21) ** 2 - 4 * k10 * k21);
const [fast, slow] = [(k10 + k12 + k21 + root) / 2, (k10 + k12 + k21 - root) / 2];
const bolus = (t: number) =>
  (given / volume) *
  (((fast - k21) / (fast - slow)) * exp(-fast * t) + ((k21 - slow) / (fast - slow)) * exp(-slow * t));

test('two compartments after a bolus fall with two exponentials', async () => {
  const { rows } = await follow([{ name: 'twonib', dose: '100 mg', route: 'bolus', site: 'plasma' }], hours);
  rows.forEach((row, i) => {
    close(row.drug_twonib_total, 1000 * bolus(hours[i]), `total at ${hours[i]} h`);
  });
});

test('an infusion is a bolus averaged over its length', async () => {
  const over = 3;
  const use = { name: 'twonib', dose: '200 umol', route: 'infusion', over: '3 h', site: 'plasma' };
  const { rows } = await follow([use], hours);
  const part = (rate: number, t: number) => (exp(-rate * Math.max(0, t - over)) - exp(-rate * t)) / (rate * over);
  rows.forEach((row, i) => {
    const t = hours[i];
    const wanted =
      (given / volume) *
      (((fast - k21) / (fast - slow)) * part(fast, t) + ((k21 - slow) / (fast - slow)) * part(slow, t));
    close(row.drug_twonib_total, 1000 * wanted, `total at ${t} h`);
  });
});

test('doses superpose, and none comes after the last', async () => {
  const use = { name: 'onamide', dose: '100 mg', every: '12 h', doses: 3, site: 'plasma' };
  const times = [6, 13, 23, 25, 30, 40, 60];
  const { rows } = await follow([use], times);
  rows.forEach((row, i) => {
    const wanted = [0, 12, 24].reduce((sum, at) => sum + bateman(times[i] - at - lag), 0);
    close(row.drug_onamide_total, 1000 * wanted, `total at ${times[i]} h`);
  });
});

for (const [name, use] of Object.entries({
  'one compartment by mouth': { name: 'onamide', dose: '100 mg', every: '12 h', site: 'plasma' },
  'two compartments by mouth': { name: 'twonib', dose: '100 mg', every: '8 h', site: 'plasma' },
  'two compartments by bolus': { name: 'twonib', dose: '100 mg', route: 'bolus', every: '8 h', site: 'plasma' },
  'one compartment by infusion': {
    name: 'onamide',
    dose: '100 mg',
    route: 'infusion',
    over: '2 h',
    every: '12 h',
    site: 'plasma',
  },
}))
  test(`${name}: the fourth dose, and a steady state, are where the doses before lead`, async () => {
    const every = Number.parseFloat(use.every);
    const within = [0.25, 1, 3, every];
    const slot = `drug_${use.name}_total`;
    const after = async (doses: number) => {
      const before = (doses - 1) * every;
      const { rows } = await follow(
        [{ ...use, doses }],
        within.map((hour) => before + hour),
      );
      return rows.map((row) => row[slot]);
    };
    const fourth = await follow([{ ...use, start: 'dose 4' }], within);
    const steady = await follow([{ ...use, start: 'steady state' }], within);
    for (const [i, wanted] of (await after(4)).entries())
      close(fourth.rows[i][slot], wanted, `dose 4 at ${within[i]} h`);
    // After 60 doses less than e^-40 of the first is missing.
    for (const [i, wanted] of (await after(60)).entries())
      close(steady.rows[i][slot], wanted, `steady at ${within[i]} h`);
  });

test('what was given is in the body, in a bag, or gone', async () => {
  const use = {
    name: 'twonib',
    dose: '100 mg',
    route: 'infusion',
    over: '2 h',
    every: '12 h',
    on: '2 days',
    off: '1 day',
    cycles: 2,
  };
  const times = [1, 2, 30, 60, 90, 120, 200];
  const { rows } = await follow([use], times);
  // Four doses in two days, none on the third, four again.
  const doses = (t: number) => [0, 12, 24, 36, 72, 84, 96, 108].filter((at) => at < t).length;
  rows.forEach((row, i) => {
    const pools = ['bag_1', 'central', 'peripheral', 'gone'].map((pool) => row[`drug_twonib_${pool}`]);
    close(
      pools.reduce((sum, pool) => sum + pool, 0),
      given * doses(times[i]),
      `mass at ${times[i]} h`,
    );
  });
});

test('occupancy is that of the free concentration at the site, shared with a competitor', async () => {
  const one = { name: 'onamide', dose: '100 mg' };
  const both = [one, { name: 'twonib', dose: '100 mg', route: 'bolus', site: 'plasma' }];
  const { rows } = await follow(both, [3]);
  const [row] = rows;
  const x = (0.2 * 0.1 * row.drug_onamide_total) / 40;
  const y = (0.1 * row.drug_twonib_total) / 40;
  close(row.drug_onamide_occupied_PROTX_site, x / (1 + x + y), 'share of the first', 1e-9);
  close(row.drug_twonib_occupied_PROTX_site, y / (1 + x + y), 'share of the second', 1e-9);
});
