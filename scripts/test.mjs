import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repository } from './report-check.mjs';
import { runTests, summary } from './run-tests.mjs';
import { setUp } from './setup.mjs';
import { filesUnder } from './sources.mjs';

// npm test                    everything: set up, checks, all tests
// npm test -- core results/   only the test files whose path contains one of the words, without the checks
// npm test -- --checks        only the checks

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const unknown = flags.find((flag) => flag !== '--checks');
if (unknown) {
  console.error(`unknown option ${unknown}; options: --checks, or words of file paths`);
  process.exit(2);
}

const totals = { passed: 0, failed: 0, skipped: 0, failures: [] };

function count(name, problems, notes) {
  const good = problems.length === 0;
  totals[good ? 'passed' : 'failed']++;
  if (!good) totals.failures.push({ what: name, problem: problems.join('\n') });
  console.log(`${good ? 'ok    ' : 'FAILED'} ${name}${notes.length > 0 ? `: ${notes.join('; ')}` : ''}`);
}

async function runChecks() {
  const biome = join(repository, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const options = { cwd: repository, encoding: 'utf8', maxBuffer: 1e9 };
  const { status, stdout, stderr } = spawnSync(process.execPath, [biome, 'check', '--colors=off', '.'], options);
  count('biome', status === 0 ? [] : [`${stdout}${stderr}`.trim()], []);
  // Imported only now, because they need what setting up installs.
  const checks = [
    ['check-layers', (await import('./check-layers.mjs')).checkLayers],
    ['check-size', (await import('./check-size.mjs')).checkSize],
    ['check-docs', (await import('./check-docs.mjs')).checkDocs],
    ['check-catalog', (await import('./check-catalog.mjs')).checkCatalog],
  ];
  for (const [name, check] of checks) {
    const { problems, notes } = await check(repository).catch((error) => ({ problems: [error.stack], notes: [] }));
    count(name, problems, notes);
  }
}

function testFiles() {
  const all = [
    ...filesUnder(repository, ['packages', 'apps']).flatMap(compiledTest),
    ...filesUnder(repository, ['scripts']).filter((name) => name.endsWith('.test.mjs')),
  ];
  return words.length === 0 ? all : all.filter((name) => words.some((word) => name.includes(word)));
}

// The list comes from the sources: a compiled test whose source is gone must not run.
function compiledTest(name) {
  const [, home, test] = /^([^/]+\/[^/]+)\/test\/(.*\.test)\.ts$/.exec(name) ?? [];
  return test ? [`${home}/dist/test/${test}.js`] : [];
}

async function runAllTests() {
  const files = testFiles();
  if (files.length === 0) return count('test files', [`no test file has ${words.join(' or ')} in its path`], []);
  const { passed, failed, skipped, failures } = await runTests(repository, files, console.log);
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
  totals.failures.push(...failures);
}

setUp(repository);
const started = Date.now();
if (words.length === 0) await runChecks();
if (!flags.includes('--checks')) await runAllTests();
for (const { what, problem } of totals.failures) console.log(`\nFAILED ${what}\n${problem.replace(/^/gm, '    ')}`);
const requireAll = process.env.REQUIRE_ALL === '1';
const { line, code } = summary(totals, requireAll);
if (requireAll && totals.skipped > 0) console.log('\nREQUIRE_ALL=1: a skipped test is a failure.');
console.log(`\nFinished in ${Math.round((Date.now() - started) / 1000)} s.`);
console.log(line);
process.exit(code);
