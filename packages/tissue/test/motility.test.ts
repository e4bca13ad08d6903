import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CellTable, type CellTableOptions, type Contact, type Domain, Mechanics } from '../src/index.js';
import { contact, lengthOf } from './tissue-of.js';

const still: Contact = { ...contact, repulsion: 0, adhesion: 0 };
const speed = 0.5 / 60;
const persistence = 600;
const dt = 30;

const space = (dimensions: 2 | 3): Domain => Array(dimensions).fill({ edge: 'open' }) as unknown as Domain;

/** Walkers that do not feel each other. */
function walkers(cells: number, options: CellTableOptions = {}): CellTable {
  const table = new CellTable(options);
  for (let i = 0; i < cells; i++) table.add({ x: 0, y: 1000 * i, radius: 8 });
  table.speed.fill(speed);
  table.persistence.fill(persistence);
  return table;
}

function walk(table: CellTable, dimensions: 2 | 3, steps: number, of = still): void {
  const mechanics = new Mechanics({ domain: space(dimensions), contact: of, seed: 11, member: 4 });
  for (let tick = 0; tick < steps; tick++) mechanics.step(table, tick, dt);
}

describe('walks', () => {
  for (const dimensions of [2, 3] as const)
    it(`have the mean squared displacement of persistent motion in ${dimensions} dimensions`, () => {
      const cells = 3000;
      const table = walkers(cells);
      const mechanics = new Mechanics({ domain: space(dimensions), contact: still, seed: 11, member: 4 });
      let tick = 0;
      for (const steps of [5, 40, 120]) {
        for (; tick < steps; tick++) mechanics.step(table, tick, dt);
        const squares = Array.from({ length: cells }, (_, i) => {
          return lengthOf(table.x[i], table.y[i] - 1000 * i, table.z[i]) ** 2;
        });
        const mean = squares.reduce((a, b) => a + b) / cells;
        const deviation = Math.sqrt(squares.reduce((a, b) => a + (b - mean) ** 2, 0) / cells);
        // Fuerth for turns at whole steps: the correlation of two steps k apart is q^k, q = exp(-dt / P).
        const q = Math.exp(-dt / persistence);
        const sum = (steps * (1 + q)) / (1 - q) - (2 * q * (1 - q ** steps)) / (1 - q) ** 2;
        const exact = (speed * dt) ** 2 * sum;
        const time = steps * dt;
        const fuerth = 2 * speed ** 2 * persistence * (time - persistence * (1 - Math.exp(-time / persistence)));
        // A single step: (v dt)^2 instead of (v dt)^2 (1 - dt / 3P).
        assert.ok(Math.abs(exact / fuerth - 1) < dt / persistence / 3, 'whole steps are close to the formula');
        // Four standard errors: one false alarm in 15,000 draws.
        const error = deviation / Math.sqrt(cells);
        assert.ok(Math.abs(mean - exact) < 4 * error, `${steps}: ${mean} beside ${exact} +- ${error}`);
      }
    });

  it('do not change with other cells, other rows or the order of steps before', () => {
    const [few, many] = [walkers(3), walkers(50)];
    for (const table of [few, many]) walk(table, 3, 40);
    assert.deepEqual(many.px.slice(0, 3), few.px.slice(0, 3));
    assert.deepEqual(many.z.slice(0, 3), few.z.slice(0, 3));
  });

  it('keep to a line of guidance, both ways, at full speed', () => {
    const table = walkers(400, { guidance: true });
    table.gx?.fill(1);
    walk(table, 3, 1);
    const forward = table.mx.subarray(0, 400).filter((value) => value > 0).length;
    assert.ok(Math.abs(forward - 200) < 4 * 10, `${forward} of 400 forward`);
    for (let row = 0; row < 400; row++) {
      assert.ok(Math.abs(Math.abs(table.mx[row]) - speed) < 1e-15);
      assert.equal(Math.abs(table.mz[row]), 0);
    }
  });

  it('are stopped by what blocks them, but not on the way back', () => {
    const table = walkers(200, { blocking: true });
    table.nx?.fill(1, 0, 200);
    walk(table, 2, 1);
    let blocked = 0;
    for (let row = 0; row < 200; row++) {
      if (table.px[row] > 0) blocked++;
      const free = table.px[row] > 0 ? 0 : speed * dt * table.px[row];
      assert.ok(Math.abs(table.x[row] - free) < 1e-12);
      assert.ok(Math.abs(table.y[row] - 1000 * row - speed * dt * table.py[row]) < 1e-9);
    }
    assert.ok(blocked > 50);
  });

  it('turn away from contacts where they are inhibited', () => {
    const table = new CellTable();
    for (let i = 0; i < 200; i++) for (const side of [0, 12]) table.add({ x: side, y: 1000 * i, radius: 8 });
    table.speed.fill(1e-9);
    const settings = { domain: space(2), contact, motility: { contactInhibition: 1 }, seed: 1, member: 0 };
    const mechanics = new Mechanics(settings);
    for (let tick = 0; tick < 2; tick++) mechanics.step(table, tick, 1);
    for (let row = 0; row < 400; row++) assert.ok(Math.abs(table.px[row] - (row % 2 === 0 ? -1 : 1)) < 1e-12);
  });
});

describe('a chain behind a leader', () => {
  const chain = (following: number): CellTable => {
    const table = new CellTable({ following: true });
    for (let i = 0; i < 5; i++) table.add({ x: -15 * i, y: 0, radius: 8 });
    table.speed.fill(speed);
    table.persistence.fill(persistence);
    table.px[0] = 1;
    table.turn[0] = 1e9;
    table.following?.fill(following, 1, 5);
    walk(table, 2, 240, contact);
    return table;
  };

  it('follows with the coupling and stays behind without', () => {
    const [led, loose] = [chain(1), chain(0)];
    const travelled = speed * dt * 240;
    assert.ok(travelled > 55 && led.x[0] > 0.8 * travelled);
    // The whole chain of 60 um, none further behind than at the start by more than one cell.
    assert.ok(led.x[0] - led.x[4] < 75, `${led.x[0]} ... ${led.x[4]}`);
    assert.ok(loose.x[0] - loose.x[4] > led.x[0] - led.x[4] + 20);
    for (let row = 0; row < 5; row++) assert.ok(lengthOf(led.mx[row], led.my[row]) <= speed * (1 + 1e-12));
  });
});
