import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { parseQuantity } from '@invadolab/core';
import type { DrugScreenRecord } from '@invadolab/results';
import { invadolab, shippedCatalog, withFiles } from './command-line.js';

const screen = (exposure: string) => `format: 1
screen: What is free of a daily tablet?
assay: gelatin
cells: [MDA-MB-231]
matrix: {kind: gelatin}
drugs: [imatinib]
exposure: ${exposure}
measure: matrix.degraded_area
timepoint: 10 min
draws: 1
cells_per_draw: 1
closer: {top: 0}
confirm: {top: 0}
`;

async function screened(exposure: string): Promise<DrugScreenRecord> {
  return withFiles({ 'screen.yaml': screen(exposure) }, async (folder) => {
    const out = join(folder, 'out');
    const { code, err } = await invadolab(['screen', join(folder, 'screen.yaml'), '--out', out]);
    assert.equal(code, 0, err);
    return JSON.parse(readFileSync(join(out, 'screen.json'), 'utf8'));
  });
}

const base = (quantity: string | number | undefined) => parseQuantity(quantity ?? Number.NaN).value;

test('the mean free level at steady state is the free share of dose over clearance and interval', async () => {
  const { imatinib } = (await shippedCatalog()).drugs;
  const { dosing, pharmacokinetics, molar_mass: molarMass, free_fraction: free } = imatinib;
  const absorbed = base(pharmacokinetics?.absorption?.bioavailability?.value ?? 1);
  const amount = (base(dosing?.dose) / base(molarMass?.value)) * absorbed;
  const mean = (base(free?.plasma?.value) * amount) / (base(pharmacokinetics?.clearance.value) * base(dosing?.every));
  const { ranked } = await screened('{kind: free mean}');
  assert.equal(ranked[0].from, 'kinetics');
  // Straight lines between looks of 5 min over 24 h leave less than a thousandth of the area.
  const expected = mean / parseQuantity('1 nM').value;
  assert.ok(Math.abs(ranked[0].free / expected - 1) < 1e-3, `${ranked[0].free} nM instead of ${expected} nM`);
});

test('a peak on record is taken as it is, times the factor', async () => {
  const { imatinib } = (await shippedCatalog()).drugs;
  const { ranked } = await screened('{times: 2}');
  assert.equal(ranked[0].from, 'record');
  const recorded = base(imatinib.exposure?.peak_free.value) / parseQuantity('1 nM').value;
  assert.ok(Math.abs(ranked[0].free / recorded - 2) < 1e-12);
});
