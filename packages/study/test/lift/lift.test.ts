import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MeasureRow } from '@invadolab/results';
import { type LowerStudy, toldBy, withTold } from '../../src/lift/lift.js';
import type { Arm, Study } from '../../src/study.js';

const arm = (id: string, change: Arm['change'] = {}): Arm => ({ id, entry: id, title: id, change });

const arms = [arm('usual'), arm('less', { knockdown: { X: '90 %' } }), arm('cut out', { set: { resected: '1 week' } })];

const study: Study = {
  format: 1,
  study: 'Who stays free?',
  assay: 'body',
  host: 'somebody',
  environment: {},
  form: 'full',
  timepoints: [1],
  experiments: 2,
  cells: 1,
  seed: 1,
  control: 'usual',
  arms,
  measure: ['free'],
  settings: {},
  notes: [],
};

const lower = (share?: true): LowerStudy => ({
  parameter: 'leaving',
  lift: { assay: 'tissue', measure: 'left', time: '1 h', experiments: 2, ...(share && { share }) },
  study: { ...study, assay: 'tissue', arms: arms.slice(0, 2), measure: ['left', 'cells.number'] },
});

function rows(values: Readonly<Record<string, readonly number[]>>): readonly MeasureRow[] {
  return Object.entries(values).flatMap(([id, all]) =>
    all.flatMap((value, experiment) => {
      const row = { arm: id, experiment, cell: 0, time: 1, unit: '1' };
      return [
        { ...row, measure: 'left', value },
        { ...row, measure: 'cells.number', value: 25 },
      ];
    }),
  );
}

test('an arm tells its ratio to the mean of the control, and how far experiments differ', () => {
  const [usual, less] = toldBy(lower(), rows({ usual: [2, 4], less: [1, 0.5] }));
  assert.equal(usual.ratio, 1);
  assert.equal(less.ratio, 0.25);
  assert.deepEqual([less.low, less.high], [0.5 / 3, 1 / 3]);
});

test('a share tells the rate behind it', () => {
  const [, less] = toldBy(lower(true), rows({ usual: [0.75, 0.75], less: [0.5, 0.5] }));
  // Half are left after half as long at the control's rate: log 2 over log 4.
  assert.ok(Math.abs(less.ratio - 0.5) < 1e-12, `${less.ratio}`);
});

test('an arm that gave nothing counts as half a cell in all its tissues, and says so', () => {
  const told = toldBy(lower(), rows({ usual: [0.5, 0.5], less: [0, 0] }));
  assert.equal(told[1].ratio, 0.5 / 50 / 0.5);
  assert.match(withTold(study, told, new Map([['leaving', '0.2 1/h']])).notes[0], /no leaving at all; 0.02 times/);
});

test('a tissue that left nothing to measure is named, and nothing is made up for it', () => {
  assert.throws(() => toldBy(lower(), rows({ usual: [1, 1], less: [1] })), /no left of less in experiment 2/);
});

test('a control of which nothing crossed is refused', () => {
  assert.throws(() => toldBy(lower(), rows({ usual: [0, 0], less: [0, 0] })), /gave nothing to compare with/);
});

test('an arm takes its ratio into the body, keeps what it sets there and loses what only cells have', () => {
  const told = toldBy(lower(), rows({ usual: [2, 2], less: [1, 0.5] }));
  const { arms: after, notes } = withTold(study, told, new Map([['leaving', '0.2 1/h']]));
  assert.deepEqual(after[0].change, {});
  assert.deepEqual(after[1].change, { set: { leaving: `${0.2 * 0.375} 1/h` } });
  assert.deepEqual(after[2].change, { set: { resected: '1 week' } });
  assert.equal(notes.length, 1);
  assert.match(notes[0], /less 0.38 times the control's leaving \(0.25 to 0.5 in 2 tissues\)/);
});

test('what an arm sets itself wins over what tissue told', () => {
  const told = toldBy(lower(), rows({ usual: [2, 2], less: [1, 1] }));
  const own = { ...study, arms: [arms[0], arm('less', { knockdown: { X: '90 %' }, set: { leaving: '7 1/h' } })] };
  const { arms: after } = withTold(own, told, new Map([['leaving', '0.2 1/h']]));
  assert.deepEqual(after[1].change.set, { leaving: '7 1/h' });
});
