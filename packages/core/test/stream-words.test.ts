import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stream } from '@invadolab/core';

test('words in bulk are the words behind single draws, however they are split', () => {
  const whole = new Uint32Array(64);
  new Stream(7, 'bulk').at(3, 2 ** 40 + 5, 11).words(whole);
  const parts = new Uint32Array(64);
  const stream = new Stream(7, 'bulk').at(3, 2 ** 40 + 5, 11);
  stream.words(parts.subarray(0, 8));
  stream.words(parts.subarray(8, 32));
  stream.words(parts.subarray(32));
  assert.deepEqual(parts, whole);
  const single = new Stream(7, 'bulk').at(3, 2 ** 40 + 5, 11);
  for (let i = 0; i < 64; i += 2) {
    const expected = ((whole[i] >>> 6) * 2 ** 26 + (whole[i + 1] >>> 6) + 0.5) * 2 ** -52;
    assert.equal(single.uniform(), expected);
  }
});
