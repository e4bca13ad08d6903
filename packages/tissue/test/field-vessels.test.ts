import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stream } from '@invadolab/core';
import { Grid3, Places, SolubleField3, saturableClearance, Vessels, WholeMolecules } from '../src/index.js';

test('around a vessel that tissue drains stands the profile of resistances in a row', () => {
  // A sheet of vessel in the first voxel of a line, a drain at the far face.
  const grid = new Grid3({ nx: 20, ny: 1, voxel: 5 });
  const field = new SolubleField3(grid, { diffusivity: 30, walls: { x1: { kind: 'held', density: 0 } } });
  field.fill(0);
  const vessels = new Vessels(grid, Int32Array.of(0, 0), Float64Array.of(10, 15));
  let [entered, left] = [0, 0];
  const dt = 0.5;
  for (let i = 0; i < 12_000; i++) {
    entered = vessels.exchange(field, { plasma: 2, permeability: 0.4 }, dt);
    left = field.ledger.left;
    field.step(dt);
    left = field.ledger.left - left;
  }
  // 25 um2 of wall, then 19.5 voxels to the face, over the 25 um2 of the line.
  const flux = (2 * 25) / (1 / 0.4 + (19.5 * 5) / 30);
  // The step lags by the wall's own k dt / 2 = 0.4 x 25 / 125 x 0.5 / 2.
  assert.ok(Math.abs(entered / dt / flux - 1) < 0.02, `${entered / dt} for ${flux}`);
  assert.ok(Math.abs(left / entered - 1) < 1e-6, `${left} for ${entered}`);
  assert.ok(field.ledger.error(field.amount()) < 1e-11);
});

test('tissue at the density of the plasma neither gains nor loses, and gives back when it is above', () => {
  const grid = new Grid3({ nx: 3, ny: 3, nz: 3, voxel: 10 });
  const field = new SolubleField3(grid, { diffusivity: 10 });
  const vessels = new Vessels(grid, Int32Array.of(13), Float64Array.of(100));
  field.fill(1.5);
  assert.ok(Math.abs(vessels.exchange(field, { plasma: 1.5, permeability: 3 }, 60)) < 1e-9);
  assert.ok(vessels.exchange(field, { plasma: 0, permeability: 3 }, 60) < -100);
  assert.throws(() => new Vessels(grid, Int32Array.of(1), new Float64Array(2)), /1 voxels of vessels have 2 areas/);
});

test('uptake that saturates follows the integrated law of Michaelis and Menten at first order', () => {
  const grid = new Grid3({ nx: 1, ny: 1, voxel: 10 });
  const places = new Places(grid);
  places.stand(Int32Array.of(0, 0));
  const [half, start, until] = [0.2, 1, 30];
  const most = Float64Array.of(20, 30);
  const error = (steps: number) => {
    const field = new SolubleField3(grid, { diffusivity: 1 });
    field.fill(start);
    const clearance = new Float64Array(2);
    for (let i = 0; i < steps; i++) {
      saturableClearance(field, places, most, half, clearance);
      field.exchange(places, { clearance }, until / steps);
    }
    const now = field.density[0];
    // half ln(C0 / C) + C0 - C = most t / V
    return half * Math.log(start / now) + start - now - (50 / grid.volume) * until;
  };
  const ratio = error(200) / error(400);
  assert.ok(Math.abs(ratio - 2) < 0.05 && Math.abs(error(400)) < 0.01, `${ratio} ${error(400)}`);
});

test('whole molecules close exactly, with decay, open faces and cells that come and go', () => {
  const grid = new Grid3({ nx: 6, ny: 6, nz: 2, voxel: 8 });
  const field = new SolubleField3(grid, {
    ...{ diffusivity: 4, decay: 0.003 },
    walls: { x0: { kind: 'exchange', speed: 0.05, density: 1 }, y1: { kind: 'exchange', speed: 0.1, density: 0 } },
  });
  const whole = new WholeMolecules();
  const places = new Places(grid);
  const draw = new Stream(5, 'whole').at(0, 0, 0);
  const rows = 12;
  const voxels = Int32Array.from({ length: rows }, () => Math.floor(grid.size * draw.uniform()));
  const clearance = Float64Array.from({ length: rows }, (_, row) => (row % 2 === 0 ? 30 * draw.uniform() : 0));
  const [taken, credit, got] = [new Float64Array(rows), new Float64Array(rows), new Int32Array(rows)];
  const pools = new Int32Array(rows);
  let given = 0;
  for (let i = 0; i < 2000; i++) {
    voxels[i % rows] = Math.floor(grid.size * draw.uniform());
    const secreted = Int32Array.from(voxels, (_, row) => (row % 2 === 1 ? Math.floor(3 * draw.uniform()) : 0));
    whole.putWhole(field, voxels, secreted);
    places.stand(voxels);
    field.exchange(places, { clearance, taken }, 2);
    whole.takeWhole(taken, credit, got);
    field.step(2);
    whole.follow(field.ledger);
    for (let row = 0; row < rows; row++) {
      given += secreted[row];
      pools[row] += got[row];
      assert.ok(credit[row] >= 0 && credit[row] < 1);
    }
    // As whole numbers: what the pools hold, what is lost and what is held make up what was given and came in.
    const inPools = pools.reduce((sum, one) => sum + one, 0);
    assert.equal(whole.taken, inPools);
    assert.equal(given + Math.floor(field.ledger.entered), inPools + whole.lost + whole.held);
    assert.ok(whole.held >= 0);
    const credits = credit.reduce((sum, one) => sum + one, 0);
    assert.ok(Math.abs(field.amount() + credits - whole.held) < 1 + 1e-6);
  }
  assert.ok(whole.taken > 100 && whole.lost > 100 && field.ledger.entered > 1);
  assert.throws(() => whole.putWhole(field, voxels, new Array(rows).fill(0.5)), /0\.5 is no number of whole/);
});

test('a field is never emptied below nothing by rounding', () => {
  const grid = new Grid3({ nx: 1, ny: 1, voxel: 1 });
  const field = new SolubleField3(grid, { diffusivity: 0 });
  const whole = new WholeMolecules();
  whole.putWhole(field, Int32Array.of(0), [3]);
  const [credit, got] = [new Float64Array(1), new Int32Array(1)];
  whole.takeWhole(Float64Array.of(4.5), credit, got);
  assert.deepEqual([got[0], credit[0], whole.held], [3, 1.5, 0]);
});
