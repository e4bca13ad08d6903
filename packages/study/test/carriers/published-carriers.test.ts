import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compose, type DrugUse } from '@invadolab/model';
import { realCatalog } from '../laws/laboratory.js';
import { watch } from '../pharmacokinetics/body-catalog.js';

/**
 * Published values against the records, none of them a source of the number it is compared with unless it says so; no score counts any of
 * them. A miss is named and asserted as one.
 */
const catalog = realCatalog();
const gram = 543.5;
const dose: DrugUse = {
  name: 'doxorubicin',
  dose: '20 mg/m2',
  route: 'infusion',
  over: '30 min',
  carrier: 'PEG-liposome',
};

function body(set: Readonly<Record<string, string>> = {}) {
  const { exposure } = compose(catalog, { title: 'a test', parts: [], drugs: [dose] });
  assert.ok(exposure);
  const parameters = { ...exposure.model.parameters };
  for (const [word, value] of Object.entries(set)) {
    const id = `drug_doxorubicin_carrier_${word}`;
    parameters[id] = { ...parameters[id], value };
  }
  return { ...exposure.model, parameters };
}

const within = (found: number, low: number, high: number, what: string) =>
  assert.ok(found >= low && found <= high, `${what}: ${found}, not within ${low} to ${high}`);

test('plasma after the liposome: half-lives, clearance and volume within the ranges over patients', async () => {
  const hours = Array.from({ length: 400 }, (_, i) => i + 1);
  const rows = await watch(body(), hours);
  const level = rows.map((row) => row.drug_doxorubicin_carried_level * gram * 1e-6);
  const slope = (from: number, to: number) => Math.log(level[from - 1] / level[to - 1]) / (to - from);
  const slow = slope(150, 300);
  // What is left of the curve when its slow part is taken off.
  const fast = (hour: number) => level[hour - 1] - level[149] * Math.exp(slow * (150 - hour));
  const given = 20 * 1.73;
  const area = level.reduce((sum, value) => sum + value, 0) + level[399] / slow;
  // Gabizon 1994: medians of 2 and 45 h, 0.1 L/h, 4 L; ranges over patients after 25 mg/m2 from its table in a review.
  within(Math.LN2 / slow, 20.8, 59.1, 'slow half-life (h)');
  within(Math.LN2 / (Math.log(fast(1) / fast(9)) / 8), 0.2, 5.5, 'fast half-life (h)');
  within(given / area, 0.05, 0.21, 'clearance (L/h)');
  within(given / area / slow, 3, 6.5, 'volume (L)');
  // The label, from which the constants are: peak and area, which do not agree with its clearance, within a third.
  within(level[0] / 8.34, 0.9, 1.1, 'peak (of 8.34 ug/mL)');
  within(area / 590, 2 / 3, 3 / 2, 'area (of 590 ug h/mL)');
});

test('particles in a tumour: as in patients at 72 h and the surveys at 24 h, and not as the surveys after a week', async () => {
  const rows = await watch(body({ release: '0 1/h' }), [24, 72, 168]);
  const { cv = 0 } = catalog.carriers['PEG-liposome'].sites.tumour.delivered;
  const [day, threeDays, week] = rows.map(
    (row) => (100 * row.drug_doxorubicin_delivered_share) / Math.sqrt(1 + cv * cv),
  );
  // From the same patients that the share is derived from: only that the way back is the way there.
  within(threeDays, 0.5, 3.5, 'at 72 h (% of the dose)');
  // Medians of surveys over particles and mice: 0.7 (Wilhelm 2016) and 0.76 at 24 h (Cheng 2020). Within a factor of two.
  within(day / 0.76, 0.5, 2, 'at 24 h (of 0.76 %)');
  within(day / 0.7, 0.5, 2, 'at 24 h (of 0.7 %)');
  // Missed: 0.35 % at 168 h. Particles leave the plasma of mice within a day or two, so tumours have only losses then.
  assert.ok(week / 0.35 > 2, `at 168 h ${week} %`);
  // Missed: mean over median was 2.1 and 2.9 in the surveys; one kind of particle in patients varies less than all kinds in all mice.
  assert.ok(Math.sqrt(1 + cv * cv) < 2.1);
});

test('some speed of release is best, and not a faster or a slower one', async () => {
  const speeds = [0.002, 0.005, 0.01, 0.02, 0.06, 0.2];
  const hours = Array.from({ length: 56 }, (_, i) => 6 * (i + 1));
  const areas: number[] = [];
  for (const speed of speeds) {
    const rows = await watch(body({ release: `${speed} 1/h`, leak: `${speed} 1/h` }), hours);
    areas.push(rows.reduce((sum, row) => sum + row.drug_doxorubicin_free, 0));
  }
  const best = speeds[areas.indexOf(Math.max(...areas))];
  // In closed form the area at the site is best where release is the root of loss from plasma times loss at the site: 0.0089 1/h here.
  assert.equal(best, 0.01);
  // Missed: 0.06 1/h was best for killing cells in a model of the same drug (Harashima 1999), in which early levels count more.
  assert.ok(best < 0.06 / 2);
});
