import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assays } from '../src/registry.js';
import { column, filmWith, protocol, snapshot } from './film.js';

const { film: _film, ...roles } = protocol;

/** Puncta of one cell of 50 um2 that creeps by 1 um: seen from a frame to another, and where in the cell. */
const planted = [
  { id: 1, from: 0, to: 600, x: -1.5, y: 0 },
  { id: 2, from: 120, to: 360, x: 1.5, y: 0.5 },
  { id: 3, from: 240, to: 450, x: 0, y: -1.5 },
];

function filmed(measures: readonly string[], cell: number) {
  const settings = { smallest_cell: 20, smallest_nucleus: 2, measured: 2 };
  const setup = { protocol: roles, timepoints: [600], settings, measures };
  const observer = assays.lifetimes.observer(setup, { arm: 'a', experiment: 0, cell, seed: 5 });
  for (const time of assays.lifetimes.sampling(setup).reads[0].times) {
    const creep = time / 600;
    const there = planted.filter(({ from, to }) => time >= from && time <= to);
    const seen = snapshot(
      time,
      there.map(({ id, x, y }) => ({ id, x: 5 + creep + x, y: 5 + y })),
      filmWith([]),
    );
    observer.sample({ time, columns: new Map([...seen.columns, ['cell.x', column('um', [5 + creep], [1])]]) });
  }
  const rows = observer.finish().measures;
  return (id: string) => rows.find(({ measure }) => measure === id)?.value;
}

test('lifetimes: puncta followed on rendered frames last as long as those that were planted', () => {
  const value = filmed(['invadopodia.lifetime'], 1);
  assert.equal(value('invadopodia.tracks'), planted.length);
  assert.equal(value('invadopodia.tracks.true'), planted.length);
  // Kaplan-Meier to 480 s of 240 and 210 s, both a frame longer than seen, and one that never ends: steps at 240 and 270 s.
  const expected = 240 + (270 - 240) * (2 / 3) + (480 - 270) * (1 / 3);
  assert.ok(Math.abs((value('invadopodia.lifetime.true') ?? 0) - expected) < 1e-9);
  // The planted ones are far above the noise, so each end is seen to a frame: no end is off by more than one in three.
  assert.ok(Math.abs((value('invadopodia.lifetime') ?? 0) - expected) <= 30);
});

test('lifetimes: no frame is rendered for other cells than the first, nor where the true state is asked', () => {
  assert.equal(filmed(['invadopodia.lifetime'], 2)('invadopodia.lifetime'), undefined);
  const value = filmed(['invadopodia.lifetime.true'], 1);
  assert.equal(value('invadopodia.tracks'), undefined);
  assert.equal(value('invadopodia.tracks.true'), planted.length);
});
