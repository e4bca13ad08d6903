import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Quantity } from '@invadolab/model';
import { advance, alike, amountOf, started, sumOf, week } from './body.js';

/** What a body holds after some weeks. */
async function after(weeks: number, set: Readonly<Record<string, Quantity>>, ids: readonly string[]) {
  const session = await started({ ...alike(set), found: {} });
  try {
    await advance(session, weeks * week);
    const found: Record<string, number> = { dormant: await sumOf(session, 'dormant') };
    for (const id of ids) found[id] = await amountOf(session, id);
    return found;
  } finally {
    session.dispose();
  }
}

const near = (found: number, wanted: number, relative: number) =>
  assert.ok(Math.abs(found / wanted - 1) < relative, `${found}, not ${wanted}`);

test('radiation of the primary leaves its surviving fraction and touches nothing else', async () => {
  const ids = ['primary', 'lung_held_1', 'shed'];
  const [none, some] = [
    await after(10, {}, ids),
    await after(10, { irradiation_time: '10 weeks', irradiation_left: 0.01 }, ids),
  ];
  near(some.primary, 0.01 * none.primary, 1e-9);
  assert.equal(some.shed, none.shed);
  assert.equal(some.lung_held_1, none.lung_held_1);
});

test('a systemic course kills what divides for as long as it lasts, and spares what sleeps', async () => {
  const course = { course_start: '4 weeks', course_end: '8 weeks', systemic_kill: '0.05 1/day' };
  const [none, some] = [await after(12, {}, ['primary']), await after(12, course, ['primary'])];
  // Both grow freely at this size but for what is near the capacity, a part in a million.
  near(some.primary, none.primary * Math.exp(-0.05 * 28), 1e-3);
  const asleep = { resection_time: '2 weeks', awakening: '0 1/day' };
  const [left, treated] = [
    await after(12, { ...asleep, course_start: '6 weeks' }, []),
    await after(12, { ...asleep, course_start: '6 weeks', course_end: '12 weeks', systemic_kill: '0.05 1/day' }, []),
  ];
  // All that still arrives four weeks after the resection is what is left of it: hardly anything.
  near(treated.dormant, left.dormant, 1e-3);
});

test('vesicles act through the neighbours that they stand for, up to a bound, and are off', async () => {
  const micro = async (set: Readonly<Record<string, Quantity>>) => {
    const { lung_lost_micro, lung_micro, shed } = await after(40, set, ['lung_lost_micro', 'lung_micro', 'shed']);
    return (lung_lost_micro + lung_micro) / shed;
  };
  const [none, some, full] = [
    await micro({}),
    await micro({ vesicles_per_cell: '1e4 1/day' }),
    await micro({ vesicles_per_cell: '1e5 1/day', vesicles_half: '1e10 1/L', vesicle_clearance: '0.5 1/h' }),
  ];
  assert.ok(none < some && some < full, `${none}, ${some}, ${full}`);
  near(await micro({ niche_contacts: 0, vesicles_per_cell: '1e5 1/day' }), none, 1e-9);
});
