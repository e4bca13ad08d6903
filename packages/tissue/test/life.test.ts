import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { restoreSnapshot, snapshotOf } from '../src/cells/snapshot.js';
import { beginDying, CellTable, divisions, Life, Mechanics, memoryOf } from '../src/index.js';
import { contact, scattered } from './tissue-of.js';

const volume = (table: CellTable, row: number): number => (4 / 3) * Math.PI * table.radius[row] ** 3;

describe('Life', () => {
  it('halves the volume between two daughters inside the outline of their mother', () => {
    for (const dimensions of [2, 3]) {
      const table = new CellTable({ columns: ['nucleus'] });
      const mother = table.add({ x: 3, y: 4, z: dimensions === 3 ? 5 : 0, radius: 8 });
      table.column('nucleus')[mother] = 3;
      table.contacts[mother] = 2;
      table.speed[mother] = 0.1;
      const before = volume(table, mother);
      const [x, y, z] = [table.x[mother], table.y[mother], table.z[mother]];
      table.divide[mother] = divisions.anyAxis;
      const events = new Life(dimensions, 1, 0).step(table, 7, 900, 60);
      assert.deepEqual([events.firstBorn, events.removed.length, table.count], [1, 0, 2]);
      assert.ok(Math.abs(volume(table, 0) + volume(table, 1) - before) < 1e-12 * before);
      assert.deepEqual([...table.id.subarray(0, 2)], [1, 2]);
      assert.deepEqual([...table.parent.subarray(0, 2)], [0, 1]);
      assert.deepEqual([...table.born.subarray(0, 2)], [0, 900]);
      for (const [name, each] of Object.entries({
        nucleus: 3,
        speed: 0.1,
        contacts: 0,
        divide: 0,
        fresh: 1,
      }))
        assert.deepEqual([...table.column(name).subarray(0, 2)], [each, each], name);
      for (const [name, at] of Object.entries({ x, y, z })) {
        const values = table.column(name);
        assert.ok(Math.abs((values[0] + values[1]) / 2 - at) < 1e-14);
      }
      const away = Math.hypot(table.x[1] - x, table.y[1] - y, table.z[1] - z);
      assert.ok(Math.abs(away + table.radius[1] - 8) < 1e-14);
      assert.equal(table.z[0] === z, dimensions === 2);
    }
  });

  it('grows by the closed form whatever the step', () => {
    const grown = [1, 10].map((steps) => {
      const table = new CellTable();
      table.add({ x: 0, y: 0, radius: 6 });
      table.target[0] = 8;
      table.growth[0] = 1e-4;
      const life = new Life(3, 1, 0);
      for (let i = 0; i < steps; i++) life.step(table, i, 0, 36_000 / steps);
      return table.radius[0];
    });
    const exact = Math.cbrt(512 + (216 - 512) * Math.exp(-3.6));
    for (const radius of grown) assert.ok(Math.abs(radius - exact) < 1e-13 * exact, `${radius} beside ${exact}`);
  });

  it('shrinks the dying linearly in volume and removes them in order, with the others as they were', () => {
    const table = scattered({ cells: 6, side: 100, dimensions: 3 });
    const life = new Life(3, 1, 0);
    const start = volume(table, 2);
    beginDying(table, 2, 600);
    beginDying(table, 4, 90);
    table.divide[2] = divisions.anyAxis;
    const first = life.step(table, 0, 60, 60);
    assert.equal(first.removed.length, 0);
    assert.ok(Math.abs(volume(table, 2) - 0.9 * start) < 1e-12 * start);
    const second = life.step(table, 1, 120, 60);
    assert.deepEqual(
      second.removed.map(({ id }) => id),
      [5],
    );
    assert.deepEqual([...table.id.subarray(0, table.count)], [1, 2, 3, 4, 6]);
    for (let tick = 2; tick < 10; tick++) life.step(table, tick, 60 * tick, 60);
    assert.deepEqual([...table.id.subarray(0, table.count)], [1, 2, 4, 6]);
    // An id is never given out twice.
    table.add({ x: 0, y: 0, radius: 1 });
    assert.equal(table.id[4], 7);
    const untouched = scattered({ cells: 6, side: 100, dimensions: 3 });
    for (const name of table.names) assert.equal(table.column(name)[3], untouched.column(name)[5], name);
  });

  it('goes on from a snapshot with the bytes of a run that was not stopped', () => {
    const live = (table: CellTable, from: number, to: number): void => {
      const mechanics = new Mechanics({
        domain: [{ edge: 'open' }, { edge: 'open' }],
        contact,
        seed: 3,
        member: 1,
      });
      const life = new Life(2, 3, 1);
      for (let tick = from; tick < to; tick++) {
        mechanics.step(table, tick, 6);
        if (tick % 5 !== 4) continue;
        for (let row = 0; row < table.count; row++) {
          if ((table.id[row] + tick) % 17 === 0) table.divide[row] = divisions.anyAxis;
          if ((table.id[row] + tick) % 29 === 0 && table.state[row] === 0) beginDying(table, row, 100);
          table.growth[row] = 1e-3;
        }
        life.step(table, tick, 6 * tick, 30);
      }
    };
    const through = scattered({ cells: 100, side: 200, dimensions: 2 });
    live(through, 0, 23);
    const stopped = snapshotOf(through);
    live(through, 23, 60);
    const resumed = scattered({ cells: 1, side: 200, dimensions: 2 });
    restoreSnapshot(resumed, stopped);
    live(resumed, 23, 60);
    assert.ok(through.count > 50 && through.nextId > 120, `${through.count} of ${through.nextId - 1} left`);
    assert.ok(through.nextId - 1 > through.count);
    assert.deepEqual(snapshotOf(resumed), snapshotOf(through));
  });
});

describe('CellTable', () => {
  it('refuses cells, columns and snapshots that mean nothing', () => {
    const table = new CellTable({ columns: ['cargo'] });
    assert.throws(() => table.add({ x: 0, y: 0, radius: 0 }), /radius of 0 um/);
    assert.throws(() => table.add({ x: 0, y: Number.NaN, radius: 1 }), /at \(0, NaN, 0\)/);
    assert.equal(table.count, 0);
    assert.throws(() => table.column('carg'), /no column "carg"/);
    assert.throws(() => new CellTable({ columns: ['radius'] }), /has "radius" already/);
    const other = new CellTable();
    other.add({ x: 0, y: 0, radius: 1 });
    assert.throws(() => restoreSnapshot(table, snapshotOf(other)), /no cells of this tissue/);
    const own = new CellTable();
    assert.throws(() => restoreSnapshot(own, snapshotOf(other).subarray(0, 90)), /no cells of this tissue/);
    assert.throws(() => restoreSnapshot(own, new Uint8Array(3)), /found "3 bytes"/);
  });

  it('takes no more memory than was said', () => {
    const options = { following: true, columns: ['nucleus'] };
    const cells = 20_000;
    const table = scattered({ cells, side: 470, dimensions: 3, options });
    const mechanics = new Mechanics({
      domain: [{ edge: 'open' }, { edge: 'open' }, { edge: 'open' }],
      contact,
      seed: 1,
      member: 0,
    });
    mechanics.step(table, 0, 6);
    const { list, first, grid } = mechanics.neighbours;
    const arrays = [list, first, grid.packed, grid.row, grid.voxel, grid.slot, grid.start];
    const used = [...arrays, ...table.names.map((name) => table.column(name))].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    );
    assert.ok(used < memoryOf(cells, options), `${used} bytes of ${memoryOf(cells, options)}`);
    assert.ok(used > memoryOf(cells, options) / 3, `${used} bytes of ${memoryOf(cells, options)}`);
  });
});
