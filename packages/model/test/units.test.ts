import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBadInput } from '@invadolab/core';
import { stringify } from 'yaml';
import { compileModel, evaluateNode, type ModelFile, parseModel } from '../src/index.js';
import { example } from './example.js';

const source = { assumed: 'a test' };

/** A model of one place with a species of each unit and one reaction. */
function oneRate(equation: string, rate: string, more: Partial<ModelFile> = {}): ModelFile {
  return {
    format: 1,
    model: 'a rate',
    parameters: {
      perTime: { value: '1 1/min', source },
      flux: { value: '2 nM/s', source },
      number: { value: '3 1/s', source },
      count: { value: '5 molecule', source },
      c: { value: '4 uM', source },
      l: { value: '7 nm', source },
      v: { value: '20 um3', source },
      big: { value: '9', source },
    },
    places: {
      cell: {
        volume: 'v',
        species: {
          C: { unit: 'nM', initial: 'c' },
          N: { unit: 'molecule', initial: 'count' },
          L: { unit: 'nm' },
          P: { unit: '%' },
        },
      },
    },
    reactions: { only: { in: 'cell', equation, rate } },
    ...more,
  };
}

const right: readonly (readonly [string, string, number])[] = [
  // Amount per time: molecules per second. Concentration per time: times the volume of 20 um3.
  ['C ->', 'flux', 2e-3 * 602.214076 * 20],
  ['-> N', 'flux * volume', 2e-3 * 602.214076 * 20],
  ['C -> N', 'flux', 2e-3 * 602.214076 * 20],
  ['-> N', 'perTime * count', 5 / 60],
  ['-> L', 'perTime * l', 0.007 / 60],
  ['-> P', 'number', 3],
  ['-> N', 'number * count * (C > c ? 1 : 1/2)', 7.5],
  ['-> N', 'number * count * sqrt(C * C) / (C + c)', 15 * (1 / 3)],
  ['-> N', 'number * count * hill(C, c, 2)', 15 * (0.25 / 1.25)],
  ['-> N', 'number * count * saturate(C, c)', 15 / 3],
  ['-> N', 'number * count * pow(C / c, big)', 15 / 512],
  ['-> N', 'count * pi / (t + 1 / number)', (5 * Math.PI) / (10 + 1 / 3)],
  ['-> N', '0', 0],
];

test('rates come out in base units, whichever of their units they are written in', () => {
  for (const [equation, rate, truth] of right) {
    const model = compileModel(oneRate(equation, rate));
    const [cell] = model.places;
    const value = evaluateNode(cell.reactions[0].rate, (slot) => {
      if (slot.at === 'parameter') return model.parameters[slot.index].value;
      if (slot.at === 'constant') return cell.constants[slot.index].value;
      if (slot.at === 'state') return [2 * 602.214076 * 20, 5, 0, 0][slot.index];
      return 10;
    });
    assert.ok(Math.abs(value - truth) <= 1e-12 * Math.abs(truth), `${equation} at ${rate}: ${value} for ${truth}`);
  }
});

const wrong: readonly (readonly [string, string])[] = [
  ['C ->', 'perTime'],
  ['C ->', 'c'],
  ['C ->', 'flux * volume * volume'],
  ['-> N', 'perTime * l'],
  ['-> L', 'perTime'],
  ['-> L', 'flux'],
  ['-> P', 'flux'],
  ['-> N', 'perTime * count + flux'],
  ['-> N', 'count * min(perTime, c)'],
  ['-> N', 'perTime * count * exp(c)'],
  ['-> N', 'perTime * count * log(l)'],
  ['-> N', 'perTime * count * hill(C, l, 2)'],
  ['-> N', 'perTime * count * hill(C, c, l)'],
  ['-> N', 'perTime * count * (l / c) ^ big'],
  ['-> N', 'perTime * count * (C > l ? 1 : 2)'],
  ['-> N', 'perTime * (C > c ? count : l)'],
  ['-> N', 'perTime * count * (l ? 1 : 2)'],
  ['-> N', 'count / t ^ 2'],
  ['-> N', 'perTime * count / 0'],
  ['C -> L', 'flux'],
  ['L -> P', 'perTime'],
  ['C -> N', 'mass_action(flux)'],
];

test('every mixture of units is refused', () => {
  for (const [equation, rate] of wrong) {
    assert.throws(
      () => compileModel(oneRate(equation, rate)),
      (error) => isBadInput(error),
      `${equation} at ${rate}`,
    );
  }
});

test('a model survives a round trip through YAML and JSON with the same hash', () => {
  const file = parseModel(example, 'm.yaml');
  const { hash } = compileModel(file);
  assert.equal(compileModel(parseModel(stringify(file), 'again.yaml')).hash, hash);
  assert.equal(compileModel(parseModel(JSON.stringify(file, null, 1), 'again.json')).hash, hash);
});

test('counted identical partners: k/V n (n - 1), across places too', () => {
  const model = compileModel(
    oneRate('3 N ->', 'mass_action(k3)', {
      parameters: { ...oneRate('', '').parameters, k3: { value: '2 1/molecule2/s', source } },
    }),
  );
  const [reaction] = model.places[0].reactions;
  const at = (n: number): number => evaluateNode(reaction.propensity, (slot) => (slot.at === 'state' ? n : 2));
  assert.deepEqual(
    [0, 1, 2, 3, 5].map((n) => at(n) + 0),
    [0, 0, 0, 12, 120],
  );
});
