import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advance, modelOf, start, value, values } from './models.js';

/** A cell and three different sites that trade with it, nonlinearly; smooth, deterministic. */
const coupled = (tick: number, coupling: 'lie' | 'strang') =>
  modelOf({
    parameters: { k: '0.02 1/s' },
    places: {
      cell: {
        species: {
          A: { unit: 'molecule', initial: '[1000 molecule]' },
          B: { unit: 'molecule', initial: '[100 molecule]' },
        },
      },
      site: {
        in: 'cell',
        count: 3,
        solver: 'explicit',
        amounts: { size: { value: '1', source: { assumed: 'a test' }, cv: 0.4 } },
        species: { C: { unit: 'molecule', initial: '[10 molecule]' } },
      },
    },
    reactions: {
      convert: { in: 'cell', equation: 'A -> B', rate: 'k * A * B / (B + [500 molecule])' },
      back: { in: 'cell', equation: 'B -> A', rate: '[0.2] * k * B' },
      bind: { in: 'site', equation: 'B -> C', rate: 'size * k * B * C / (C + [50 molecule])' },
      release: { in: 'site', equation: 'C -> A', rate: '[0.7] * k * C' },
    },
    numerics: { tick: `${tick} s`, substeps: 8, coupling, tolerance: 1e-10 },
  });

async function solution(tick: number, coupling: 'lie' | 'strang'): Promise<number[]> {
  const session = await start(coupled(tick, coupling));
  await advance(session, 160);
  return [await value(session, 'cell.A'), await value(session, 'cell.B'), ...(await values(session, 'site.C'))];
}

for (const [coupling, order] of [
  ['lie', 1],
  ['strang', 2],
] as const)
  test(`${coupling} coupling has order ${order}`, async () => {
    const exact = await solution(0.0625, 'strang');
    const errors: number[] = [];
    for (const tick of [4, 2, 1]) {
      const found = await solution(tick, coupling);
      errors.push(Math.hypot(...found.map((one, i) => one - exact[i])));
    }
    for (let i = 1; i < errors.length; i++) {
      const measured = Math.log2(errors[i - 1] / errors[i]);
      assert.ok(Math.abs(measured - order) < 0.2, `${measured} from ${errors}`);
    }
  });
