import test from 'node:test';
import { readStudy } from './bench.js';
import { benchOn, insist, insistBroken, measured, seeds } from './judging.js';
import { downTo } from './law.js';
import { closeness, crossLinking, density } from './law-film.js';
import { pairedRatio } from './statistics.js';

const mass = 'matrix.degraded_mass.true';

test('law 6: degradation is highest at an intermediate share of cross-linked lysines', async (t) => {
  insist(t, crossLinking.judge, await measured(crossLinking.measure, { cells: 24, form: 'reduced' }));
});

test('law 6 breaks where cross-links do not help, or do not hinder', async (t) => {
  const read = await readStudy(benchOn(seeds[0], { cells: 24, form: 'reduced' }), 'cross-linking-unfelt');
  const ends = { 'clutch free': 0, 'links free': 1 };
  for (const [kind, end] of Object.entries(ends)) {
    const estimate = pairedRatio(read(`${kind} ${end}`, mass), read(`${kind} 0.39`, mass));
    insistBroken(t, { name: `${kind}, ${end} against 0.39`, estimate, ...downTo, enough: true });
  }
});

test('law 6: a denser film is degraded more, by more structures', async (t) => {
  insist(t, density.judge, await measured(density.measure, { cells: 24, form: 'reduced' }));
});

test('law 6: structures stand closer on a denser film', async (t) => {
  // Many: cells without two puncta say nothing about spacing, and the effect is small (decision 0070).
  insist(t, closeness.judge, await measured(closeness.measure, { cells: 180 }));
});

test('law 6 breaks where the cell feels no ligand: density changes no spacing', async (t) => {
  const spacing = 'invadopodia.spacing.true';
  const read = await readStudy(benchOn(seeds[0]), 'density-unfelt');
  const [criterion] = closeness.judge({ usual: read('usual', spacing), dense: read('dense', spacing) });
  // The interval may hold 1: it is enough that nothing is shown.
  insistBroken(t, { ...criterion, estimate: { ...criterion.estimate, value: criterion.estimate.high } });
});
