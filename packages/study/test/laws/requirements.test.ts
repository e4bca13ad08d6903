import assert from 'node:assert/strict';
import test from 'node:test';
import type { ModelFile } from '@invadolab/model';
import { insist, measured, said } from './judging.js';
import { advance, livesOf, modelOf, realCatalog, start } from './laboratory.js';
import { holds } from './law.js';
import { feedback, inhibition } from './law-inhibition.js';
import { isEnough, needs } from './law-requirements.js';
import { pairedRatio } from './statistics.js';

const catalog = realCatalog();

/** Foundings of each cell in the first hour. */
async function founded(file: ModelFile, cells: number): Promise<number> {
  const { session } = await start(file, cells);
  await advance(session, 3600);
  const lives = livesOf(session.happenings(0));
  session.dispose();
  return lives.length / cells;
}

test('law 2: nothing without N-WASP, Arp2/3, Cdc42 or Nck1', async (t) => {
  insist(t, needs.judge, await measured(needs.measure, { form: 'reduced' }));
});

test('law 4: without proteolysis sites persist', async (t) => {
  insist(t, inhibition.judge, await measured(inhibition.measure));
});

test('law 4, its part on feedback not reproduced: SCC61 keeps its structures with and without feedback', async (t) => {
  const { all } = await measured(feedback.measure, { cells: 24, form: 'reduced' });
  // By the criterion fewer should be left with feedback; what holds is that they persist.
  for (const criterion of feedback.judge(all)) t.diagnostic(said(criterion));
  for (const kind of ['deaf', 'keen']) {
    const estimate = pairedRatio(all[`${kind} with GM6001`], all[kind]);
    const kept = { name: `${kind}: puncta left`, estimate, above: 0.8, enough: isEnough(all[kind]) };
    assert.ok(holds(kept), said(kept));
  }
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
    const { session } = await start(modelOf(catalog, { cell: 'macrophage', knockout }), 6);
    await advance(session, 3600);
    const { values } = await session.read('site.FACTIN');
    session.dispose();
    return values.length;
  };
  const [control, nwasp, wasp] = [await sites([]), await sites(['WASL']), await sites(['WAS'])];
  t.diagnostic(`${control} sites, ${nwasp} without N-WASP, ${wasp} without WASP`);
  assert.ok(nwasp > 0.5 * control && wasp < 0.2 * control);
});
