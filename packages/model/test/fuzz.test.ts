import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBadInput } from '@invadolab/core';
import fc from 'fast-check';
import { parseModel } from '../src/index.js';
import { example } from './example.js';

const lines = example.split('\n');
const words = [...new Set(example.match(/[A-Za-z_][A-Za-z0-9_.]*|\d[\d.e-]*|[^\sA-Za-z0-9]/g))];
const odd = [
  '',
  '-',
  '{',
  '}',
  '[',
  ': ',
  '&a ',
  '*a',
  '!!x ',
  '1e400',
  '-0',
  '__proto__',
  'constructor',
  'toString',
  '\u0000',
  '\t',
  '"',
  "'",
  '|',
  '%',
  '漢',
  '💥',
  '1/0',
  '^9',
  '((((',
  'null',
  '~',
  '-1',
  '1e9',
];

/** One edit: a word replaced, a line moved, cut or doubled, something odd put in. */
const edit = fc.oneof(
  fc.record({
    kind: fc.constant('word' as const),
    at: fc.nat(),
    to: fc.oneof(fc.constantFrom(...words), fc.constantFrom(...odd)),
  }),
  fc.record({
    kind: fc.constantFrom('drop' as const, 'double' as const, 'indent' as const, 'cut' as const),
    at: fc.nat(),
  }),
  fc.record({ kind: fc.constant('swap' as const), at: fc.nat(), with: fc.nat() }),
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), to: fc.oneof(fc.constantFrom(...odd), fc.string()) }),
);

function mutate(edits: readonly (typeof edit extends fc.Arbitrary<infer T> ? T : never)[]): string {
  let text = lines;
  for (const change of edits) {
    const at = change.at % text.length;
    const before = text.slice(0, at);
    const after = text.slice(at + 1);
    switch (change.kind) {
      case 'word': {
        const pieces = text[at].split(/(\b)/);
        pieces[change.at % pieces.length] = change.to;
        text = [...before, pieces.join(''), ...after];
        break;
      }
      case 'drop':
        text = [...before, ...after, ''];
        break;
      case 'double':
        text = [...before, text[at], text[at], ...after];
        break;
      case 'indent':
        text = [...before, `  ${text[at]}`, ...after];
        break;
      case 'cut':
        text = [...before, text[at].slice(0, change.at % (text[at].length + 1)), ...after];
        break;
      case 'swap': {
        const other = change.with % text.length;
        text = text.map((line, i) => (i === at ? text[other] : i === other ? text[at] : line));
        break;
      }
      case 'insert': {
        const column = change.at % (text[at].length + 1);
        text = [...before, text[at].slice(0, column) + change.to + text[at].slice(column), ...after];
      }
    }
  }
  return text.join('\n');
}

/** Processor time, which a busy machine does not stretch. */
function seconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

test('thousands of mutated models: each is accepted or gives one message with its place, in under 2 s', () => {
  let accepted = 0;
  let refused = 0;
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      const text = mutate(edits);
      const start = process.cpuUsage();
      try {
        parseModel(text, 'm.yaml');
        accepted++;
      } catch (error) {
        assert.ok(isBadInput(error), error instanceof Error ? error.stack : String(error));
        assert.match(error.message, /^m\.yaml:\d+:\d+: [^\n]+$/);
        refused++;
      }
      assert.ok(seconds(start) < 2);
    }),
    { numRuns: 3000, seed: 20_260_101 },
  );
  assert.ok(accepted > 50 && refused > 1000, `${accepted} accepted, ${refused} refused`);
});

test('the most absurd files are answered in under 2 s', () => {
  const head = 'format: 1\nmodel: x\n';
  const many = (line: (i: number) => string, count: number): string =>
    Array.from({ length: count }, (_, i) => line(i)).join('');
  const absurd = [
    'a'.repeat(5_000_000),
    head + many((i) => `k${i}: 1\n`, 50_000),
    `${head}parameters:\n${many((i) => `  k${i}: {value: 1, source: {assumed: x}}\n`, 11_000)}`,
    `${head}places:\n${many((i) => `  p${i}: {in: p${i + 1}}\n`, 11_000)}`,
    `${head}places:\n  p:\n    definitions:\n${many((i) => `      d${i}: d${i + 1} + d${i + 2}\n`, 11_000)}`,
    `${head}notes: ${'- '.repeat(20_000)}x\n`,
    `${head}places: ${'{a: '.repeat(20_000)}`,
    `${head}? ${'['.repeat(5_000)}`,
  ];
  for (const text of absurd) {
    const start = process.cpuUsage();
    assert.throws(
      () => parseModel(text, 'm.yaml'),
      (error) => isBadInput(error) && error.message.startsWith('m.yaml'),
    );
    const taken = seconds(start);
    assert.ok(taken < 2, `${text.slice(0, 60)} took ${taken} s`);
  }
});
