import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { restoreSnapshot, snapshotOf } from '../src/cells/snapshot.js';
import { type Axis, type CellTable, type Contact, type Domain, Mechanics } from '../src/index.js';
import { contact, scattered } from './tissue-of.js';

const dt = 6;

describe('Mechanics beside all pairs', () => {
  for (const dimensions of [2, 3] as const)
    for (const edge of ['open', 'reflecting', 'periodic'] as const)
      it(`agree to 1e-9 um after 100 steps in ${dimensions} dimensions, ${edge}`, () => {
        const side = dimensions === 2 ? 260 : 110;
        const cells = dimensions === 2 ? 300 : 250;
        const axis: Axis = edge === 'open' ? { edge } : { edge, from: 0, to: side };
        const domain = Array(dimensions).fill(axis) as unknown as Domain;
        const table = scattered({ cells, side, dimensions });
        const brute = scattered({ cells, side, dimensions });
        const mechanics = new Mechanics({ domain, contact, seed: 5, member: 2 });
        let crossings = 0;
        for (let tick = 0; tick < 100; tick++) {
          mechanics.confine(table);
          mechanics.meet(table);
          mechanics.contacts(table, 0, cells);
          mechanics.turn(table, tick, dt, 0, cells);
          // Directions are drawn, not computed: the brute force takes over what was drawn.
          crossings += bruteStep(brute, table, domain, contact);
          mechanics.move(table, dt, 0, cells);
        }
        let worst = 0;
        for (let row = 0; row < cells; row++)
          for (const name of ['x', 'y', 'z']) {
            const apart = Math.abs(table.column(name)[row] - brute.column(name)[row]);
            worst = Math.max(worst, edge === 'periodic' ? Math.min(apart, Math.abs(side - apart)) : apart);
          }
        assert.ok(worst < 1e-9, `${worst} um`);
        assert.ok(edge === 'open' || crossings > 20, `${crossings} crossed an edge`);
        // Lists that are never kept, or never renewed, would leave part of this untested.
        assert.ok(
          mechanics.neighbours.made > 2 && mechanics.neighbours.made < 60,
          `${mechanics.neighbours.made} lists`,
        );
      });
});

describe('Mechanics', () => {
  it('do not depend on how rows and slots are cut', () => {
    const settings = { domain: open3, contact, seed: 5, member: 2 };
    const options = { guidance: true, blocking: true, following: true };
    const [whole, cut] = [0, 1].map(() => {
      const table = scattered({ cells: 400, side: 120, dimensions: 3, options });
      table.following?.fill(0.3, 0, 200);
      table.gy?.fill(0.8, 100, 150);
      table.nz?.fill(1, 120, 170);
      return table;
    });
    const [one, other] = [new Mechanics(settings), new Mechanics(settings)];
    for (let tick = 0; tick < 30; tick++) {
      one.step(whole, tick, dt);
      other.confine(cut);
      other.meet(cut);
      // Backwards and uneven.
      for (const [from, to] of [
        [257, 400],
        [1, 257],
        [0, 1],
      ])
        other.contacts(cut, from, to);
      for (const [from, to] of [
        [13, 400],
        [0, 13],
      ])
        other.turn(cut, tick, dt, from, to);
      for (const [from, to] of [
        [399, 400],
        [0, 399],
      ])
        other.move(cut, dt, from, to);
    }
    assert.deepEqual(snapshotOf(cut), snapshotOf(whole));
  });

  it('go on from a snapshot with the bytes of a run that was not stopped', () => {
    const settings = { domain: open3, contact, seed: 5, member: 2 };
    const through = scattered({ cells: 300, side: 110, dimensions: 3 });
    const mechanics = new Mechanics(settings);
    let stopped = new Uint8Array(0) as Uint8Array;
    for (let tick = 0; tick < 40; tick++) {
      if (tick === 17) stopped = snapshotOf(through);
      mechanics.step(through, tick, dt);
    }
    const resumed = scattered({ cells: 3, side: 110, dimensions: 3 });
    restoreSnapshot(resumed, stopped);
    const later = new Mechanics(settings);
    for (let tick = 17; tick < 40; tick++) later.step(resumed, tick, dt);
    assert.deepEqual(snapshotOf(resumed), snapshotOf(through));
  });

  it('give and take alike: all contacts together move nothing', () => {
    const table = scattered({ cells: 500, side: 120, dimensions: 3 });
    new Mechanics({ domain: open3, contact, seed: 5, member: 2 }).step(table, 0, dt);
    for (const name of ['fx', 'fy', 'fz']) {
      const values = [...table.column(name).subarray(0, table.count)];
      const sum = values.reduce((a, b) => a + b);
      const size = values.reduce((a, b) => a + Math.abs(b), 0);
      assert.ok(size > 1 && Math.abs(sum) < 1e-14 * size * 10, `${sum} of ${size} um/s`);
    }
  });

  it('separate cells that all lie in one point, and leave one alone or none at peace', () => {
    for (const dimensions of [2, 3] as const) {
      const domain = dimensions === 3 ? open3 : open2;
      const mechanics = new Mechanics({ domain, contact, seed: 5, member: 2 });
      const heap = scattered({ cells: 60, side: 0, dimensions });
      heap.speed.fill(0);
      mechanics.step(heap, 0, dt);
      assert.equal(heap.contacts[0], 59);
      const places = new Set(Array.from({ length: 60 }, (_, row) => `${heap.x[row]} ${heap.y[row]} ${heap.z[row]}`));
      assert.equal(places.size, 60);
      assert.ok(Math.abs(heap.x.reduce((sum, value) => sum + value, 0)) < 1e-10);
      assert.equal(
        heap.z.some((value) => value !== 0),
        dimensions === 3,
      );
      for (let tick = 1; tick < 50; tick++) mechanics.step(heap, tick, dt);
      assert.ok([...heap.x].every(Number.isFinite));
      const alone = scattered({ cells: 1, side: 10, dimensions });
      const at = alone.x[0];
      alone.speed[0] = 0;
      mechanics.step(alone, 0, dt);
      assert.equal(alone.x[0], at);
      mechanics.step(scattered({ cells: 0, side: 10, dimensions }), 0, dt);
    }
  });

  it('find neighbours where a few cells are far from all others', () => {
    const table = scattered({ cells: 200, side: 60, dimensions: 3 });
    const near = scattered({ cells: 200, side: 60, dimensions: 3 });
    for (const [x, y, z] of [
      [1e6, 0, 0],
      [0, -3e5, 1e6],
      [0, 5, 4e7],
    ])
      table.add({ x, y, z, radius: 5 });
    for (const cells of [table, near]) new Mechanics({ domain: open3, contact, seed: 5, member: 2 }).step(cells, 0, dt);
    assert.deepEqual(table.fx.subarray(0, 200), near.fx.subarray(0, 200));
    assert.equal(table.contacts[202], 0);
  });

  it('refuse what means nothing', () => {
    const make = (own: Partial<Contact>, domain: Domain = open2) =>
      new Mechanics({ domain, contact: { ...contact, ...own }, seed: 1, member: 0 });
    assert.throws(() => make({ range: 0.9 }), /up to 0.9 of their contact/);
    assert.throws(() => make({ adhesion: -1 }), /adhesion cannot be -1/);
    assert.throws(() => make({}, [{ edge: 'open' }, { edge: 'periodic', from: 3, to: 3 }]), /from 3 to 3 um/);
    const narrow = make({}, [{ edge: 'open' }, { edge: 'periodic', from: 0, to: 50 }]);
    assert.throws(
      () => narrow.step(scattered({ cells: 2, side: 9, dimensions: 2 }), 0, dt),
      /periodic box is too narrow.*"50 um"/,
    );
    const lost = scattered({ cells: 2, side: 9, dimensions: 2 });
    lost.y[1] = Number.NaN;
    assert.throws(() => make({}).step(lost, 0, dt), /position of cell 2 is NaN/);
  });
});

const open2: Domain = [{ edge: 'open' }, { edge: 'open' }];
const open3: Domain = [{ edge: 'open' }, { edge: 'open' }, { edge: 'open' }];

/** One step with all pairs, straight from the definition; returns how many cells crossed an edge. */
function bruteStep(table: CellTable, drawn: CellTable, domain: Domain, contact: Contact): number {
  const { count } = table;
  const names = ['x', 'y', 'z'].slice(0, domain.length);
  const at = names.map((name) => table.column(name));
  const forces = names.map(() => new Float64Array(count));
  const apart = [0, 0, 0];
  for (let i = 0; i < count; i++)
    for (let j = 0; j < i; j++) {
      let square = 0;
      for (let k = 0; k < at.length; k++) {
        const axis = domain[k];
        const width = axis.edge === 'periodic' ? axis.to - axis.from : Number.POSITIVE_INFINITY;
        const d = at[k][i] - at[k][j];
        apart[k] = axis.edge === 'periodic' ? d - width * Math.round(d / width) : d;
        square += apart[k] * apart[k];
      }
      const distance = Math.sqrt(square);
      const sum = table.radius[i] + table.radius[j];
      const near = Math.max(0, 1 - distance / sum);
      const reach = Math.max(0, 1 - distance / (contact.range * sum));
      const push = contact.repulsion * near * near - contact.adhesion * reach * reach;
      for (let k = 0; k < at.length; k++) {
        forces[k][i] += (push * apart[k]) / distance;
        forces[k][j] -= (push * apart[k]) / distance;
      }
    }
  let crossings = 0;
  for (const [k, name] of names.entries()) {
    const old = table.column(`f${name}`);
    const axis = domain[k];
    for (let row = 0; row < count; row++) {
      const force = forces[k][row];
      const extrapolated = table.fresh[row] === 1 ? force : 1.5 * force - 0.5 * old[row];
      let moved = at[k][row] + dt * (extrapolated + drawn.speed[row] * drawn.column(`p${name}`)[row]);
      let flip = 1;
      if (axis.edge !== 'open' && (moved < axis.from || moved >= axis.to)) {
        crossings++;
        const wall = moved < axis.from ? axis.from : axis.to;
        if (axis.edge === 'reflecting') flip = -1;
        moved = axis.edge === 'reflecting' ? 2 * wall - moved : moved + (axis.from + axis.to - 2 * wall);
      }
      at[k][row] = moved;
      old[row] = flip * force;
    }
  }
  table.fresh.fill(0);
  return crossings;
}
