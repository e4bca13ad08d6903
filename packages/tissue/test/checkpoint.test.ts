import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Session, StartOptions } from '@invadolab/engine';
import { tissueEngine, tissueSlots } from '../src/index.js';
import { invented, tissue } from './invented.js';

const hour = 3600;
const { breath } = tissue.spread!;
/** Cells that walk, push, divide and die, a gel that is cleared, a species that steps and one at balance. */
const model = invented(
  { split: '1e-4 1/s', wither: '5e-5 1/s', half_hour: '1800 s' },
  {
    // Not a whole number of the windows that followed cells go in.
    follow: { cells: 3, every: '35 min' },
    cells: { ...tissue.cells, death: 'wither', dying: 'half_hour', follow: 'min(1, contacts/4/2)' },
    spread: { breath, steam: { unit: 'uM', diffusivity: 'spreads', outside: 'around', uptake: 'eats', settles: true } },
  },
);
const options: StartOptions = { members: [2, 0], seed: 7, values: [{ slot: 'parameter.heads', values: [30, 45] }] };

async function advance(session: Session, until: number): Promise<Session> {
  const status = await session.advance(until);
  assert.equal(status.state, 'done', status.message);
  return session;
}

async function everything(session: Session): Promise<unknown> {
  const columns = [];
  for (const slot of tissueSlots(model)) columns.push(await session.read(slot));
  return { time: session.time, columns, happened: session.happenings(0), bytes: await session.checkpoint() };
}

test('a tissue goes on from a checkpoint with the bytes of one that was not interrupted', async () => {
  const whole = await tissueEngine.start(model, options);
  const kept: Uint8Array[] = [];
  // Within a reading of followed cells, on one, before the first and beyond several.
  for (const time of [0, 0.4, 2, 3.3]) {
    await advance(whole, time * hour);
    kept.push(await whole.checkpoint());
  }
  const end = await everything(await advance(whole, 5 * hour));
  assert.ok(whole.happenings(0).length > 20 && whole.happenings(0).some(({ by }) => by === 'death'));
  for (const from of kept) {
    const resumed = await tissueEngine.start(model, { ...options, from });
    assert.deepEqual(await resumed.checkpoint(), from);
    assert.deepEqual(await everything(await advance(resumed, 5 * hour)), end);
  }
});

test('what is read right after a checkpoint is what the interrupted session would have said', async () => {
  const session = await tissueEngine.start(model, options);
  await advance(session, 1.5 * hour);
  const from = await session.checkpoint();
  assert.deepEqual(await everything(await tissueEngine.start(model, { ...options, from })), await everything(session));
});

test('a checkpoint of something else is refused, and so is half of one', async () => {
  const from = await (await tissueEngine.start(model, options)).checkpoint();
  const start = (other: Partial<StartOptions>, of = model) => tissueEngine.start(of, { ...options, from, ...other });
  await assert.rejects(start({ seed: 8 }), /does not fit this run.*other members or another seed/);
  await assert.rejects(start({ members: [2] }), /other members or another seed/);
  await assert.rejects(start({ values: [] }), /other values of parameters/);
  await assert.rejects(start({}, invented()), /another model/);
  await assert.rejects(start({ from: from.subarray(0, from.length - 5) }), /cut short/);
  await assert.rejects(start({ from: new Uint8Array(3) }), /no checkpoint/);
});
