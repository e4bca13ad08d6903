import assert from 'node:assert/strict';
import test from 'node:test';
import { comparedArms, parseStudy, reducedCells, uncertaintyWithin } from '../src/index.js';
import { smallCatalog, smallStudy } from './small-catalog.js';

const catalog = smallCatalog();
const read = (text: string, quick = false) => parseStudy(text, 'study.yaml', catalog, { quick }).study;

test('a gelatin study asks in full, a first look little, and each key alone can be changed', () => {
  assert.deepEqual(read(smallStudy).uncertainty, { draws: 100, cells: 4, assumptions: true });
  assert.deepEqual(read(smallStudy, true).uncertainty, { draws: 20, cells: 2, assumptions: false });
  const own = smallStudy.replace('quick: {', 'uncertainty: {draws: 50}\nquick: {uncertainty: {assumptions: true}, ');
  assert.deepEqual(read(own).uncertainty, { draws: 50, cells: 4, assumptions: true });
  assert.deepEqual(read(own, true).uncertainty, { draws: 20, cells: 2, assumptions: true });
  const less = smallStudy.replace('quick: {', 'uncertainty: {draws: 5, cells: 1}\nquick: {');
  assert.deepEqual(read(less, true).uncertainty, { draws: 5, cells: 1, assumptions: false });
});

test('where no form of the model is fast enough nothing is asked, and asking is refused with the line', () => {
  const network = 'format: 1\nstudy: q\nassay: network\ncell: Able-1\ntimepoints: [1 h]\narms: {a: {}}\n';
  assert.equal(read(network).uncertainty, undefined);
  assert.throws(
    () => read(`${network}uncertainty: {draws: 10}\n`),
    /study\.yaml:7:1: uncertainty; found "uncertainty, with network"; expected .* gelatin/,
  );
  assert.throws(() => read(smallStudy.replace('quick:', 'uncertainty: {draw: 3}\nquick:')), /draw.*nearest is "draws"/);
});

test('what is asked fits into what can be paid: fewer cells, fewer sets, no assumptions, nothing', () => {
  const { arms, entries } = comparedArms(read(smallStudy));
  assert.deepEqual([arms, entries], [['stopper 1 nM', 'stopper 30 nM', 'kd'], 2]);
  const counts = { arms: arms.length, spoken: entries, numbers: 10, sets: 200 };
  const size = { draws: 100, cells: 4, assumptions: true };
  // 100 sets of 4 cells in 4 arms; 8 + 20 sets of one cell, then 1 + 2 * 6 * 2 + 5 * 3 * 2 of 4, in 3 arms.
  assert.equal(reducedCells(size, counts), 1600 + (28 + 4 * 55) * 3);
  assert.equal(reducedCells({ ...size, assumptions: false }, { ...counts, sets: 30 }), 480);
  const fitted = (most: number) => uncertaintyWithin(most, size, counts);
  assert.deepEqual(fitted(2344), size);
  assert.deepEqual(fitted(2343), { draws: 100, cells: 2, assumptions: true });
  assert.deepEqual(fitted(1000), { draws: 40, cells: 2, assumptions: true });
  assert.deepEqual(fitted(400), { draws: 40, cells: 2, assumptions: false });
  assert.deepEqual(fitted(100), { draws: 0, cells: 2, assumptions: false });
  for (const most of [100, 400, 1000, 2343, 1e9]) assert.ok(reducedCells(fitted(most), counts) <= most);
});
