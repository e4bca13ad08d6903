import assert from 'node:assert/strict';
import test from 'node:test';
import type { ModelFile } from '@invadolab/model';
import { advance, cellsPerSeed, livesOf, modelOf, overSeeds, realCatalog, runLaw, seeds, start } from './laboratory.js';
import { abolished, down, mean, pairedRatio, shown, unchanged } from './statistics.js';

const catalog = realCatalog();
const count = 'invadopodia.count.true';
const hours = 2.5;

/** What Tks5 does in a core and for Nck1 goes on without it, as with these amounts in a core and in the cell. */
function withoutNeed(file: ModelFile, inCore: string, inCell: string): ModelFile {
  const places = { ...file.places };
  const definitions = { ...places.site.definitions! };
  const instead = (text: string) => text.replaceAll('TKS5_core', 'usual_core').replaceAll('TKS5_p', 'usual_cell');
  for (const id of ['scaffold', 'anchored', 'room']) {
    const given = definitions[id];
    definitions[id] = typeof given === 'object' ? { ...given, value: instead(`${given.value}`) } : instead(`${given}`);
  }
  const reactions = { ...file.reactions! };
  for (const id of ['rac_pulses', 'nck1_docking'])
    reactions[id] = { ...reactions[id], rate: instead(`${reactions[id].rate}`) };
  const like = { ...file.parameters!.tks5_K, name: 'Tks5 as with Tks5', range: undefined };
  const usual = { usual_core: { ...like, value: inCore }, usual_cell: { ...like, unit: 'uM', value: inCell } };
  return {
    ...file,
    parameters: { ...file.parameters, ...usual },
    places: { ...places, site: { ...places.site, definitions } },
    reactions,
  };
}

interface Founded {
  readonly all: number;
  readonly lasting: number;
}

async function watch(file: ModelFile, seed: number): Promise<Founded[]> {
  const { session } = await start(file, cellsPerSeed, seed);
  await advance(session, hours * 3600);
  const lives = livesOf(session.happenings(0)).filter(({ born }) => born < (hours - 1) * 3600);
  session.dispose();
  return Array.from({ length: cellsPerSeed }, (_, cell) => {
    const own = lives.filter(({ member }) => member === cell);
    return { all: own.length, lasting: own.filter(({ born, gone }) => gone - born > 1200).length };
  });
}

function compare(lost: readonly Founded[], control: readonly Founded[]) {
  const ratio = (what: keyof Founded) =>
    pairedRatio(
      lost.map((cell) => cell[what]),
      control.map((cell) => cell[what]),
    );
  return { all: ratio('all'), lasting: ratio('lasting') };
}

test('law 2: no structures without Tks5 in Src-3T3', async (t) => {
  const read = await runLaw(catalog, 'tks5-anchor');
  const [control, lost] = [read('control', count), read('no Tks5', count)];
  for (const i of seeds.keys()) {
    const part = (values: readonly number[]) => values.slice(i * cellsPerSeed, (i + 1) * cellsPerSeed);
    t.diagnostic(`seed ${seeds[i]}: ${mean(part(lost))} of ${mean(part(control))} per cell`);
  }
  const ratio = pairedRatio(lost, control);
  t.diagnostic(`count ${shown(ratio)} of ${mean(control)}`);
  assert.ok(mean(control) * control.length >= 10);
  assert.ok(abolished(ratio), shown(ratio));
});

test('law 2: without Tks5, MTLn3 cells found as many sites, which do not last', async (t) => {
  const cell = 'MTLn3';
  const control = await overSeeds((seed) => watch(modelOf(catalog, { cell }), seed));
  const lost = await overSeeds((seed) => watch(modelOf(catalog, { cell, knockout: ['TKS5'] }), seed));
  for (const i of seeds.keys()) {
    const part = (cells: readonly Founded[]) => cells.slice(i * cellsPerSeed, (i + 1) * cellsPerSeed);
    const { all, lasting } = compare(part(lost), part(control));
    t.diagnostic(`seed ${seeds[i]}: founded ${shown(all)}, lasting 20 min ${shown(lasting)}`);
  }
  const { all, lasting } = compare(lost, control);
  t.diagnostic(
    `founded ${shown(all)}, lasting 20 min ${shown(lasting)} of ${mean(control.map((each) => each.lasting))}`,
  );
  assert.ok(unchanged(all), shown(all));
  assert.ok(down(lasting), shown(lasting));
});

test('law 2 breaks where what Tks5 does in a core goes on without it', async (t) => {
  const [seed] = seeds;
  // Amounts of a mean cell of each line, without chance.
  const cases = [
    ['Src-3T3', '1100 molecule', '0.067 uM'],
    ['MTLn3', '350 molecule', '0.032 uM'],
  ] as const;
  for (const [cell, inCore, inCell] of cases) {
    const idle = (knockout: readonly string[]) => withoutNeed(modelOf(catalog, { cell, knockout }), inCore, inCell);
    const control = await watch(idle([]), seed);
    const lost = await watch(idle(['TKS5']), seed);
    const { lasting } = compare(lost, control);
    t.diagnostic(`${cell}: lasting ${shown(lasting)} of ${mean(control.map((each) => each.lasting))}`);
    assert.ok(lasting.value > 0.8, `${cell}: ${shown(lasting)}`);
  }
});
