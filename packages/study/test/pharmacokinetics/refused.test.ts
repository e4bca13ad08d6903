import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBadInput } from '@invadolab/core';
import { parseStudy, planStudy } from '../../src/index.js';
import { bodyCatalog } from './body-catalog.js';

function plan(use: string, more = '') {
  const text = `format: 1
study: what is refused
assay: pharmacokinetics
timepoints: [8 h]
experiments: 1
${more}arms:
  a: {drugs: [${use}]}
`;
  const { study, place } = parseStudy(text, 'study.yaml', bodyCatalog);
  return planStudy(study, place, { catalog: bodyCatalog, engine: 'reference' });
}

const cases: readonly (readonly [string, RegExp])[] = [
  [
    '{name: onamide, dose: 500 mg}',
    /more than people have been given \(label\).*"?500 mg.*at most 200 mg.*hypothetical/s,
  ],
  ['{name: onamide, dose: 150 mg/m2}', /more than people have been given/],
  ['{name: onamide, dose: 100 nM}', /no dose/],
  ['{name: onamide, dose: ten}', /dose such as 100 mg/],
  ['{name: onamide, dose: -5 mg}', /negative/],
  ['{name: onamide, dose: 100 mg, route: nasal}', /oral, bolus, infusion/],
  ['{name: onamide, dose: 100 mg, doses: 3}', /interval/],
  ['{name: onamide, dose: 100 mg, every: 24 h, start: dose zero}', /first dose, dose 5 or steady state/],
  ['{name: onamide, dose: 100 mg, start: steady state}', /even interval/],
  ['{name: onamide, dose: 100 mg, route: infusion, over: 30 h, every: 24 h, doses: 2}', /not over/],
  ['{name: onamide, dose: 100 mg, every: 24 h, on: 5 days}', /on, off and cycles/],
  ['{name: onamide, dose: 100 mg, every: 24 h, on: 30 h, off: 10 h, cycles: 2}', /multiple/],
  ['{name: onamide, dose: 100 mg, site: moon}', /plasma, rim/],
  ['{name: onamide, dose: 100 mg, free: 3 nM}', /one of them/],
  ['{name: onamide, free: 3 nM, every: 4 h}', /needs a dose/],
  ['{name: onamide, free: 3 nM}', /an arm without a dose/],
  ['{name: onamide, dose: 0 mg}', /an arm without a dose/],
];

for (const [use, message] of cases)
  test(`refused: ${use}`, () => {
    assert.throws(
      () => plan(use),
      (error: unknown) => {
        assert.ok(isBadInput(error), String(error));
        assert.match(error.message, message);
        assert.match(error.message, /study\.yaml/);
        return true;
      },
    );
  });

test('what is more than people were given runs where the study says that it is hypothetical', () => {
  assert.equal(plan('{name: onamide, dose: 500 mg}', 'hypothetical: true\n').specs.length, 1);
});
