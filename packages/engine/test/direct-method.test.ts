import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stream } from '@invadolab/core';
import { misfit, pairProbabilities, poissonProbabilities } from '../src/conformance/statistics.js';
import { birthDeath, branching, dimerisation } from '../src/conformance/zoo.js';
import { generateSsa } from '../src/generate/ssa.js';
import { exponentials } from '../src/solvers/exponentials.js';
import { DirectMethod } from '../src/solvers/ssa.js';
import { placeOf } from './kernels.js';

const runs = 20_000;

function sample(file: Parameters<typeof placeOf>[0], time: number, read: (y: Float64Array) => number): number[] {
  const { place, start, frame } = placeOf(file);
  const kernel = generateSsa(place, []);
  const direct = new DirectMethod(kernel);
  const stream = new Stream(12, 'test');
  kernel.prepare(frame);
  return Array.from({ length: runs }, (_, member) => {
    const y = start.slice();
    assert.ok(direct.advance(y, 0, time, stream.at(member, 0, 0)), direct.failure);
    return read(y);
  });
}

test('birth and death is Poisson', () => {
  const mean = 20 * (1 - Math.exp(-1));
  assert.equal(
    misfit(
      sample(birthDeath('ssa'), 10, (y) => y[0]),
      poissonProbabilities(mean, 80),
    ),
    undefined,
  );
  const wrong = misfit(
    sample(birthDeath('ssa'), 10, (y) => y[0]),
    poissonProbabilities(mean * 1.03, 80),
  );
  assert.match(wrong ?? '', /chi-square/, 'a mean that is 3 % off is seen');
});

test('pairs follow detailed balance', () => {
  assert.equal(
    misfit(
      sample(dimerisation('ssa'), 40, (y) => y[1]),
      pairProbabilities(21, 0.02, 0.3),
    ),
    undefined,
  );
});

test('three ways out in proportion to their rates', () => {
  assert.equal(
    misfit(
      sample(branching('ssa'), 10, (y) => (y[1] === 1 ? 0 : y[2] === 1 ? 1 : 2)),
      [1 / 8, 2 / 8, 5 / 8],
    ),
    undefined,
  );
});

test('updated sums stay equal to fresh ones', () => {
  const { place, start, frame } = placeOf(dimerisation('ssa'));
  const kernel = generateSsa(place, []);
  kernel.prepare(frame);
  kernel.x.set(start);
  let total = kernel.refresh();
  const draw = new Stream(1, 'test').at(0, 0, 0);
  for (let i = 0; i < 500; i += 1) {
    const r = draw.uniform() * total < kernel.propensities[0] ? 0 : 1;
    total = kernel.fire[r]();
    const [a, b] = kernel.propensities;
    const fresh = kernel.refresh();
    assert.ok(Math.abs(total - fresh) <= 1e-12 * fresh);
    assert.deepEqual([...kernel.propensities], [a, b]);
  }
});

test('a reaction cannot take what is not there, whatever its rate says', () => {
  const file = birthDeath('ssa');
  const drained = {
    ...file,
    parameters: { ...file.parameters, drain: { value: '50 molecule/s', source: { assumed: 'a test' } } },
    reactions: { ...file.reactions, death: { in: 'cell', equation: 'A -> ', rate: 'drain' } },
  };
  for (const value of sample(drained, 5, (y) => y[0]).slice(0, 200)) assert.ok(value >= 0);
});

test('bulk exponentials are -log of their words', () => {
  const words = new Uint32Array(4096);
  new Stream(5, 'test').at(0, 0, 0).words(words);
  words.set([0, 0, 1, 0, 65535, 0, 65536, 0, 0xffffffff, 0, 0x80000000, 0, 0x7fffffff, 0]);
  const waits = new Float64Array(2048);
  const uniforms = new Float64Array(2048);
  exponentials(words, waits, uniforms);
  for (let i = 0; i < 2048; i += 1) {
    const truth = -Math.log((words[2 * i] + 0.5) / 2 ** 32);
    assert.ok(Math.abs(waits[i] - truth) <= 4e-16 + 1e-15 * truth, `${words[2 * i]}: ${waits[i]}, ${truth}`);
    assert.ok(uniforms[i] >= 0 && uniforms[i] < 1);
  }
});

test('growth without bound ends with a reason', () => {
  const file = birthDeath('ssa');
  const { place, start, frame } = placeOf({
    ...file,
    reactions: { ...file.reactions, birth: { in: 'cell', equation: 'A -> 2 A', rate: 'lose * A * A / (make / lose)' } },
    places: { cell: { ...file.places.cell, species: { A: { unit: 'molecule', initial: '4 * make / lose' } } } },
  });
  const kernel = generateSsa(place, []);
  kernel.prepare(frame);
  const direct = new DirectMethod(kernel, 100_000);
  assert.equal(direct.advance(start, 0, 1e9, new Stream(1, 'test')), false);
  assert.match(direct.failure ?? '', /more than 100000 events/);
});
