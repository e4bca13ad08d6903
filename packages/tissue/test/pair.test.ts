import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { longestStep } from '../src/cells/adhesion.js';
import { CellTable, type Contact, type Domain, Mechanics, restingDistance } from '../src/index.js';
import { contact, radius } from './tissue-of.js';

const open: Domain = [{ edge: 'open' }, { edge: 'open' }, { edge: 'open' }];
/** Two cells on the diagonal of space, `apart` um between their centres. */
function pair(apart: number): CellTable {
  const table = new CellTable();
  const at = apart / Math.sqrt(3);
  table.add({ x: 0, y: 0, z: 0, radius });
  table.add({ x: at, y: at, z: at, radius });
  return table;
}

function distance({ x, y, z }: CellTable): number {
  return Math.hypot(x[1] - x[0], y[1] - y[0], z[1] - z[0]);
}

function run(table: CellTable, steps: number, dt: number, settings: Contact = contact): CellTable {
  const mechanics = new Mechanics({ domain: open, contact: settings, seed: 1, member: 0 });
  for (let tick = 0; tick < steps; tick++) mechanics.step(table, tick, dt);
  return table;
}

describe('a pair of cells', () => {
  it('comes to rest where push and pull are equal', () => {
    // sqrt(10) (1 - q) = sqrt(0.4) (1 - q / 1.25) has the solution q = 20 / 21.
    assert.ok(Math.abs(restingDistance(10, 0.4, 1.25) - 20 / 21) < 1e-15);
    for (const start of [0.3, 0.9, 1.1]) {
      const reached = distance(run(pair(start * 2 * radius), 20_000, 6));
      assert.ok(Math.abs(reached / (2 * radius) - 20 / 21) < 1e-12, `${start}: ${reached}`);
    }
    assert.equal(restingDistance(1, 0, 1.25), 1);
    assert.equal(restingDistance(1, 1, 1.25), 0);
  });

  it('goes apart as the closed form says, with an error that falls by four where the step is halved', () => {
    // Without adhesion s = 1 - d/R obeys ds/dt = -2 c s^2 / R: s = s0 / (1 + 2 c s0 t / R).
    const bare = { ...contact, adhesion: 0 };
    const sum = 2 * radius;
    const time = 192;
    const exact = sum * (1 - 0.5 / (1 + (2 * (10 / 60) * 0.5 * time) / sum));
    const errors = [3, 1.5, 0.75].map((dt) => Math.abs(distance(run(pair(sum / 2), time / dt, dt, bare)) - exact));
    for (let i = 0; i < 2; i++) {
      const order = Math.log2(errors[i] / errors[i + 1]);
      assert.ok(Math.abs(order - 2) < 0.1, `order ${order} of ${errors}`);
    }
  });

  it('does not jump past its rest with the longest step', () => {
    const longest = longestStep(contact, radius);
    assert.ok(Math.abs(longest - (2 * radius) / (4 * (10 / 60))) < 1e-12);
    assert.ok(distance(run(pair(0.01), 1, longest)) < 2 * radius);
    assert.equal(longestStep({ ...contact, repulsion: 0 }, radius), Number.POSITIVE_INFINITY);
  });
});
