import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBadInput } from '@invadolab/core';
import fc from 'fast-check';
import { parseCatalog } from '../src/catalog/parse.js';
import type { Perturbations } from '../src/catalog.js';
import { compileModel } from '../src/compile/compile.js';
import { compose } from '../src/compose/compose.js';
import { inventedCatalog } from './invented-catalog.js';

const catalog = parseCatalog(inventedCatalog);

const name = fc.constantFrom(
  'FROB',
  'p33',
  'SPANG',
  'GLIM',
  'FROBB',
  '__proto__',
  'constructor',
  '',
  'stopal',
  'HL-22',
  'k_plunk',
  'warmth',
  'weave',
);
const value = fc.oneof(
  fc.constantFrom(
    '50 %',
    '0 %',
    '101 %',
    '-1',
    '1e999',
    '3 nM',
    '0 nM',
    '2 uM',
    '1/s',
    '4 1/s',
    '',
    ' ',
    'NaN',
    'half',
    '5 nM nM',
    '1 h',
    'K1R',
    'wild-type',
  ),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 0.5, 1, 3),
);
const table = fc.dictionary(name, value, { maxKeys: 2, noNullPrototype: true });
const drug = fc.record({ name, free: value, nominal: value, from: value, until: value }, { requiredKeys: ['name'] });
const kinds = {
  knockdown: table,
  knockout: fc.array(name, { maxLength: 2 }),
  overexpress: table,
  mutate: fc.dictionary(name, fc.constantFrom('K1R', 'always-on', 'wild-type', 'A9V', '', 'toString'), {
    maxKeys: 2,
    noNullPrototype: true,
  }),
  drugs: fc.array(drug, { maxLength: 3 }),
  environment: table,
  matrix: table,
  set: table,
};
const one: fc.Arbitrary<Perturbations> = fc.oneof(
  ...Object.entries(kinds).map(([kind, values]) => fc.record<Record<string, unknown>>({ [kind]: values })),
);
const perturbations: fc.Arbitrary<Perturbations> = fc.oneof(one, fc.record(kinds, { requiredKeys: [] }));

test('any perturbation is composed into a model that compiles, or refused in one line', () => {
  let composed = 0;
  fc.assert(
    fc.property(perturbations, (change) => {
      try {
        const { model } = compose(catalog, {
          title: 'fuzz',
          cell: 'Blim-7',
          matrixKind: 'tray',
          parts: ['core'],
          ...change,
        });
        compileModel(model);
        composed++;
      } catch (error) {
        assert.ok(isBadInput(error), error instanceof Error ? error.stack : String(error));
        assert.ok(!error.message.includes('\n') && error.message.length < 600);
      }
    }),
    { numRuns: 1500 },
  );
  assert.ok(composed > 50, `${composed} of 1500 were composed`);
});

test('what a perturbation sets may be a number of any size, and the model still compiles or is refused', () => {
  fc.assert(
    fc.property(fc.double(), fc.constantFrom('1/s', '1/min', ''), (number, unit) => {
      try {
        const set = { k_plunk: `${number} ${unit}` };
        compileModel(
          compose(catalog, { title: 'fuzz', cell: 'Blim-7', matrixKind: 'tray', parts: ['core'], set }).model,
        );
      } catch (error) {
        assert.ok(isBadInput(error), error instanceof Error ? error.stack : String(error));
      }
    }),
    { numRuns: 300 },
  );
});
