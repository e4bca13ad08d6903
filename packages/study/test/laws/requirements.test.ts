import assert from 'node:assert/strict';
import test from 'node:test';
import type { ModelFile } from '@invadolab/model';
import { advance, livesOf, modelOf, realCatalog, runLaw, start } from './laboratory.js';
import { mean, pairedRatio, shown } from './statistics.js';

const catalog = realCatalog();
const count = 'invadopodia.count.true';
const abolished = 0.1;

/** Foundings of each cell in the first hour. */
async function founded(file: ModelFile, cells: number): Promise<number> {
  const { session } = await start(file, cells);
  await advance(session, 3600);
  const lives = livesOf(session.happenings(0));
  session.dispose();
  return lives.length / cells;
}

test('laws 2 and 4: nothing without N-WASP, Arp2/3, Cdc42 or Nck1; sites stay without proteolysis', async (t) => {
  const read = await runLaw(catalog, 'requirements');
  const control = read('control', count);
  t.diagnostic(`control: ${mean(control)} per cell`);
  assert.ok(mean(control) > 1);
  for (const arm of ['no N-WASP', 'no Arp2-3', 'no Cdc42', 'no Nck1']) {
    const ratio = pairedRatio(read(arm, count), control);
    t.diagnostic(`${arm}: ${shown(ratio)}`);
    assert.ok(ratio.high <= abolished, `${arm}: ${shown(ratio)}`);
  }
  const holes = pairedRatio(read('GM6001', 'matrix.degraded_mass.true'), read('control', 'matrix.degraded_mass.true'));
  const sites = pairedRatio(read('GM6001', count), control);
  t.diagnostic(`GM6001: degraded ${shown(holes)}, sites ${shown(sites)}`);
  assert.ok(holes.high <= 0.2, shown(holes));
  assert.ok(sites.low > 0.25, shown(sites));
});

test('law 2 breaks where what N-WASP, Cdc42 and Nck1 do goes by itself', async () => {
  const spontaneous = (knockout: string): ModelFile => {
    const model = modelOf(catalog, { knockout: [knockout] });
    const { nwasp_activation } = model.reactions!;
    const { nucleation } = model.found!;
    return {
      ...model,
      reactions: { ...model.reactions, nwasp_activation: { ...nwasp_activation, rate: 'nwasp_off*NWASP' } },
      found: {
        ...model.found,
        nucleation: {
          ...nucleation,
          hazard: 'nucleation_rate*ventral_area',
          contents: { NWASP_core: 'nucleus_nwasp', FACTIN: 'nucleus_actin' },
          takes: { ACTIN: 'nucleus_actin' },
        },
      },
    };
  };
  for (const molecule of ['WASL', 'ARPC2', 'CDC42', 'NCK1']) {
    assert.equal(await founded(modelOf(catalog, { knockout: [molecule] }), 4), 0, molecule);
    assert.ok((await founded(spontaneous(molecule), 4)) > 1, molecule);
  }
});

test('law 2 breaks where WASP stands in: a macrophage needs that one and not N-WASP', async (t) => {
  const sites = async (knockout: readonly string[]) => {
    const { session } = await start(modelOf(catalog, { cell: 'macrophage', knockout }), 3);
    await advance(session, 3600);
    const { values } = await session.read('site.FACTIN');
    session.dispose();
    return values.length;
  };
  const [control, nwasp, wasp] = [await sites([]), await sites(['WASL']), await sites(['WAS'])];
  t.diagnostic(`${control} sites, ${nwasp} without N-WASP, ${wasp} without WASP`);
  assert.ok(nwasp > 0.5 * control && wasp < 0.2 * control);
});

test('law 2: no structures without Tks5 in Src-3T3', async (t) => {
  const read = await runLaw(catalog, 'tks5-anchor');
  const lost = pairedRatio(read('no Tks5', count), read('control', count));
  t.diagnostic(`count ${shown(lost)} of ${mean(read('control', count))}`);
  assert.ok(mean(read('control', count)) > 1 && lost.high <= abolished, shown(lost));
  const kept = pairedRatio(read('strong cortactin without Tks5', count), read('strong cortactin', count));
  t.diagnostic(`where cortactin alone is scaffold enough: ${shown(kept)}`);
  assert.ok(kept.low > abolished, shown(kept));
});

test('law 2: without Tks5, MTLn3 cells found as many sites, which do not last', async (t) => {
  const hours = 2.5;
  const cells = 12;
  const watch = async (setting: Parameters<typeof modelOf>[1]) => {
    const { session } = await start(modelOf(catalog, { cell: 'MTLn3', ...setting }), cells);
    await advance(session, hours * 3600);
    const lives = livesOf(session.happenings(0)).filter(({ born }) => born < (hours - 1) * 3600);
    session.dispose();
    const perCell = (these: typeof lives) =>
      Array.from({ length: cells }, (_, cell) => these.filter(({ member }) => member === cell).length);
    return { all: perCell(lives), lasting: perCell(lives.filter(({ born, gone }) => gone - born > 1200)) };
  };
  const compare = async (set: Record<string, string>) => {
    const [control, lost] = [await watch({ set }), await watch({ set, knockout: ['TKS5'] })];
    return { all: pairedRatio(lost.all, control.all), lasting: pairedRatio(lost.lasting, control.lasting) };
  };
  const { all, lasting } = await compare({});
  t.diagnostic(`founded ${shown(all)}, lasting 20 min ${shown(lasting)}`);
  assert.ok(all.low > 0.8 && all.high < 1.25, shown(all));
  assert.ok(lasting.high < 0.8, shown(lasting));
  // Where Tks5 does nothing in a core or for Nck1, and cores gather their scaffold without it, nothing is lost with it.
  const idle = await compare({
    tks5_weight: '0',
    tks5_on_src: '0',
    rac_exclusion_K: '1e9 molecule',
    nck_by_tks5: '0 1/uM/s',
    nck_by_cortactin: '1 1/uM/s',
    scaffold_K: '500 molecule',
  });
  t.diagnostic(`Tks5 idle in the core: lasting ${shown(idle.lasting)}`);
  assert.ok(idle.lasting.high > 0.8, shown(idle.lasting));
});
