import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { examine } from './check-catalog.mjs';
import { checkDocs } from './check-docs.mjs';
import { checkSize } from './check-size.mjs';
import { summary } from './run-tests.mjs';
import { scratchTree } from './scratch-tree.mjs';
import { missingPackages } from './setup.mjs';

test('packages are missing when the lock file names what npm did not install', (t) => {
  const lock = (packages) => JSON.stringify({ packages });
  const wanted = {
    '': {},
    'packages/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0' },
    'node_modules/c': { version: '3.0.0', optional: true },
  };
  const tree = (installed) =>
    scratchTree(t, {
      'package-lock.json': lock(wanted),
      ...(installed && { 'node_modules/.package-lock.json': lock(installed) }),
    });
  assert.match(missingPackages(tree()), /none installed/);
  assert.match(missingPackages(tree({})), /b 2\.0\.0/);
  assert.match(missingPackages(tree({ 'node_modules/b': { version: '1.0.0' } })), /b 2\.0\.0/);
  assert.equal(missingPackages(tree({ 'node_modules/b': { version: '2.0.0' } })), undefined);
});

test('long files, a high median and stale exemptions are found', async (t) => {
  const file = (lines) => 'x\n'.repeat(lines);
  const problems = async (files) => (await checkSize(scratchTree(t, files))).problems.length;
  assert.equal(
    await problems({ 'packages/a/src/a.ts': file(600), 'apps/a/src/b.ts': file(10), 'apps/a/src/c.ts': file(10) }),
    0,
  );
  assert.equal(
    await problems({ 'packages/a/src/a.ts': file(601), 'apps/a/src/b.ts': file(10), 'apps/a/src/c.ts': file(10) }),
    1,
  );
  assert.equal(await problems({ 'packages/a/src/a.ts': file(151) }), 1);
  const exempt = JSON.stringify([{ file: 'packages/a/src/a.ts', reason: 'generated' }]);
  const rest = { 'apps/a/src/b.ts': file(1), 'apps/a/src/c.ts': file(1), 'scripts/size-exceptions.json': exempt };
  assert.equal(await problems({ 'packages/a/src/a.ts': file(601), ...rest }), 0);
  assert.equal(await problems(rest), 1);
});

test('public symbols without a doc comment are found, through re-exports too', async (t) => {
  const module = [
    '/** Good. */\nexport const a = 1;',
    '/** Good. */\nexport class B {\n  bare(): void {}\n  /** Good. */\n  good(): void {}\n  private own(): void {}\n}',
    'export type C = 1;',
  ];
  const root = scratchTree(t, {
    'packages/a/src/index.ts': "export { a, B, type C } from './b.js';\n",
    'packages/a/src/b.ts': module.join('\n'),
    'scripts/README': '',
  });
  const { problems, notes } = await checkDocs(root);
  assert.deepEqual(
    problems.map((line) => line.split(' ')[1]),
    ['B.bare', 'C'],
  );
  assert.deepEqual(notes, ['5 public symbols']);
  writeFileSync(join(root, 'scripts/public-symbols.json'), '{"a": ["B", "C", "gone"]}');
  const changes = (await checkDocs(root)).problems.slice(2);
  assert.match(changes[0], /a: a is not listed/);
  assert.match(changes[1], /a: gone is not exported/);
});

test('the catalogue check finds parameters without range and names references nobody uses', () => {
  const parameter = { value: '1 nM', range: ['0 nM', '2 nM'], name: 'a name', source: { measured: 'smith2000' } };
  const catalog = (parameters, references) => ({
    molecules: {},
    cells: {},
    drugs: {},
    matrices: {},
    parts: { p: { parameters } },
    references,
  });
  assert.deepEqual(examine(catalog({ k: parameter }, { smith2000: {} })).problems, []);
  const { range, ...bare } = parameter;
  const { problems, notes } = examine(catalog({ k: bare }, { smith2000: {}, jones2001: {} }));
  assert.deepEqual(problems, ['part p: parameter k has no range']);
  assert.equal(notes.at(-1), 'nothing uses jones2001');
});

test('passed, failed and skipped tests are counted, nested ones too', (t) => {
  const root = scratchTree(t, {
    'a.test.mjs': [
      "import { describe, test } from 'node:test';",
      "test('good', () => {});",
      "test('left out', { skip: 'no compiler' }, () => {});",
      "describe('group', () => {",
      "  test('inner', () => {});",
      "  test('bad', () => { throw new Error('the problem', { cause: new Error('the reason') }); });",
      '});',
    ].join('\n'),
    'b.test.mjs': "throw new Error('cannot even start');\n",
    'main.mjs': [
      `import { runTests } from '${new URL('run-tests.mjs', import.meta.url).href}';`,
      "const totals = await runTests(import.meta.dirname, ['a.test.mjs', 'b.test.mjs'], console.error);",
      'console.log(JSON.stringify(totals));',
    ].join('\n'),
  });
  // The runner refuses to run inside a test of its own, which it knows by this variable.
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'main.mjs')], { encoding: 'utf8', env });
  const { failures, ...counts } = JSON.parse(stdout);
  assert.deepEqual(counts, { passed: 2, failed: 2, skipped: 1 });
  assert.match(failures[0].problem, /the problem[\s\S]*caused by Error: the reason/);
  assert.match(stderr, /skip {3}a\.test\.mjs: left out: no compiler/);
});

test('the summary is one line, and a skip fails where all is required', () => {
  assert.deepEqual(summary({ passed: 3, failed: 0, skipped: 0 }, true), { line: '3 passed, 0 failed', code: 0 });
  assert.deepEqual(summary({ passed: 3, failed: 0, skipped: 1 }, false), {
    line: '3 passed, 0 failed, 1 skipped',
    code: 0,
  });
  assert.equal(summary({ passed: 3, failed: 0, skipped: 1 }, true).code, 1);
  assert.equal(summary({ passed: 3, failed: 1, skipped: 0 }, false).code, 1);
  assert.equal(summary({ passed: 0, failed: 0, skipped: 0 }, false).code, 1);
});
