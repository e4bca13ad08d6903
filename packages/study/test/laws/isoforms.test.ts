import assert from 'node:assert/strict';
import test from 'node:test';
import type { Change } from './bench.js';
import { insist, insistBroken, measured, named, seeds } from './judging.js';
import { dose, halfDose, isoformRatio } from './law-isoforms.js';

const first = seeds.slice(0, 1);

/** nM, nominal: published concentrations that halve growth, of MDA-MB-231 and of the least sensitive of three breast lines. */
const growth = [160, 12_300];

test('law 12: long over short Tks5 sets activity; puncta fall at doses of dasatinib below those that stop growth', async (t) => {
  // As many as decision 0070 asks for: with half of them the interval touches the bound.
  insist(t, isoformRatio.judge, await measured(isoformRatio.measure, { cells: 24 }));
  const seen = await measured(dose.measure);
  t.diagnostic(
    `half of the puncta at ${halfDose(seen.all).toPrecision(2)} nM; half of the growth at ${growth.join('-')} nM`,
  );
  insist(t, dose.judge, seen);
  assert.ok(halfDose(seen.all) < growth[0]);
});

test('law 12 breaks where the short form has the lipid-binding domain too', async (t) => {
  // It is then the long form, and no rival of it.
  const long: Change = (file) => {
    const { cell } = file.places;
    const TKS5 = { ...cell.species!.TKS5, initial: 'total_TKS5 + total_TKS5S' };
    const synthesis = { ...file.reactions!.tks5_synthesis, rate: 'tks5_turnover*(total_TKS5 + total_TKS5S)' };
    const definitions = { ...cell.definitions, tks5_rivals: '1' };
    return {
      ...file,
      places: { ...file.places, cell: { ...cell, species: { ...cell.species, TKS5 }, definitions } },
      reactions: { ...file.reactions, tks5_synthesis: synthesis },
    };
  };
  const criteria = isoformRatio.judge((await measured(isoformRatio.measure, { of: first, change: long })).all);
  insistBroken(t, named(criteria, 'mass, one to one against control'));
  insistBroken(t, named(criteria, 'mass, more short against control'));
});

test('law 12 breaks where dasatinib leaves Src and Arg alone', async (t) => {
  const deaf: Change = (file) => {
    const { cell } = file.places;
    const definitions = { ...cell.definitions, free_SRC_kinase: '1', free_ARG_kinase: '1' };
    return { ...file, places: { ...file.places, cell: { ...cell, definitions } } };
  };
  const { all } = await measured(dose.measure, { of: first, change: deaf });
  insistBroken(t, dose.judge(all)[0]);
});
