import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BadInput, canonicalJson, isBadInput, nearest, sha256Hex } from '../src/index.js';

test('a bad input is one line that says where, what and what instead', () => {
  const error = new BadInput('unknown cell', {
    file: 's.yaml',
    line: 3,
    column: 7,
    found: 'MDA\n231',
    expected: 'a cell',
    nearest: 'MDA-231',
  });
  assert.equal(error.message, 's.yaml:3:7: unknown cell; found "MDA 231"; expected a cell; nearest is "MDA-231"');
  assert.ok(isBadInput(error) && !isBadInput(new Error('x')) && !isBadInput('x'));
  assert.equal(new BadInput('x').at({ file: 'f', line: 2, column: 4 }).message, 'f:2:4: x');
  assert.equal(error.at({ file: 'other', line: 9, column: 9 }).message, error.message);
  assert.ok(new BadInput('x', { found: 'y'.repeat(10000) }).message.length < 200);
});

test('nearest finds typing errors and nothing else', () => {
  const cells = ['MDA-MB-231', 'MCF-7', 'SCC61', 'MTLn3'];
  assert.equal(nearest('MDA-MB-213', cells), 'MDA-MB-231');
  assert.equal(nearest('mcf7', cells), 'MCF-7');
  assert.equal(nearest('HeLa', cells), undefined);
  assert.equal(nearest('', cells), undefined);
  assert.equal(nearest('x'.repeat(100000), cells), undefined);
});

test('sha256Hex gives the published digests', () => {
  // FIPS 180-4 examples.
  assert.equal(sha256Hex(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  assert.equal(sha256Hex('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  assert.equal(sha256Hex(Uint8Array.of(97, 98, 99)), sha256Hex('abc'));
});

test('canonicalJson is JSON, and the same for equal values', () => {
  assert.equal(canonicalJson({ b: [1, -0, 'é'], a: { d: null, c: undefined } }), '{"a":{"d":null},"b":[1,0,"é"]}');
  assert.equal(canonicalJson({ B: 1, a: 2, '10': 3, '9': 4 }), '{"10":3,"9":4,"B":1,"a":2}');
  assert.equal(canonicalJson(Float64Array.of(0.5, 2)), '[0.5,2]');
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      assert.equal(canonicalJson(JSON.parse(text)), text);
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
    }),
  );
  const around: { self?: object } = {};
  around.self = around;
  for (const wrong of [NaN, Infinity, 1n, () => 0, around, { a: Symbol('x') }])
    assert.throws(() => canonicalJson(wrong), TypeError);
});
