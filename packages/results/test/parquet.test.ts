import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBadInput } from '@invadolab/core';
import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { decodeTable, encodeTable, eventLayout, measureLayout, seriesLayout } from '../src/index.js';
import { eventRows, manyMeasures, measureRows } from './rows.js';

const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row, exactNumber)).sort();

// JSON has neither NaN nor infinities, and one zero is as good as the other.
function exactNumber(_: string, value: unknown): unknown {
  return typeof value === 'number' ? String(value + 0) : value;
}

test('rows come back as they were, whatever they hold', async () => {
  await fc.assert(
    fc.asyncProperty(measureRows, async (rows) => {
      assert.deepEqual(sorted(await decodeTable(encodeTable(rows, measureLayout), measureLayout, 'f')), sorted(rows));
    }),
  );
  await fc.assert(
    fc.asyncProperty(eventRows, async (rows) => {
      assert.deepEqual(sorted(await decodeTable(encodeTable(rows, eventLayout), eventLayout, 'f')), sorted(rows));
    }),
  );
});

test('equal rows give equal bytes in any order', () => {
  const shuffled = <T>(rows: fc.Arbitrary<T[]>) =>
    rows.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
  fc.assert(
    fc.property(shuffled(measureRows), ([a, b]) =>
      assert.deepEqual(encodeTable(a, measureLayout), encodeTable(b, measureLayout)),
    ),
  );
  fc.assert(
    fc.property(shuffled(eventRows), ([a, b]) =>
      assert.deepEqual(encodeTable(a, eventLayout), encodeTable(b, eventLayout)),
    ),
  );
});

test('every kind of NaN is the same bytes, and so is either zero', () => {
  const other = new Float64Array(new BigUint64Array([0xfff8_0000_0000_0001n]).buffer)[0];
  const row = (value: number) => [{ ...manyMeasures(1)[0], value }];
  assert.deepEqual(encodeTable(row(other), measureLayout), encodeTable(row(Number.NaN), measureLayout));
  assert.deepEqual(encodeTable(row(-0), measureLayout), encodeTable(row(0), measureLayout));
});

test('rows stand in the documented order and any reader can use the file', async () => {
  const rows = manyMeasures(250_000);
  const bytes = encodeTable([...rows].reverse(), measureLayout);
  const file = bytes.slice().buffer;
  const metadata = parquetMetadata(file);
  assert.equal(Number(metadata.num_rows), rows.length);
  assert.equal(metadata.row_groups.length, 3);
  assert.deepEqual(
    metadata.schema.slice(1).map(({ name }) => name),
    ['arm', 'experiment', 'cell', 'time', 'measure', 'value', 'unit'],
  );
  const read = await parquetReadObjects({ file, columns: ['arm', 'experiment', 'cell'] });
  for (let i = 1; i < read.length; i++) {
    const [a, b] = [read[i - 1], read[i]];
    const before =
      a.arm !== b.arm ? a.arm < b.arm : a.experiment !== b.experiment ? a.experiment < b.experiment : a.cell < b.cell;
    assert.ok(before, `row ${i}`);
  }
});

test('a table without rows is a table', async () => {
  assert.deepEqual(await decodeTable(encodeTable([], seriesLayout), seriesLayout, 'f'), []);
});

test('the same measurement twice is an error', () => {
  const [row] = manyMeasures(1);
  assert.throws(() => encodeTable([row, { ...row, value: 9 }], measureLayout), /the same measurement/);
});

test('values that do not fit their column are refused', () => {
  const [row] = manyMeasures(1);
  for (const wrong of [{ cell: 0.5 }, { cell: 2 ** 31 }, { cell: Number.NaN }]) {
    assert.throws(() => encodeTable([{ ...row, ...wrong }], measureLayout), TypeError);
  }
});

test('damaged and foreign files give one line', async () => {
  const good = encodeTable(manyMeasures(500), measureLayout);
  const refuses = (bytes: Uint8Array) =>
    assert.rejects(decodeTable(bytes, measureLayout, 'measures.parquet'), isBadInput);
  await refuses(new Uint8Array());
  await refuses(Uint8Array.of(80, 65, 82, 49));
  await refuses(new TextEncoder().encode('arm,experiment\n1,2\n'.repeat(50)));
  await refuses(good.slice(0, good.length - 1));
  await refuses(good.slice(100));
  await refuses(encodeTable([], eventLayout));
});
