import assert from 'node:assert/strict';
import test from 'node:test';
import { referenceEngine } from '@invadolab/engine';
import { type CompiledConstant, compileModel, type ModelFile } from '@invadolab/model';
import { advance, modelOf, realCatalog } from './laws/laboratory.js';

const catalog = realCatalog();
const watched = 2400;
const smallest = 0.01;

/** What the assays measure: puncta in both channels, their length, cutting and its traces, and what the cell lets go. */
const measures = [
  'cell.founding_hazard',
  'site.FACTIN',
  'site.cortactin_total',
  'site.LENGTH',
  'site.mt1_cutting',
  'site.ligand_here',
  'medium.MMP2',
  'cell.VESICLES',
];

/**
 * One cell with one working core, advanced without chance: rates instead of draws, no variation between cells, and the
 * hazards of founding and vanishing shown instead of fired.
 */
function calm(cell: string, set: Record<string, string>): ModelFile {
  const model = modelOf(catalog, { cell, set });
  const amounts = Object.entries(model.places.cell.amounts!).map(([id, amount]) => [id, { ...amount, cv: 0 }]);
  const { NWASP_core, FACTIN, ...rest } = model.places.site.species!;
  return {
    ...model,
    found: undefined,
    dissolve: undefined,
    places: {
      ...model.places,
      cell: {
        ...model.places.cell,
        amounts: Object.fromEntries(amounts),
        motion: undefined,
        definitions: { ...model.places.cell.definitions, founding_hazard: model.found!.nucleation.hazard },
      },
      site: {
        ...model.places.site,
        count: 1,
        solver: 'ode',
        species: {
          ...rest,
          NWASP_core: { ...NWASP_core, initial: 'nucleus_nwasp' },
          FACTIN: { ...FACTIN, initial: '2*core_K' },
        },
      },
    },
    parameters: model.parameters,
    numerics: { ...model.numerics, tolerance: 1e-6 },
  };
}

/** Largest relative change of a measure by the loss of each amount and each species, in one kind of cell. */
async function losses(cell: string, set: Record<string, string> = {}): Promise<Map<string, number>> {
  const model = compileModel(calm(cell, set));
  const names = (kinds: readonly string[], table: 'species' | 'amounts') =>
    kinds.flatMap((kind) => Object.keys(model.file.places[kind][table] ?? {}).map((id) => `${kind}.${id}`));
  const amounts = names(['cell'], 'amounts');
  // A member that loses nothing, then one for each loss: they differ in nothing else.
  const species = names(['medium', 'cell', 'site'], 'species');
  const lost = ['nothing', ...amounts, ...species];
  const declared = new Map<string, CompiledConstant>();
  for (const { kind, constants } of model.places)
    for (const each of constants) declared.set(`${kind}.${each.id}`, each);
  const session = await referenceEngine.start(model, {
    members: lost.map(() => 0),
    seed: 1,
    values: amounts.map((slot) => {
      const { value, factor } = declared.get(slot)!;
      return { slot, values: lost.map((name) => (name === slot ? 0 : value / factor)) };
    }),
  });
  const tick = model.numerics.tick;
  for (let time = 0; time < watched; time += tick) {
    for (const slot of species) session.set(slot, 0, [lost.indexOf(slot)]);
    await advance(session, time + tick);
  }
  const changed = new Map(lost.slice(1).map((name) => [name, 0]));
  for (const slot of measures) {
    const { values } = await session.read(slot);
    assert.equal(values.length, lost.length, slot);
    for (const [i, name] of lost.entries()) {
      if (i === 0) continue;
      const change = Math.abs(values[i] - values[0]) / Math.max(Math.abs(values[0]), 1e-12);
      assert.ok(Number.isFinite(change), `${slot} without ${name}`);
      changed.set(name, Math.max(changed.get(name)!, change));
    }
  }
  session.dispose();
  return changed;
}

test('the loss of nearly every amount and species changes a measure', async (t) => {
  // What one cell lacks another has; collagen and low oxygen call on what rests on gelatin in air.
  const cases = [await losses('MDA-MB-231'), await losses('macrophage'), await losses('Src-3T3', { oxygen: '0.01' })];
  const all = [...cases[0].keys()];
  const silent = all.filter((name) => cases.every((changed) => changed.get(name)! < smallest));
  t.diagnostic(`${all.length} amounts and species, ${silent.length} silent: ${silent.join(', ')}`);
  assert.ok(silent.length <= 0.1 * all.length, `${silent.length} of ${all.length}`);
});
