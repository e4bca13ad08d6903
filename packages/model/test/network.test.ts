import assert from 'node:assert/strict';
import test from 'node:test';
import type { ModelFile } from '../src/language.js';
import { networkOf } from '../src/network/network.js';

const source = { assumed: 'for the test' };
const model: ModelFile = {
  format: 1,
  model: 'a switch',
  parameters: { k: { value: '1 1/s', source }, K: { value: '1 uM', source } },
  places: {
    dish: { species: { L: { unit: 'uM', name: 'ligand' } } },
    cell: {
      in: 'dish',
      species: {
        A: { unit: 'uM', name: 'switch', molecules: ['A'] },
        A_on: { unit: 'uM', name: 'switch that is on', molecules: ['A'] },
        B: { unit: 'uM' },
      },
      amounts: { total: { value: '1 uM', source } },
      definitions: { brake: 'K / (K + B)', drive: { value: 'saturate(L, K) * brake', name: 'drive' } },
    },
  },
  reactions: {
    on: { in: 'cell', equation: 'A -> A_on', rate: 'k * A * drive' },
    off: { in: 'cell', equation: 'A_on -> A', rate: 'mass_action(k)' },
    made: { in: 'cell', equation: '-> B', rate: 'k * (1 - A_on / total) * total' },
  },
};
const network = networkOf(model);
const step = (id: string) => network.steps.find((each) => each.id === id);

test('rates move with what they mention, also through definitions, in the right direction', () => {
  assert.deepEqual(step('on')?.movedBy, { 'cell.A': 'up', 'dish.L': 'up', 'cell.B': 'down' });
  assert.deepEqual(step('off')?.movedBy, { 'cell.A_on': 'up' });
  // More in all: a smaller share is on, and more is made of it.
  assert.deepEqual(step('made')?.movedBy, { 'cell.A_on': 'down', 'cell.total': 'up' });
});

test('names of formulas are told where they stand and what they mean', () => {
  const { text, names } = step('on')!.rate;
  assert.deepEqual(
    names.map(({ start, end, kind, id }) => [text.slice(start, end), kind, id]),
    [
      ['k', 'parameter', 'k'],
      ['A', 'species', 'cell.A'],
      ['drive', 'definition', 'cell.drive'],
    ],
  );
  assert.deepEqual(
    network.species.map(({ id, name }) => [id, name]),
    [
      ['dish.L', 'ligand'],
      ['cell.A', 'switch'],
      ['cell.A_on', 'switch that is on'],
      ['cell.B', 'B'],
    ],
  );
});
