import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelFile } from '@invadolab/model';
import { advance, modelOf, start, values } from './models.js';

const founding = (tick: string, more: Partial<NonNullable<ModelFile['found']>[string]> = {}, cells = 1) =>
  modelOf({
    places: {
      dish: {},
      cell: { in: 'dish', count: cells, extent: { shape: 'disc', area: '[400 um2]', aspect: 2 } },
      site: { in: 'cell', count: 0, extent: { shape: 'disc', area: '[1 um2]' } },
    },
    fields: {
      film: {
        kind: 'matrix',
        in: 'dish',
        voxel: '2 um',
        side: '60 um',
        species: { G: { unit: 'molecule/um2', initial: '[1 molecule/um2]' } },
      },
    },
    found: { birth: { place: 'site', in: 'cell', hazard: '[0.02 1/s]', ...more } },
    numerics: { tick },
  });

test('foundings at a constant hazard are a Poisson process, the same one at any tick', async () => {
  const n = 100;
  const members = Array.from({ length: n }, (_, i) => i);
  const times: number[][] = [];
  for (const tick of ['1 s', '20 s']) {
    const session = await start(founding(tick), members);
    await advance(session, 2000);
    times.push(session.happenings(0).map((one) => one.time));
  }
  assert.equal(times[0].length, times[1].length);
  times[0].forEach((time, i) => {
    assert.ok(Math.abs(time - times[1][i]) < 1e-6);
  });
  assert.ok(Math.abs(times[0].length / n - 40) < 4 * Math.sqrt(40 / n), `${times[0].length / n}`);
  // Given their number, the times of a Poisson process are uniform: Kolmogorov-Smirnov at 1e-4.
  const sorted = times[0].map((time) => time / 2000).sort((a, b) => a - b);
  const distance = Math.max(
    ...sorted.map((u, i) => Math.max(Math.abs(u - i / sorted.length), Math.abs(u - (i + 1) / sorted.length))),
  );
  assert.ok(distance < 2.23 / Math.sqrt(sorted.length), `${distance}`);
});

test('sites stand evenly over the ellipse of their cell, with ids from parent and birth', async () => {
  const session = await start(
    founding('5 s'),
    Array.from({ length: 50 }, (_, i) => i),
  );
  await advance(session, 2000);
  const [x, y] = [await values(session, 'site.x'), await values(session, 'site.y')];
  const { members, ids, parents } = await session.read('site.x');
  const [cx, cy, angle] = await Promise.all(['cell.x', 'cell.y', 'cell.angle'].map((slot) => values(session, slot)));
  const a = Math.sqrt((400 * 2) / Math.PI);
  const b = a / 2;
  const radii = x.map((_, i) => {
    const m = members[i];
    const ring = (d: number) => d - 60 * Math.round(d / 60);
    const [dx, dy] = [ring(x[i] - cx[m]), ring(y[i] - cy[m])];
    const u = dx * Math.cos(angle[m]) + dy * Math.sin(angle[m]);
    const v = dy * Math.cos(angle[m]) - dx * Math.sin(angle[m]);
    return (u / a) ** 2 + (v / b) ** 2;
  });
  // Uniform over an ellipse: the squared relative radius is uniform in (0, 1).
  const sorted = radii.sort((p, q) => p - q);
  const distance = Math.max(...sorted.map((r, i) => Math.abs(r - i / sorted.length)));
  assert.ok(distance < 2.23 / Math.sqrt(sorted.length), `${distance}`);
  const first = [...ids].filter((_, i) => members[i] === 0);
  assert.deepEqual(
    first,
    first.map((_, i) => parents[0] * 2 ** 20 + i + 1),
  );
});

test('acceptance thins, and can read the field at the drawn position', async () => {
  const members = Array.from({ length: 200 }, (_, i) => i);
  const session = await start(founding('10 s', { accept: '[0.3] * film.G / [1 molecule/um2]' }), members);
  session.set(
    'film.G',
    [...new Array<number>(200)].flatMap(() => halfPlane()),
  );
  await advance(session, 2000);
  const x = await values(session, 'site.x');
  assert.ok(x.every((one) => one < 30));
  // The cell stands in the middle, so half of its candidates see the field.
  const expected = 40 * 0.3 * 0.5;
  assert.ok(Math.abs(x.length / 200 - expected) < 4 * Math.sqrt(expected / 200), `${x.length / 200}`);
});

function halfPlane(): number[] {
  return Array.from({ length: 900 }, (_, i) => (i % 30 < 15 ? 1 : 0));
}

test('siblings keep apart; members of other cells do not count', async () => {
  const session = await start(founding('10 s', { apart: '[3 um]' }, 2), [0]);
  await advance(session, 20000);
  const [x, y] = [await values(session, 'site.x'), await values(session, 'site.y')];
  const { parents } = await session.read('site.x');
  assert.ok(x.length > 20);
  for (let i = 0; i < x.length; i++)
    for (let j = 0; j < i; j++) {
      const ring = (d: number) => d - 60 * Math.round(d / 60);
      const distance = Math.hypot(ring(x[i] - x[j]), ring(y[i] - y[j]));
      assert.ok(parents[i] !== parents[j] || distance >= 3);
    }
});

test('lifetimes under a hazard that grows with age follow their law at any tick', async () => {
  // h = c t: survival exp(-c t^2 / 2), mean sqrt(pi / 2c).
  const c = 1e-4;
  for (const tick of ['2 s', '20 s']) {
    const model = modelOf({
      places: {
        cell: {},
        site: { in: 'cell', count: 3000, solver: 'ode', species: { ageing: { unit: 's' } } },
      },
      reactions: { age: { in: 'site', equation: '-> ageing', rate: '1' } },
      dissolve: { end: { place: 'site', hazard: `[${c} 1/s^2] * ageing` } },
      numerics: { tick },
    });
    const session = await start(model);
    await advance(session, 1000);
    const times = session.happenings(0).map((one) => one.time);
    assert.equal(times.length, 3000);
    const sorted = times.map((time) => Math.exp((-c * time * time) / 2)).sort((a, b) => a - b);
    const distance = Math.max(...sorted.map((u, i) => Math.abs(u - i / 3000)));
    assert.ok(distance < 2.23 / Math.sqrt(3000), `${tick}: ${distance}`);
    assert.equal((await values(session, 'site.age')).length, 0);
  }
});
