import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Engine, referenceEngine } from '@invadolab/engine';
import { compileModel, type ModelFile } from '@invadolab/model';
import { birthDeath, fastExchange, ring } from '../src/conformance/zoo.js';
import { GeneratedCode } from '../src/generate/generated-code.js';
import { planOf } from '../src/world/plan.js';

const source = { assumed: 'a test' };

function changed(file: ModelFile, id: string, value: string): ModelFile {
  return { ...file, parameters: { ...file.parameters, [id]: { value, source } } };
}

test('models that differ in values alone share their code; others do not', () => {
  const code = new GeneratedCode();
  const first = planOf(compileModel(ring), code);
  const known = code.size;
  const second = planOf(compileModel(changed(ring, 'k1', '7 1/s')), code);
  assert.equal(code.size, known);
  assert.equal(second.kinds[0].ode, first.kinds[0].ode);
  const faster = { ...ring.reactions!.bc, rate: 'k2 * B * B * 2' };
  planOf(compileModel({ ...ring, reactions: { ...ring.reactions, bc: faster } }), code);
  assert.ok(code.size > known, 'another law');
  const finer = code.size;
  planOf(compileModel({ ...ring, numerics: { ...ring.numerics, tolerance: 1e-8 } }), code);
  assert.ok(code.size > finer, 'another tolerance');
});

test('sessions that share code in turn get the bits they get alone', async () => {
  const files = [
    ring,
    changed(ring, 'k1', '7 1/s'),
    fastExchange,
    birthDeath('ssa'),
    changed(birthDeath('ssa'), 'make', '5 molecule/s'),
  ];
  const start = (engine: Engine, file: ModelFile) => engine.start(compileModel(file), { members: [0, 1], seed: 2 });
  const read = async (session: Awaited<ReturnType<typeof start>>) => [...(await session.read('cell.A')).values];
  const alone: number[][] = [];
  for (const file of files) {
    const session = await start(referenceEngine, file);
    await session.advance(60);
    alone.push(await read(session));
  }
  assert.notDeepEqual(alone[0], alone[1]);
  const sessions = await Promise.all(files.map((file) => start(referenceEngine, file)));
  for (const time of [5, 20, 35, 60]) await Promise.all(sessions.map((session) => session.advance(time)));
  assert.deepEqual(await Promise.all(sessions.map(read)), alone);
});
