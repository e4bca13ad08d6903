import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Snapshot } from '../src/assay.js';
import { assays } from '../src/registry.js';
import { column } from './film.js';

const hour = 3600;
const setup = {
  protocol: { gel: 'gel.ties', structures: 'tissue.structures' },
  timepoints: [10 * hour],
  settings: { points: 1, margin: 30 },
  measures: [],
};

/** Cells of a box of 10 voxels of 20 um, by their places from its middle: [id, x, y, z, state, path]. */
function slice(hours: number, cells: readonly (readonly number[])[]): Snapshot {
  const ids = cells.map(([id]) => id);
  const of = (unit: string, values: readonly number[]) => column(unit, values, ids);
  const along = (axis: number) =>
    of(
      'um',
      cells.map((cell) => 100 + cell[axis]),
    );
  const all = (value: number) => cells.map(() => value);
  const gel = { ...column('uM', new Array(1000).fill(1), []), box: { shape: [10, 10, 10] as const, voxel: 20 } };
  return {
    time: hours * hour,
    columns: new Map([
      ['tissue.x', along(1)],
      ['tissue.y', along(2)],
      ['tissue.z', along(3)],
      [
        'tissue.state',
        of(
          '1',
          cells.map((cell) => cell[4]),
        ),
      ],
      [
        'tissue.path',
        of(
          'um',
          cells.map((cell) => cell[5]),
        ),
      ],
      ['tissue.radius', of('um', all(8))],
      ['tissue.contacts', of('1', all(0))],
      ['tissue.born', of('s', all(0))],
      [
        'tissue.structures',
        of(
          '1',
          cells.map(([id]) => id),
        ),
      ],
      ['gel.ties', gel],
    ]),
  };
}

test('a slice tells how far the living are, and what is left beyond a margin around the tumour of the start', () => {
  const observer = assays['brain-slice'].observer(setup, { arm: 'a', experiment: 0, cell: 0, seed: 5 });
  const still = [0, 0, 0, 0, 0];
  observer.sample(
    slice(0, [
      [1, ...still],
      [2, 0, 0, 20, 0, 0],
      [3, ...still],
    ]),
  );
  observer.sample(
    slice(10, [
      // 30 um off as seen from above, 50 um away; a daughter beyond 20 + 30 um; one that dies beyond all.
      [1, 30, 0, 40, 0, 60],
      [2, 0, 10, 20, 0, 20],
      [4, 0, 60, 0, 0, 100],
      [3, 90, 0, 0, 1, 500],
    ]),
  );
  const { measures } = observer.finish();
  const value = (id: string) => measures.find(({ measure }) => measure === id)?.value;
  assert.equal(value('cells.number'), 3);
  assert.equal(value('invasion.radius'), 60);
  assert.equal(value('invasion.farthest'), 60);
  assert.equal(value('invasion.beyond_margin'), 1);
  assert.equal(value('invasion.beyond_share'), 1 / 3);
  assert.equal(value('invasion.speed'), 6);
  assert.equal(value('cells.structures'), 7 / 3);
  // The daughter was nowhere at the start: mean of 900 and 100 um2 over 4 x 10 h.
  assert.ok(Math.abs(value('invasion.motility')! - 12.5) < 1e-9);
});
