import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBadInput } from '@invadolab/core';
import { parseCatalog } from '../src/catalog/parse.js';

const record = `drug: made
name: made
status: invented
targets: []
molar_mass: {value: 500 g/mol, source: {assumed: a test}}
free_fraction: {plasma: {value: 10 %, source: {assumed: a test}}}
pharmacokinetics:
  stream: 4
  clearance: {value: 6 L/h, range: [3 L/h, 9 L/h], source: {assumed: a test}}
  volume: {value: 40 L, source: {assumed: a test}}
  absorption: {rate: {value: 1 1/h, source: {assumed: a test}}, bioavailability: {value: 60 %, source: {assumed: a test}}}
partition: {rim: {value: 0.2, source: {assumed: a test}}}
dosing: {basis: label, route: oral, dose: 100 mg, highest: 200 mg, source: {assumed: a test}}
`;
const files = (text: string) => [
  { name: 'drugs/made.yaml', text },
  { name: 'drugs/other.yaml', text: record.replace(/made/g, 'other').replace('stream: 4', 'stream: 5') },
];

test('the record that the others are mistakes in is right', () => {
  assert.equal(Object.keys(parseCatalog(files(record)).drugs).length, 2);
});

const mistakes: readonly (readonly [string, string, RegExp])[] = [
  ['6 L/h, range', '6 L, range', /value: wrong dimension.*a quantity in L\/h/s],
  ['6 L/h, range', '0 L/h, range', /too small.*more than 0/s],
  ['range: [3 L/h, 9 L/h]', 'range: [7 L/h, 9 L/h]', /range does not hold the value/],
  ['value: 40 L', 'value: 40 kg', /wrong dimension/],
  ['value: 60 %', 'value: 160 %', /not a share/],
  ['500 g/mol', '500 Da', /wrong dimension/],
  ['rim: {value: 0.2', 'rim: {value: -0.2', /too small/],
  ['route: oral', 'route: nasal', /oral/],
  ['basis: label', 'basis: rumour', /label/],
  ['stream: 4', 'stream: 5', /stream belongs to another drug.*a number of its own/s],
  ['  volume:', '  volumes:', /volumes/],
  [
    'clearance: {value: 6 L/h, range: [3 L/h, 9 L/h], source: {assumed: a test}}',
    'clearance: {value: 6 L/h}',
    /source/,
  ],
];

for (const [right, wrong, message] of mistakes)
  test(`refused: ${wrong}`, () => {
    assert.ok(record.includes(right));
    assert.throws(
      () => parseCatalog(files(record.replace(right, wrong))),
      (error: unknown) => {
        assert.ok(isBadInput(error), String(error));
        assert.match(error.message, message);
        assert.match(error.message, /drugs\/(made|other)\.yaml:\d+:\d+/);
        return true;
      },
    );
  });
