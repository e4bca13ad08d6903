import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalCdf } from '@invadolab/core';
import { independent } from '../src/draws.js';
import { stratified } from '../src/reduced/stratified.js';

const cells = Array.from({ length: 24 }, (_, cell) => cell);

test('for every purpose one cell stands in each equally likely share, in an order of its own', () => {
  const deviates = stratified(3, cells.length);
  const orders = ['a', 'b'].map((purpose) =>
    cells.map((cell) => Math.floor(normalCdf(deviates(purpose, cell)) * cells.length)),
  );
  for (const order of orders)
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      cells,
    );
  assert.notDeepEqual(orders[0], orders[1]);
  assert.deepEqual(
    cells.map((cell) => stratified(3, cells.length)('a', cell)),
    cells.map((cell) => deviates('a', cell)),
  );
});

test('the mean of what adds up over amounts is known better than from independent cells, and is as wide', () => {
  const purposes = Array.from({ length: 10 }, (_, at) => `amount ${at}`);
  const groups = Array.from({ length: 400 }, (_, seed) => {
    const [spread, alone] = [stratified(seed, cells.length), independent(seed)];
    const sums = (of: typeof spread) =>
      cells.map((cell) => purposes.reduce((sum, purpose) => sum + of(purpose, cell), 0));
    return { spread: sums(spread), alone: sums(alone) };
  });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = (values: readonly number[]) => mean(values.map((value) => value * value));
  // Of independent cells: 10 amounts over 24 cells. Within a share a normal number varies little, so a hundredth is left.
  assert.ok(square(groups.map(({ alone }) => mean(alone))) > 0.3);
  assert.ok(square(groups.map(({ spread }) => mean(spread))) < 0.02);
  // Four standard errors of a variance of 10 from 9600 numbers.
  assert.ok(Math.abs(square(groups.flatMap(({ spread }) => spread)) - 10) < 4 * 10 * Math.sqrt(2 / 9600));
});
