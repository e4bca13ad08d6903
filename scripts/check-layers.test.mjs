import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLayers } from './check-layers.mjs';
import { nameProblems } from './layers/catalogue-names.mjs';
import { syntaxProblems } from './layers/syntax.mjs';
import { scratchTree } from './scratch-tree.mjs';

const clean = {
  'package.json': '{"type": "module"}',
  'packages/core/package.json': '{"dependencies": {}}',
  'packages/core/src/index.ts': "export { one } from './one.js';\n",
  'packages/core/src/one.ts': 'export const one = 1;\n',
  'packages/model/package.json': '{"dependencies": {"@invadolab/core": "*"}}',
  'packages/model/src/index.ts': "import { one } from '@invadolab/core';\nexport const two = Math.sqrt(one);\n",
  'apps/cli/package.json': '{"dependencies": {"@invadolab/model": "*"}}',
  'apps/cli/src/main.ts': "import { two } from '@invadolab/model';\nconsole.log(two, Date.now());\n",
};
const names = new Set(['Foo kinase', 'FOO1', 'foo']);
const check = async (t, planted) => (await checkLayers(scratchTree(t, { ...clean, ...planted }), names)).problems;

test('a clean tree has no problem', async (t) => assert.deepEqual(await check(t, {}), []));

test('each planted violation is found', async (t) => {
  const plants = {
    'imports go down only': { 'packages/core/src/one.ts': "import '@invadolab/model';\nexport const one = 1;\n" },
    'imports stand in package.json': { 'packages/model/src/b.ts': "import 'left-pad';\n" },
    'no import past the index of a package': { 'packages/model/src/b.ts': "import '@invadolab/core/dist/one.js';\n" },
    'no relative import of another package': { 'packages/model/src/b.ts': "import '../../core/src/one.js';\n" },
    'no import cycle': {
      'packages/model/src/a.ts': "import type { B } from './b.js';\nexport type A = B | 1;\n",
      'packages/model/src/b.ts': "import type { A } from './a.js';\nexport type B = A | 2;\n",
    },
    'no platform': {
      'packages/core/src/one.ts': "import { readFileSync } from 'node:fs';\nexport const one = readFileSync;\n",
    },
    'no catalogue name': { 'packages/core/src/one.ts': '/** Of the FOO1 gene. */\nexport const one = 1;\n' },
    'known package': { 'packages/other/package.json': '{}', 'packages/other/src/index.ts': 'export const a = 1;\n' },
  };
  for (const [rule, planted] of Object.entries(plants)) {
    const problems = await check(t, planted);
    assert.ok(
      problems.some((problem) => problem.includes(rule)),
      `${rule}: ${problems.join('\n')}`,
    );
  }
});

test('an exception needs a reason and a use', async (t) => {
  const planted = { 'packages/core/src/one.ts': 'export const one = Date;\n' };
  const exception = { rule: 'no platform', file: 'packages/core/src/one.ts', word: 'Date' };
  const list = (entry) => ({ 'scripts/layer-exceptions.json': JSON.stringify([entry]) });
  assert.deepEqual(await check(t, { ...planted, ...list({ ...exception, reason: 'a test' }) }), []);
  assert.equal((await check(t, { ...planted, ...list(exception) })).length, 2);
  assert.equal((await check(t, list({ ...exception, reason: 'a test' }))).length, 1);
});

test('platform, locale, clocks, chance and inexact arithmetic are found by syntax, not by spelling', () => {
  const bad = [
    'x ** 2',
    'x **= 2',
    'Math.exp(x)',
    'Math.random()',
    'Math["pow"](2, 3)',
    'const { sin } = Math',
    'new Date()',
    'performance.now()',
    'process.env',
    'Buffer.from(x)',
    'console.log(x)',
    'new Intl.Collator()',
    'a.localeCompare(b)',
    'x.toLocaleString()',
    'globalThis.process',
    'crypto.randomUUID()',
    'let d: Date',
    'f(process)',
    '({ process })',
  ];
  for (const text of bad) assert.equal(syntaxProblems({ name: 'a.ts', text }, true).length, 1, text);
  const good = [
    'Math.sqrt(x) + Math.PI',
    '// process ** Date',
    '"Math.exp"',
    'a.process',
    '({ process: 1 })',
    'const process = 1; process',
    'x * y',
    'class A { performance() { return 1; } }',
    'a.Date',
    'import { Date } from "./a.js"; Date',
    'interface A { process: number }',
  ];
  for (const text of good) assert.deepEqual(syntaxProblems({ name: 'a.ts', text }, true), [], text);
  for (const text of bad) assert.deepEqual(syntaxProblems({ name: 'a.ts', text }, false), [], text);
  for (const text of ['export default 1', 'export { a as default }', 'export default function f() {}', 'export = a']) {
    assert.equal(syntaxProblems({ name: 'a.ts', text }, false).length, 1, text);
  }
});

test('catalogue names count as whole words, with their case', () => {
  const words = (text) => nameProblems({ text }, names).map(({ word, line }) => `${word} ${line}`);
  assert.deepEqual(words('x\nthe Foo kinase FOO1'), ['Foo kinase 2', 'FOO1 2']);
  assert.deepEqual(words('food FOO12 foo_bar Foo1 xFOO1'), []);
  assert.deepEqual(words("'foo'"), ['foo 1']);
});
