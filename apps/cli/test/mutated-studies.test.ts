import assert from 'node:assert/strict';
import test from 'node:test';
import { isBadInput } from '@invadolab/core';
import { parseStudy, planStudy } from '@invadolab/study';
import fc from 'fast-check';
import { defaultEngine } from '../src/engines.js';
import { shippedCatalog, tinyStudy } from './command-line.js';

const runs = 4000;
const longestSeconds = 2;

const tokens = tinyStudy.split(/(?<=[\s:,{}[\]])|(?=[\s:,{}[\]])/);
const odd = [
  '',
  ' ',
  '\n',
  '\t',
  ':',
  '{',
  '}',
  '[',
  ']',
  ',',
  '-',
  '#',
  '&a',
  '*a',
  '!!x',
  '|',
  '>',
  '"',
  "'",
  '\\',
  '%',
  '@',
  '.nan',
  '-1',
  '1e999',
  '0x10',
  'null',
  'true',
  '~',
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  '\u202e',
  '🧫',
  'nM',
  '1 nM',
  '9'.repeat(400),
  '[1, 2] nM',
  '[,] nM',
  '[1 nM',
];

const mutation = fc.oneof(
  fc.record({
    kind: fc.constant('replace' as const),
    at: fc.nat(tokens.length - 1),
    by: fc.constantFrom(...odd, ...tokens),
  }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.nat(tokens.length - 1),
    by: fc.oneof(fc.constantFrom(...odd), fc.string({ maxLength: 12 })),
  }),
  fc.record({ kind: fc.constant('delete' as const), at: fc.nat(tokens.length - 1), by: fc.constant('') }),
);

function mutated(changes: readonly { kind: 'replace' | 'insert' | 'delete'; at: number; by: string }[]): string {
  const parts = [...tokens];
  for (const { kind, at, by } of changes) parts[at] = kind === 'insert' ? `${parts[at]}${by}` : by;
  return parts.join('');
}

test(`${runs} mutated studies are checked or refused in one line, each within ${longestSeconds} s`, async () => {
  const catalog = await shippedCatalog();
  let refused = 0;
  let slowest = 0;
  const check = (text: string) => {
    const start = process.cpuUsage().user;
    try {
      const { study, place } = parseStudy(text, 'study.yaml', catalog);
      // Composing every arm of every study that is still in order would take minutes; the control says enough.
      const control = study.arms.filter(({ id }) => id === study.control);
      if (!planned.has(text.length)) planStudy({ ...study, arms: control }, place, { catalog, engine: defaultEngine });
      planned.add(text.length);
    } catch (error) {
      assert.ok(isBadInput(error), `${error instanceof Error ? error.stack : error}\n${text}`);
      assert.doesNotMatch(error.message, /\n/);
      assert.match(error.message, /^study\.yaml/);
      refused++;
    }
    slowest = Math.max(slowest, (process.cpuUsage().user - start) / 1e6);
  };
  const planned = new Set<number>();
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (changes) => check(mutated(changes))),
    { numRuns: runs, seed: 1 },
  );
  assert.ok(slowest < longestSeconds, `the slowest took ${slowest} s`);
  assert.ok(refused > runs / 4 && refused < runs, `${refused} were refused`);
});
