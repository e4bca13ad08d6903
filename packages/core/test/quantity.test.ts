import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  BadInput,
  dimensionless,
  formatDimension,
  fromBase,
  isBadInput,
  multiplyDimension,
  parseQuantity,
  parseUnit,
  powerDimension,
  sameDimension,
} from '../src/index.js';

test('units have their factor to um, s, mg, molecule and K', () => {
  // The SI brochure (2019) and CODATA 2022 values, by hand.
  const factors: [string, number, string][] = [
    ['nm', 1e-3, 'um'],
    ['um2/s', 1, 'um2/s'],
    ['cm2/s', 1e8, 'um2/s'],
    ['mL', 1e12, 'um3'],
    ['uL', 1e9, 'um3'],
    ['nL', 1e6, 'um3'],
    ['min', 60, 's'],
    ['h', 3600, 's'],
    ['d', 86400, 's'],
    ['ms', 1e-3, 's'],
    ['g', 1e3, 'mg'],
    ['kg', 1e6, 'mg'],
    ['ug', 1e-3, 'mg'],
    ['ng', 1e-6, 'mg'],
    ['Da', 1.66053906892e-21, 'mg'],
    ['mol', 6.02214076e23, 'molecule'],
    ['M', 6.02214076e8, 'molecule/um3'],
    ['mM', 602214.076, 'molecule/um3'],
    ['uM', 602.214076, 'molecule/um3'],
    ['nM', 0.602214076, 'molecule/um3'],
    ['pM', 6.02214076e-4, 'molecule/um3'],
    ['1/uM/s', 1 / 602.214076, 'um3/s/molecule'],
    ['molecule/um2', 1, 'molecule/um2'],
    ['mg/m2', 1e-12, 'mg/um2'],
    ['pN', 1, 'mg um/s2'],
    ['nN', 1e3, 'mg um/s2'],
    ['Pa', 1, 'mg/um/s2'],
    ['kPa', 1e3, 'pN/um2'],
    ['J', 1e18, 'pN um'],
    ['Gy', 1e12, 'um2/s2'],
    ['%', 0.01, '1'],
    ['pH', 1, '1'],
    ['cell', 1, '1'],
    ['molecule/cell', 1, 'molecule'],
    ['', 1, '1'],
    ['s-1', 1, '1/s'],
    ['uM^-1*s^-1', 1 / 602.214076, '1/uM/s'],
    ['1/(uM s)', 1 / 602.214076, '1/uM/s'],
    ['/s', 1, '1/s'],
    ['µm', 1, 'um'],
    ['μM', 602.214076, 'uM'],
    ['(um2)2', 1, 'um4'],
  ];
  for (const [text, factor, like] of factors) {
    const unit = parseUnit(text);
    assert.ok(Math.abs(unit.factor - factor) <= 1e-15 * factor, `${text}: ${unit.factor}`);
    assert.ok(sameDimension(unit.dimension, parseUnit(like).dimension), text);
  }
});

test('wrong units are refused, with the nearest one that exists', () => {
  const nearest: [string, string | undefined][] = [
    ['nMM', 'nM'],
    ['mins', 'min'],
    ['hr', 'h'],
    ['molecul', 'molecule'],
    ['qqqq', undefined],
  ];
  for (const [text, expected] of nearest) {
    assert.throws(
      () => parseUnit(text),
      (error) => isBadInput(error) && error.nearest === expected,
      text,
    );
  }
  for (const text of [
    'um//s',
    '/',
    '*um',
    'um/',
    '(um',
    'um)',
    '()',
    '10 um',
    '0.5 s',
    'um^99',
    'degC',
    '°F',
    'um +s',
    'u'.repeat(1000),
    '((((((um))))))',
    '\0',
    's -1',
  ]) {
    assert.throws(() => parseUnit(text), isBadInput, text);
  }
});

test('quantities of the same size are the same number to the last bit', () => {
  const pairs = [
    ['1000 nM', '1 uM'],
    ['50 nm', '0.05 um'],
    ['29 %', '0.29'],
    ['8.6 nM', '8600 pM'],
    ['.5h', '30 min'],
    ['+1e3 Pa', '1kPa'],
    ['7 d', '168 h'],
  ];
  for (const [a, b] of pairs) assert.equal(parseQuantity(a).value, parseQuantity(b).value, `${a} = ${b}`);
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      fc.constantFrom('um', 'nM', 'kPa', '%', 'd', '1/uM/s'),
      (value, text) => {
        const unit = parseUnit(text);
        const back = fromBase(parseQuantity(`${value} ${text}`).value, unit);
        assert.ok(Math.abs(back - value) <= 4 * Number.EPSILON * value);
      },
    ),
  );
});

test('an expected unit refuses other dimensions and bare numbers', () => {
  assert.equal(parseQuantity('2 um', 'nm').value, 2);
  assert.equal(parseQuantity(0.4, '%').value, 0.4);
  const wrong: [string | number, string][] = [
    ['2 um', 's'],
    [2, 'nM'],
    ['2', 'nM'],
    ['2 s', '%'],
  ];
  for (const [text, unit] of wrong) assert.throws(() => parseQuantity(text, unit), isBadInput, `${text} as ${unit}`);
  assert.throws(() => parseQuantity(2, 'nM'), /a unit is missing.*nM/);
});

test('what is no finite number is refused', () => {
  for (const text of [
    '',
    ' ',
    'x',
    'nM',
    '1,5 nM',
    '1e nM',
    'NaN',
    'Infinity',
    '1e999',
    '--1',
    '0x10',
    '1_000',
    '9'.repeat(500),
    NaN,
    Infinity,
  ]) {
    assert.throws(() => parseQuantity(text), isBadInput, String(text));
  }
});

test('any text gives a quantity or one line', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[0-9eE.+\- ]{0,6}[a-zA-Zµ%/*()^0-9 ]{0,12}$/)),
      (text) => {
        try {
          assert.ok(Number.isFinite(parseQuantity(text).value));
        } catch (error) {
          if (!(error instanceof BadInput)) throw error;
          assert.doesNotMatch(error.message, /[\r\n\p{Cc}]/u);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test('dimensions form a group and print as units that read back', () => {
  const dimension = fc.tuple(
    ...([0, 1, 2, 3, 4].map(() => fc.integer({ min: -4, max: 4 })) as [
      fc.Arbitrary<number>,
      fc.Arbitrary<number>,
      fc.Arbitrary<number>,
      fc.Arbitrary<number>,
      fc.Arbitrary<number>,
    ]),
  );
  fc.assert(
    fc.property(dimension, dimension, (a, b) => {
      assert.deepEqual(parseUnit(formatDimension(a)).dimension, multiplyDimension(a, dimensionless));
      assert.ok(sameDimension(multiplyDimension(a, powerDimension(a, -1)), dimensionless));
      assert.ok(sameDimension(multiplyDimension(a, b), multiplyDimension(b, a)));
    }),
  );
});
