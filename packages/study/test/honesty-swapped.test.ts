import assert from 'node:assert/strict';
import test from 'node:test';
import { type Amount, type Catalog, type ModelFile, overlayCatalog } from '@invadolab/model';
import { advance, modelOf, realCatalog, start } from './laws/laboratory.js';

const catalog = realCatalog();
const answers = ['cell.SRC_active', 'cell.ERK_active', 'cell.CDC42_gtp', 'cell.NWASP_active', 'cell.CORTACTIN_p'];

/** A receptor kinase that acts on the same things as its twin; only its own numbers differ. */
interface Kinase {
  /** uM */
  readonly total: number;
  /** 1/s, of the liganded receptor. */
  readonly on: number;
  /** nM */
  readonly K: number;
}

/** An inhibitor with one constant for each of the two pockets. */
function inhibitor(pdgfr: number, csf1r: number): Catalog {
  const target = (pocket: string, K: number) => ({ pocket, K: `${K} nM`, source: { assumed: 'for the test' } });
  const drug = {
    drug: 'twin',
    name: 'twin',
    status: 'invented',
    targets: [target('PDGFRA.kinase', pdgfr), target('CSF1R.kinase', csf1r)],
  };
  return overlayCatalog(catalog, [{ name: 'drugs/twin.yaml', text: JSON.stringify(drug) }]);
}

/** The whole network with one kinase in the place of PDGFR and the other in that of CSF1R, which need no ligand here. */
async function answer(pdgfr: Kinase, csf1r: Kinase, lost: 'none' | 'PDGFR' | 'CSF1R', dose: number): Promise<number[]> {
  const composed = modelOf(inhibitor(pdgfr.K, csf1r.K), {
    assay: 'network',
    ...(dose > 0 && { drugs: [{ name: 'twin', free: `${dose} nM` }] }),
    set: {
      // So much ligand that every receptor is occupied to one part in 1e12, and the other needs none.
      serum_pdgf: '5e12 nM',
      pdgfr_on: `${pdgfr.on} 1/s`,
      csf1r_on: `${csf1r.on} 1/s`,
    },
  });
  const cell = composed.places.cell;
  const of = (id: string, value: number): Record<string, Amount> => ({
    [id]: { ...cell.amounts![id], value, unit: 'uM', range: undefined, cv: 0 },
  });
  const amounts = Object.fromEntries(Object.entries(cell.amounts!).map(([id, amount]) => [id, { ...amount, cv: 0 }]));
  Object.assign(amounts, of('total_PDGFR', lost === 'PDGFR' ? 0 : pdgfr.total));
  Object.assign(amounts, of('total_CSF1R', lost === 'CSF1R' ? 0 : csf1r.total));
  const model: ModelFile = { ...composed, places: { ...composed.places, cell: { ...cell, amounts } } };
  const { session } = await start({ ...model, numerics: { ...model.numerics, tolerance: 1e-9 } }, 1);
  await advance(session, 1800);
  const values: number[] = [];
  for (const slot of answers) values.push((await session.read(slot)).values[0]);
  session.dispose();
  return values;
}

const strong: Kinase = { total: 0.08, on: 0.02, K: 2 };
const weak: Kinase = { total: 0.02, on: 0.005, K: 50 };

function same(a: readonly number[], b: readonly number[]): void {
  for (const [i, value] of a.entries())
    assert.ok(Math.abs(value - b[i]) < 1e-6 * value, `${answers[i]}: ${value}, ${b[i]}`);
}

function differ(a: readonly number[], b: readonly number[]): void {
  assert.ok(Math.abs(a[0] - b[0]) > 0.02 * a[0], `${answers[0]}: ${a[0]}, ${b[0]}`);
}

test('two kinases that exchange their numbers exchange the answers to their loss', async (t) => {
  const [first, second] = [await answer(strong, weak, 'PDGFR', 0), await answer(strong, weak, 'CSF1R', 0)];
  t.diagnostic(`loss of the strong one: ${first[0]}, of the weak one: ${second[0]} uM active Src`);
  differ(first, second);
  same(await answer(weak, strong, 'CSF1R', 0), first);
  same(await answer(weak, strong, 'PDGFR', 0), second);
});

test('an inhibitor whose constants are exchanged with the kinases does the same', async () => {
  const usual = await answer(strong, weak, 'none', 10);
  differ(usual, await answer(strong, weak, 'none', 0));
  same(await answer(weak, strong, 'none', 10), usual);
  // The drug follows the pocket: with its constants exchanged alone, it spares the strong kinase.
  const wrong = await answer({ ...strong, K: weak.K }, { ...weak, K: strong.K }, 'none', 10);
  differ(wrong, usual);
});
