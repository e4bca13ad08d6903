import assert from 'node:assert/strict';
import { test } from 'node:test';
import { philox4x32, Stream } from '@invadolab/core';
import { philoxBlocks } from '../src/philox-bulk.js';
import { wasmPhiloxBlocks } from '../src/philox-wasm.js';

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

test('four blocks at a time have the words of one at a time, across the end of the counter, too', () => {
  const fill = wasmPhiloxBlocks();
  assert.ok(fill, 'this platform has WebAssembly with vectors');
  for (const [first, length] of [
    [0, 8],
    [5, 24],
    [0xfffffffd, 512],
    [77, 1000],
  ]) {
    const counter = Uint32Array.of(first, 0x9abcdef0, 0xffffffff, 0x80000001);
    const key = Uint32Array.of(0xdeadbeef, 0x12345678);
    const out = new Uint32Array(length).fill(3);
    fill(counter, key, out);
    const plain = new Uint32Array(length);
    philoxBlocks(counter, key, plain);
    assert.deepEqual(out, plain);
    const one = new Uint32Array(4);
    for (let block = 0; block < length / 4; block += 1) {
      philox4x32(Uint32Array.of(first + block, counter[1], counter[2], counter[3]), key, one);
      assert.deepEqual(out.subarray(4 * block, 4 * block + 4), one);
    }
  }
});
