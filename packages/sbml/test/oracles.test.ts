import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { referenceEngine } from '@invadolab/engine';
import { compileModel, type ModelFile, parseModel } from '@invadolab/model';
import { exportSbml } from '../src/index.js';
import { everything } from './everything.js';
import { askOracle } from './oracle.js';

interface Run {
  readonly duration: number;
  readonly steps: number;
  /** Ids in SBML and what the engine calls them, with how many base units its unit is. */
  readonly slots: Readonly<Record<string, readonly [slot: string, factor: number]>>;
  readonly set?: Readonly<Record<string, number>>;
}

async function courses(file: ModelFile, { duration, steps, slots, set = {} }: Run) {
  const values = Object.entries(set).map(([slot, value]) => ({ slot, values: [value] }));
  const session = await referenceEngine.start(compileModel(file), { members: [0], seed: 1, values });
  const found: Record<string, number[]> = {};
  for (let step = 0; step <= steps; step++) {
    const { state, message } = await session.advance((duration * step) / steps);
    assert.equal(state, 'done', message);
    for (const [id, [slot, factor]] of Object.entries(slots)) {
      found[id] ??= [];
      found[id].push((await session.read(slot)).values[0] * factor);
    }
  }
  session.dispose();
  return found;
}

/** Within 1e-4 of the largest value of the course: the promise. */
async function agree(file: ModelFile, run: Run): Promise<'agreed' | 'skipped'> {
  const folder = mkdtempSync(join(tmpdir(), 'invadolab-sbml-'));
  try {
    const path = join(folder, 'model.xml');
    writeFileSync(path, exportSbml(file).xml);
    const { duration, steps } = run;
    const answer = askOracle({ file: path, duration, steps, select: Object.keys(run.slots) });
    if (!answer) return 'skipped';
    assert.deepEqual(answer.problems, []);
    for (const [id, ours] of Object.entries(await courses(file, run))) {
      const theirs = answer.courses[id];
      const largest = Math.max(...theirs.map(Math.abs));
      ours.forEach((value, step) => {
        const off = Math.abs(value - theirs[step]);
        assert.ok(off <= 1e-4 * largest, `${id} at step ${step}: ${value}, libRoadRunner ${theirs[step]}`);
      });
    }
    return 'agreed';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Molecules in a cubic micrometre at 1 nM. */
const molecules = 0.602214076;

test('one of everything: libSBML finds nothing, libRoadRunner gives the same courses', async (t) => {
  const file = { ...everything, numerics: { tick: '0.01 s', coupling: 'strang' as const, tolerance: 1e-9 } };
  const slots = {
    cell_A: ['cell.A', 40 * 1000 * molecules],
    B: ['cell.B', 1],
    bath_A: ['bath.A', 160 * molecules],
    L: ['bath.L', 160 * molecules],
    length: ['cell.length', 1],
    waves: ['cell.waves', 1],
    bent: ['cell.bent', 1],
    switch: ['parameter.switch', 1],
  } as const;
  // 30 nM, the declared value: an individual would draw its own.
  const run = { duration: 60.3, steps: 67, slots, set: { 'cell.total': 30 } };
  if ((await agree(file, run)) === 'skipped') t.skip('libSBML or libRoadRunner is missing');
});

test('the oscillating invadopodium: libRoadRunner finds the same events', async (t) => {
  const name = 'oscillating-invadopodium.model.yaml';
  const file = parseModel(
    readFileSync(new URL(`../../../../studies/published/${name}`, import.meta.url), 'utf8'),
    name,
  );
  const slots = {
    L: ['invadopodium.L', 1],
    Lp: ['invadopodium.Lp', 1],
    L_detached: ['invadopodium.L_detached', 1],
    // One pN is a mg um/s2.
    Fm: ['invadopodium.Fm', 1],
  } as const;
  const run = { duration: 20_000, steps: 40, slots };
  if ((await agree(file, run)) === 'skipped') t.skip('libSBML or libRoadRunner is missing');
});
