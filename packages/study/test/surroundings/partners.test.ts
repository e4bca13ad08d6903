import assert from 'node:assert/strict';
import test from 'node:test';
import { isBadInput, parseQuantity } from '@invadolab/core';
import { compileModel, compose, type ModelFile } from '@invadolab/model';
import { advance, modelOf, realCatalog, type Setting, start } from '../laws/laboratory.js';

const catalog = realCatalog();
const hour = 3600;
const around = { cell: 'macrophage', kind: 'cell' } as const;

/** A network without differences between individuals, so that two cells of one profile are alike. */
function network(change: Setting): ModelFile {
  const model = modelOf(catalog, { assay: 'network', ...change });
  const places = Object.entries(model.places).map(([kind, place]) => {
    const amounts = Object.entries(place.amounts ?? {}).map(([id, { cv: _, ...amount }]) => [id, amount]);
    return [kind, { ...place, amounts: Object.fromEntries(amounts) }];
  });
  return { ...model, places: Object.fromEntries(places), numerics: { ...model.numerics, tick: '30 s' } };
}

async function read(model: ModelFile, slots: readonly string[], time: number): Promise<number[]> {
  const { session } = await start(model, 1);
  await advance(session, time);
  const values: number[] = [];
  for (const slot of slots) values.push((await session.read(slot)).values[0]);
  session.dispose();
  return values;
}

const speciesOf = (model: ModelFile, kind: string) => Object.keys(model.places[kind].species ?? {});

test('a partner has the network of its own profile: next to none of them is as one alone', async () => {
  // Joined to the cell by nothing, since parts between cells act both ways.
  const joined = network({ cell: 'MDA-MB-231', partners: { ...around, per_cell: 1e-9 } });
  const between = Object.keys(joined.reactions ?? {}).filter((id) =>
    /between|taken_in|egf_secreted|csf1_secreted|hbegf_escapes/.test(id),
  );
  assert.ok(between.length >= 15, String(between));
  const reactions = Object.fromEntries(Object.entries(joined.reactions ?? {}).filter(([id]) => !between.includes(id)));
  const apart = { ...joined, reactions };
  for (const [kind, cell] of [
    ['partner', 'macrophage'],
    ['cell', 'MDA-MB-231'],
  ]) {
    const alone = network({ cell });
    const own = speciesOf(alone, 'cell');
    assert.ok(own.length > 80);
    const there = await read(
      apart,
      own.map((id) => `${kind}.${id}`),
      2 * hour,
    );
    const here = await read(
      alone,
      own.map((id) => `cell.${id}`),
      2 * hour,
    );
    const tolerance = 30 * alone.numerics!.tolerance!;
    // Both share the medium of the other cell, whose secretion of proteases and inhibitors differs a little.
    for (const [i, id] of own.entries())
      assert.ok(
        Math.abs(there[i] - here[i]) <= tolerance * Math.abs(here[i]) + 1e-5 || /MT1|MMP|TIMP/.test(id),
        `${kind}.${id}: ${there[i]} and ${here[i]}`,
      );
  }
});

test('what enters the space between cells leaves it or is taken in', async () => {
  const share = 2;
  const model = network({ cell: 'MTLn3', partners: { ...around, per_cell: share }, set: { csf1r_on: '0 1/s' } });
  const slots = ['partner.CSF1R_active', 'cell.EGFR', 'cell.EGFR_active', 'medium.EGF', 'medium.egf_around'];
  const [active, surface, bound, outside, found] = await read(model, slots, 12 * hour);
  const value = (id: string) => {
    const { value: own, unit } = model.parameters![id];
    return parseQuantity(unit === undefined || typeof own === 'string' ? own : `${own} ${unit}`).value;
  };
  const nM = parseQuantity('1 nM').value;
  const made = share * value('egf_secretion') * (active / (active + 0.01));
  const layer = (3 * value('egf_diffusivity')) / value('layer_depth') ** 2;
  const space = value('space_free') * value('cell_distance') ** 3;
  const receptors = (surface + bound) * 1000 * nM * value('cell_volume');
  const expected = (made / nM + layer * space * outside) / (layer * space + value('egf_uptake') * receptors);
  // The pool follows what makes and takes it within minutes, which change over hours.
  assert.ok(Math.abs(found / expected - 1) < 0.02, `${found} nM, ${expected} nM`);
});

test('a layer that makes a signal evenly loses it at three diffusivities over its depth squared', () => {
  // Steady diffusion by finite volumes, one side closed and one open, as the rate of the part has it for the mean.
  const n = 400;
  const [depth, diffusivity, made] = [300, 80, 0.01];
  const step = depth / n;
  let level = 0;
  let sum = 0;
  // From the open side: the flux through a face is all that is made further inside.
  for (let i = n - 1; i >= 0; i--) {
    const flux = made * (i + 1) * step;
    level += (flux * (i === n - 1 ? step / 2 : step)) / diffusivity;
    sum += level / n;
  }
  const model = network({ cell: 'MTLn3', partners: around });
  assert.equal(model.places.medium.definitions!.egf_leaving, '3*egf_diffusivity/layer_depth^2');
  assert.ok(Math.abs(made / sum / ((3 * diffusivity) / depth ** 2) - 1) < 1e-4, String(made / sum));
});

test('fibroblasts reach carcinoma cells through CXCL12 and TGF-beta, microglia glioblastoma cells through EGF', async () => {
  const receptors = ['cell.CXCR4_active', 'cell.TGFBR_active'];
  const beside = (change: Setting, slots: readonly string[]) => read(network(change), slots, 2 * hour);
  const fibroblasts = { cell: 'fibroblast', kind: 'cell', per_cell: 2 } as const;
  const heard = await beside({ partners: fibroblasts }, receptors);
  const mute = await beside({ partners: { ...fibroblasts, knockout: ['CXCL12', 'TGFB1'] } }, receptors);
  for (const [i, slot] of receptors.entries())
    assert.ok(heard[i] > 1e-4 && mute[i] < 0.01 * heard[i], `${slot}: ${heard[i]}, ${mute[i]}`);
  const microglia = {
    cell: 'U-87-MG',
    partners: { cell: 'microglia', kind: 'cell', per_cell: 2 },
    set: { csf1r_on: '0 1/s' },
  } as const;
  const [free] = await beside(microglia, ['medium.egf_around']);
  const [blocked] = await beside({ ...microglia, drugs: [{ name: 'pexidartinib', free: '1 uM' }] }, [
    'medium.egf_around',
  ]);
  assert.ok(blocked < 0.5 * free, `${free} nM of EGF, ${blocked} nM without CSF1R`);
});

test('no partners are the model of the cell alone, and a cell keeps its chance beside them', () => {
  const parts = catalog.protocols.gelatin.parts;
  const composed = (partners?: Setting['partners']) =>
    compose(catalog, { title: 'x', cell: 'MTLn3', matrixKind: 'gelatin', parts, partners });
  const [alone, none, some] = [undefined, { ...around, per_cell: 0 }, around].map((each) =>
    compileModel(composed(each).model),
  );
  assert.equal(none.hash, alone.hash);
  assert.notEqual(some.hash, alone.hash);
  const own = (model: typeof alone) => model.places.find(({ kind }) => kind === 'cell')!.constants;
  for (const { id, value, cv, stream } of own(alone))
    assert.deepEqual(
      own(some).find((each) => each.id === id && each.stream === stream && each.cv === cv)?.value,
      value,
      id,
    );
  assert.ok(composed({ ...around, per_cell: 0 }).neutral.some((said) => said.includes('partners')));
});

test('cells that share a medium cannot differ in it', () => {
  const refused = (environment: Record<string, string>) => {
    try {
      network({ partners: { ...around, environment } });
    } catch (error) {
      if (isBadInput(error)) return error.message;
      throw error;
    }
    return undefined;
  };
  assert.match(refused({ serum: '1 %' }) ?? '', /serum cannot differ between cells that share a medium/);
  assert.equal(refused({ oxygen: '1 %' }), undefined);
});
