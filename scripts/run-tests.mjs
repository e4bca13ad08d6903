import { join, relative } from 'node:path';
import { run } from 'node:test';

const LONGEST_MS = 600_000;

/**
 * Runs test files (paths below `root`) with node's runner, two at a time, and prints one line per file. Returns how many
 * tests passed, failed and were skipped, and what went wrong: `failures: [{what, problem}]`.
 */
export async function runTests(root, files, print) {
  const totals = { passed: 0, failed: 0, skipped: 0, failures: [] };
  let current = emptyFile('');
  const fileOf = (data) => {
    const name = data.file ? relative(root, data.file).split('\\').join('/') : current.name;
    if (name !== current.name) {
      printFile(current, print);
      current = emptyFile(name);
    }
    if (data.nesting === 0) current.milliseconds += data.details.duration_ms;
    return current;
  };
  const stream = run({ files: files.map((name) => join(root, name)), concurrency: 2, timeout: LONGEST_MS });
  stream.on('test:pass', (data) => {
    const file = fileOf(data);
    if (data.details.type === 'suite') return;
    const skipped = data.skip !== undefined || data.todo !== undefined;
    const outcome = skipped ? 'skipped' : 'passed';
    file[outcome]++;
    totals[outcome]++;
    if (skipped) print(`skip   ${file.name}: ${data.name}${typeof data.skip === 'string' ? `: ${data.skip}` : ''}`);
  });
  stream.on('test:fail', (data) => {
    const file = fileOf(data);
    const { error } = data.details;
    // A group fails because of what is in it, which is counted itself.
    if (error?.failureType === 'subtestsFailed') return;
    file.failed++;
    totals.failed++;
    totals.failures.push({ what: `${file.name}: ${data.name}`, problem: causes(error?.cause ?? error) });
  });
  stream.on('test:stderr', ({ message }) => process.stderr.write(message));
  // The stream ends only when somebody reads it.
  for await (const _ of stream);
  printFile(current, print);
  return totals;
}

/** The last line of the output and the exit code; without a passed test nothing was tested, which is a failure. */
export function summary({ passed, failed, skipped }, requireAll) {
  const line = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  const bad = failed > 0 || passed === 0 || (requireAll && skipped > 0);
  return { line, code: bad ? 1 : 0 };
}

function causes(error) {
  const text = String(error?.stack ?? error?.message ?? error);
  return error?.cause === undefined ? text : `${text}\ncaused by ${causes(error.cause)}`;
}

function emptyFile(name) {
  return { name, passed: 0, failed: 0, skipped: 0, milliseconds: 0 };
}

function printFile({ name, milliseconds, ...counts }, print) {
  if (name === '') return;
  const seconds = (milliseconds / 1000).toFixed(1);
  print(`${counts.failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${summary(counts, false).line} (${seconds} s)`);
}
