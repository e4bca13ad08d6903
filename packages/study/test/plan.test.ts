import assert from 'node:assert/strict';
import test from 'node:test';
import { isBadInput } from '@invadolab/core';
import { compileModel, parseModel } from '@invadolab/model';
import { dayValues, independent } from '../src/draws.js';
import { costOf, memberNumber, parseStudy, planStudy, resizedPlan, sizeWithin } from '../src/index.js';
import type { Arm } from '../src/study.js';
import { unusedNotes } from '../src/unused.js';
import { smallCatalog, smallStudy } from './small-catalog.js';

const catalog = smallCatalog();

function plan(text = smallStudy) {
  const { study, place } = parseStudy(text, 'study.yaml', catalog);
  return planStudy(study, place, { catalog, engine: 'reference' });
}

test('arms that change nothing share the model and the runs of the control', () => {
  const { models, specs } = plan();
  assert.deepEqual(
    models[0].arms.map(({ id }) => id),
    ['vehicle', 'control nothing'],
  );
  assert.equal(models.length, 7);
  assert.equal(new Set(specs.map(({ id }) => id)).size, specs.length);
  const control = specs.filter(({ model }) => model === 0);
  assert.deepEqual(
    control.map(({ experiment, cells }) => [experiment, cells]),
    [
      [0, [0, 1, 2, 3]],
      [0, [4, 5]],
      [1, [0, 1, 2, 3]],
      [1, [4, 5]],
    ],
  );
});

test('dose 0, 0 % and the matrix as the study has it are the control', () => {
  const text = smallStudy.replace(
    'kd: {knockdown: {CUTTER: 90 %}}',
    'a: {drugs: [{name: stopper, free: 0 nM}]}\n  b: {overexpress: {GROWER: 1}}\n  c: {matrix: {thickness: 60 nm}}\n  d: {environment: {warmth: 40 %}}',
  );
  const arms = plan(text).models[0].arms.map(({ id }) => id);
  for (const id of ['a', 'b', 'c', 'd']) assert.ok(arms.includes(id), `${id} is not the control: ${arms}`);
});

test('a film without cells keeps the matrix and drops the cells', () => {
  const bare = plan().models.find(({ arms }) => arms[0].bare);
  assert.equal(bare?.file.places.cell.count, 0);
  assert.ok(bare?.file.fields?.film);
});

test('member numbers are the same in every arm and never shared', () => {
  const numbers = new Set<number>();
  for (let experiment = 0; experiment < 5; experiment++)
    for (let cell = 0; cell < 60; cell++) numbers.add(memberNumber(experiment, cell));
  assert.equal(numbers.size, 300);
});

test('a day is log-normal with mean 1 and its coefficient of variation, and the same for all cells and arms', () => {
  const { models, days } = plan();
  const [control, other] = [compileModel(models[0].file), compileModel(models[1].file)];
  const drawn = (experiment: number, model = control) =>
    dayValues(model, { experiment, cells: [0, 1, 2] }, days, independent(7))[0];
  assert.equal(drawn(0).slot, 'parameter.thickness');
  assert.equal(new Set(drawn(0).values).size, 1);
  assert.deepEqual(drawn(3), drawn(3, other));
  const factors = Array.from({ length: 4000 }, (_, experiment) => drawn(experiment).values[0] / 60);
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / factors.length;
  const variance = factors.reduce((sum, factor) => sum + (factor - mean) ** 2, 0) / (factors.length - 1);
  // Standard errors at n = 4000: 0.1 / sqrt(n) = 0.0016 and about 0.1 / sqrt(2 n) = 0.0011; four of each.
  assert.ok(Math.abs(mean - 1) < 0.0064, `mean ${mean}`);
  assert.ok(Math.abs(Math.sqrt(variance) - 0.1) < 0.0046, `cv ${Math.sqrt(variance)}`);
});

test('an amount with a day keeps its own spread between cells', () => {
  const { models } = plan();
  const model = compileModel(models[0].file);
  const values = Array.from({ length: 200 }, (_, experiment) => {
    return dayValues(model, { experiment, cells: [0, 1] }, { 'cell.grower': { cv: 0.2 } }, independent(7))[0].values;
  });
  assert.ok(values.every(([a, b]) => a !== b && a > 0 && b > 0));
});

test('a measure of something the model lacks is refused with the nearest that exists', () => {
  const text = smallStudy
    .replace('assay: gelatin', 'assay: network')
    .replace(/measure: .*/, 'measure: [species.cell.actve]');
  assert.throws(
    () => plan(text),
    (error) => {
      assert.ok(isBadInput(error));
      assert.match(error.message, /measure\.0; found "cell.actve".*nearest is "cell.active"/);
      return true;
    },
  );
});

test('a model of the user is run as it is, and an arm may set its parameters only', () => {
  const model = parseModel(
    'format: 1\nmodel: decay\nparameters: {k: {value: 0.1 1/s, source: {assumed: a test}}}\nplaces: {dish: {species: {A: {unit: molecule, initial: 100 * one}}}}\nreactions: {go: {in: dish, equation: A ->, rate: k * A}}\n'
      .replace('100 * one', 'start')
      .replace('parameters: {', 'parameters: {start: {value: 100 molecule, source: {assumed: a test}}, '),
    'model.yaml',
  );
  const text =
    'format: 1\nstudy: How fast?\nassay: network\nmodel: model.yaml\ntimepoints: [1 s]\narms: {slow: {}, fast: {set: {k: [0.1, 1] 1/s}}}\nmeasure: [species.dish.A]\n';
  const read = (study: string) => {
    const parsed = parseStudy(study, 'study.yaml', catalog);
    return planStudy(parsed.study, parsed.place, { catalog, engine: 'reference', model });
  };
  assert.deepEqual(
    read(text).models.map(({ arms }) => arms.map(({ id }) => id)),
    [['slow', 'fast 0.1 1/s'], ['fast 1 1/s']],
  );
  for (const [from, to, says] of [
    ['{k:', '{q:', /unknown parameter; found "q"/],
    ['[0.1, 1] 1/s', '2 s', /wrong dimension/],
    [
      '{set: {k: [0.1, 1] 1/s}}',
      '{knockdown: {GROWER: 10 %}}',
      /found "knockdown"; expected set: a parameter of the model/,
    ],
  ] as const) {
    assert.throws(
      () => read(text.replace(from, to)),
      (error) => isBadInput(error) && says.test(error.message) && /^study\.yaml:6:/.test(error.message),
    );
  }
});

test('a budget keeps experiments before cells, never exceeds what it can pay, and knows the full size', () => {
  const full = resizedPlan(plan(), { experiments: 5, cells: 60 });
  const unit = { secondsPerCell: 1, secondsToStart: 0 };
  const model = compileModel(full.models[0].file);
  assert.equal(costOf(full, model, unit, 2).seconds, (6 * 5 * 60) / 2);
  for (const budget of [1, 10, 60, 120, 300, 600, 900, 5000]) {
    const size = sizeWithin(budget, full, unit, 2);
    const cost = costOf(resizedPlan(full, size), model, unit, 2).seconds;
    assert.ok(
      cost <= budget || (size.experiments === 1 && size.cells === 1),
      `${budget} s: ${JSON.stringify(size)} takes ${cost} s`,
    );
  }
  assert.deepEqual(sizeWithin(5000, full, unit, 2), { experiments: 5, cells: 60 });
  assert.deepEqual(sizeWithin(60, full, unit, 2), { experiments: 5, cells: 4 });
  assert.deepEqual(sizeWithin(36, full, unit, 2), { experiments: 3, cells: 4 });
  assert.deepEqual(sizeWithin(0.1, full, unit, 2), { experiments: 1, cells: 1 });
});

test('what a study sets and no model uses is told, for all arms or for the one that sets it', () => {
  const idle = new Map([
    ['a', ['warmth', 'thickness', 'k_core']],
    ['b', ['warmth', 'k_core']],
  ]);
  const { study } = plan();
  const arm = (id: string, change: Arm['change']): Arm => ({ id, entry: id, title: id, change });
  const two = { ...study, arms: [arm('a', { set: { k_core: '1 1/s' } }), arm('b', { knockout: ['CUTTER'] })] };
  assert.deepEqual(unusedNotes(two, catalog, idle), [
    'environment.warmth is set, but nothing in the models of this study depends on it',
    'a sets set.k_core, but nothing in its model depends on it',
  ]);
  assert.ok(plan().study.notes.every((note) => !note.includes('depends')));
});

test('anything that changes the result changes the hash of the plan', () => {
  const hashes = [
    plan(),
    resizedPlan(plan(), { experiments: 2, cells: 7 }),
    plan(smallStudy.replace('seed: 7', 'seed: 8')),
    plan(smallStudy.replace('thickness: 60', 'thickness: 61')),
    plan(smallStudy.replace('CUTTER: 90', 'CUTTER: 91')),
  ].map(({ hash }) => hash);
  assert.equal(new Set(hashes).size, hashes.length);
  assert.equal(plan().hash, hashes[0]);
});
