import test from 'node:test';
import type { ModelFile } from '@invadolab/model';
import { benchOn, insist, insistBroken, measured, seeds } from './judging.js';
import { downTo } from './law.js';
import { anchor, foundAndLast, isEnough, lasting } from './law-requirements.js';
import { pairedRatio } from './statistics.js';

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

test('law 2: no structures without Tks5 in Src-3T3', async (t) => {
  insist(t, anchor.judge, await measured(anchor.measure, { cells: 24, form: 'reduced' }));
});

test('law 2: without Tks5, MTLn3 cells found as many sites, which do not last', async (t) => {
  insist(t, lasting.judge, await measured(lasting.measure));
});

test('law 2 breaks where what Tks5 does in a core goes on without it', async (t) => {
  // Amounts of a mean cell of each line, without chance.
  const cases = [
    ['Src-3T3', '1100 molecule', '0.067 uM'],
    ['MTLn3', '350 molecule', '0.032 uM'],
  ] as const;
  for (const [cell, inCore, inCell] of cases) {
    const bench = benchOn(seeds[0], { change: (file) => withoutNeed(file, inCore, inCell) });
    const columns = {
      ...(await foundAndLast(bench, { cell }, 'control')),
      ...(await foundAndLast(bench, { cell, knockout: ['TKS5'] }, 'lost')),
    };
    const [lost, control] = [columns['lasting, lost'], columns['lasting, control']];
    const enough = isEnough(control);
    insistBroken(t, { name: `${cell}: lasting`, estimate: pairedRatio(lost, control), ...downTo, enough });
  }
});
