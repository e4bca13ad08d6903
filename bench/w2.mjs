import { Stream } from '../packages/core/dist/src/index.js';
import {
  beginDying,
  CellTable,
  cellStates,
  divisions,
  Life,
  Mechanics,
  restingDistance,
} from '../packages/tissue/dist/src/index.js';
import { alternately } from './measure.mjs';

export const id = 'w2';
export const title = 'cell mechanics';

const radius = 8.41;
/** um/s; W2 has 10 and 0.4 um/min. */
const [repulsion, adhesion, range] = [10 / 60, 0.4 / 60, 1.25];
/** s */
const dt = 6;
/** Steps of the mechanics between two barriers at which cells grow, divide and die: 6 min, as in PhysiCell. */
const stepsPerBarrier = 60;
/** Each barrier 1 cell in 400 divides and as many begin to die: a turnover in 40 h. */
const share = 1 / 400;
const dying = 2 * 3600;

/**
 * W2: 10,000 cells in 2D, 20,000 in 3D, walking at 1 um/min with turns every 15 min, dividing, growing and dying; then a
 * million. The limit is reading and writing position and velocity of every cell once. `--full`: ten times the steps.
 */
export async function run({ full }) {
  const rows = [];
  for (const [dimensions, cells, floor] of [
    [2, 10_000, 365],
    [3, 20_000, 590],
  ]) {
    const [small, large] = [tissue(cells, dimensions), tissue(1_000_000, dimensions)];
    // A barrier to both, so that a round is the same share of everything in either.
    for (let i = 0; i < stepsPerBarrier; i += 1) small.step();
    const rounds = full ? 10 : 1;
    const [ours, stream] = await alternately([
      () => small.steps(rounds * stepsPerBarrier),
      () => small.stream(rounds * stepsPerBarrier),
    ]);
    const perStep = (1e9 / (rounds * stepsPerBarrier)) * ours;
    const each = perStep / small.table.count;
    for (let i = 0; i < (full ? stepsPerBarrier : 20); i += 1) large.step();
    const [million] = await alternately([() => large.steps(full ? stepsPerBarrier : 20)], full ? 3 : 1);
    const eachOfMillion = (1e9 * million) / (full ? stepsPerBarrier : 20) / large.table.count;
    const limit = ((1e9 / (rounds * stepsPerBarrier)) * stream) / small.table.count;
    rows.push({
      workload: `W2 ${cells} cells, ${dimensions}D (${small.contacts().toFixed(1)} neighbours)`,
      ours: `${each.toFixed(0)} ns/cell/step`,
      limit: `${limit.toFixed(1)} ns to read and write its cells`,
      ratio: `${(each / limit).toFixed(0)}x`,
      floor: `<= ${floor} ns`,
      goal: '',
    });
    rows.push({
      workload: `W2 1,000,000 cells, ${dimensions}D`,
      ours: `${eachOfMillion.toFixed(0)} ns/cell/step`,
      limit: `${each.toFixed(0)} ns with ${cells} cells`,
      ratio: `${(eachOfMillion / each).toFixed(2)}x`,
      floor: '<= 1.6x',
      goal: '',
    });
  }
  return rows;
}

function tissue(cells, dimensions) {
  const table = packed(cells, dimensions);
  // A box without room to spread: walks at this speed are stronger than adhesion.
  const wall = (values) => ({
    edge: 'reflecting',
    from: -radius,
    to: values.subarray(0, cells).reduce((most, value) => Math.max(most, value), 0) + radius,
  });
  const mechanics = new Mechanics({
    domain: [table.x, table.y, table.z].slice(0, dimensions).map(wall),
    contact: { range, repulsion, adhesion },
    seed: 2,
    member: 0,
  });
  const life = new Life(dimensions, 2, 0);
  const fates = new Stream(2, 'fates of w2');
  let tick = 0;
  const step = () => {
    mechanics.step(table, tick, dt);
    tick += 1;
    if (tick % stepsPerBarrier !== 0) return;
    for (let row = 0; row < table.count; row += 1) {
      if (table.state[row] !== cellStates.alive) continue;
      const chance = fates.at(0, table.id[row], tick).uniform();
      if (chance < share) table.divide[row] = divisions.anyAxis;
      else if (chance < 2 * share) beginDying(table, row, dying);
    }
    life.step(table, tick, tick * dt, stepsPerBarrier * dt);
  };
  return {
    table,
    step,
    steps(n) {
      for (let i = 0; i < n; i += 1) step();
    },
    stream(n) {
      for (let i = 0; i < n; i += 1)
        for (const name of ['x', 'y', 'z', 'fx', 'fy', 'fz']) scale(table[name], table.count);
    },
    contacts: () => table.contacts.subarray(0, table.count).reduce((a, b) => a + b, 0) / table.count,
  };
}

/** Cells in a hexagonal lattice, stacked at rest in 3D and a little pressed in 2D, in an order of chance: ids say nothing about places. */
function packed(cells, dimensions) {
  const apart = 2 * radius * restingDistance(repulsion, adhesion, range) * (dimensions === 2 ? 0.95 : 1);
  const side = Math.ceil(dimensions === 2 ? Math.sqrt(cells) : Math.cbrt(cells));
  const order = Uint32Array.from({ length: cells }, (_, i) => i);
  const draws = new Stream(2, 'order of w2');
  for (let i = cells - 1; i > 0; i -= 1) {
    const j = draws.integer(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  const table = new CellTable();
  table.reserve(2 * cells);
  for (const at of order) {
    const [i, j] = [at % side, Math.floor(at / side) % (dimensions === 2 ? Number.POSITIVE_INFINITY : side)];
    const k = dimensions === 2 ? 0 : Math.floor(at / (side * side));
    const row = table.add({
      x: apart * (i + (j % 2) / 2 + (k % 2) / 2),
      y: apart * (j * Math.sqrt(3 / 4) + (k % 2) / Math.sqrt(12)),
      z: apart * k * Math.sqrt(2 / 3),
      radius,
    });
    table.speed[row] = 1 / 60;
    table.persistence[row] = 900;
    table.growth[row] = 1 / 7200;
  }
  return table;
}

// Multiplying by 1 keeps the tissue as it is; the values are not known to be unchanged beforehand.
let one = 1;
function scale(values, count) {
  for (let i = 0; i < count; i += 1) values[i] *= one;
  one = Number.isNaN(values[0]) ? 0 : 1;
}
