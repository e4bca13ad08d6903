import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceEngine } from '@invadolab/engine';
import { compileModel, compose, type DrugUse } from '@invadolab/model';
import { realCatalog } from '../laws/laboratory.js';

const catalog = realCatalog();
const composed = (drugs: readonly DrugUse[]) =>
  compose(catalog, { title: 'joining', cell: 'MDA-MB-231', parts: catalog.protocols.network.parts, drugs });

/** The course of some species of one cell, every ten minutes for two hours. */
async function course(
  drugs: readonly DrugUse[],
  slots: readonly string[],
  factors: Readonly<Record<string, number>> = {},
) {
  const model = compileModel(composed(drugs).model);
  const values = Object.entries(factors).map(([id, factor]) => {
    const { value, factor: unit } = model.parameters.find((parameter) => parameter.id === id)!;
    return { slot: `parameter.${id}`, values: [(value / unit) * factor] };
  });
  const session = await referenceEngine.start(model, { members: [0], seed: 3, values });
  const rows: number[][] = [];
  for (let minute = 10; minute <= 120; minute += 10) {
    await session.advance(60 * minute);
    rows.push(await Promise.all(slots.map(async (slot) => (await session.read(slot)).values[0])));
  }
  session.dispose();
  return rows;
}

// A blocked share of an enzyme is the same as a turnover lowered by that share: here by two thirds, at twice the constant.
const cases: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ['alpelisib', '100 nM', ['pip3_by_pi3k'], ['cell.PIP3', 'cell.PI34P2']],
  ['Y-27632', '2200 nM', ['limk_by_rock', 'myosin_on'], ['cell.LIMK_active', 'cell.MYOSIN2_active']],
];

for (const [name, free, parameters, slots] of cases)
  test(`${name} at twice its constant does what a turnover of one third does`, async () => {
    const blocked = await course([{ name, free }], slots);
    const third = Object.fromEntries(parameters.map((id) => [id, 1 / 3]));
    const slowed = await course([], slots, third);
    const untreated = await course([], slots);
    blocked.forEach((row, i) => {
      row.forEach((value, slot) => {
        const wanted = slowed[i][slot];
        // Relative tolerance of the solver in this model is 1e-5 per step.
        assert.ok(Math.abs(value - wanted) < 1e-3 * wanted + 1e-9, `${slots[slot]}: ${value}, not ${wanted}`);
      });
    });
    assert.ok(blocked.at(-1)![0] < 0.9 * untreated.at(-1)![0], 'the block does nothing');
  });

test('without a drug that needs it, and at dose zero, the model is the control', () => {
  const hash = (drugs: readonly DrugUse[]) => compileModel(composed(drugs).model).hash;
  assert.equal(hash([{ name: 'alpelisib', free: '0 nM' }]), hash([]));
  assert.equal(hash([{ name: 'metformin', free: '10 uM' }]), hash([]));
  assert.notEqual(hash([{ name: 'GW4869', free: '1 uM' }]), hash([]));
  assert.ok(composed([{ name: 'GW4869', free: '1 uM' }]).model.reactions?.mve_not_made);
});
