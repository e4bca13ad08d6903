import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { drawFolder } from './laws/work.mjs';
import { repository } from './report-check.mjs';

function scratch(t) {
  const folder = mkdtempSync(join(tmpdir(), 'laws-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

const laws = (...args) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, ['scripts/laws.mjs', ...args], {
    cwd: repository,
    encoding: 'utf8',
  });
  return { status, said: stderr.trim().split('\n').at(-1), stdout };
};

test('what was judged is found again for the same parameters and code, and for no others', (t) => {
  const folder = scratch(t);
  const draws = [new Map([['k', 1]]), new Map([['k', 2]])];
  const judged = { law: '5', holds: true, criteria: [] };
  drawFolder(folder, 'a'.repeat(64), draws).write(1, judged);
  assert.deepEqual(drawFolder(folder, 'a'.repeat(64), draws).read(1, '5'), judged);
  assert.equal(drawFolder(folder, 'a'.repeat(64), draws).read(0, '5'), undefined);
  assert.equal(drawFolder(folder, 'a'.repeat(64), [draws[0], draws[0]]).read(1, '5'), undefined);
  assert.equal(drawFolder(folder, 'b'.repeat(64), draws).read(1, '5'), undefined);
});

test('a law is judged in each draw, kept, and not judged again', (t) => {
  const out = scratch(t);
  const args = [
    '--ensemble',
    'catalogue',
    '--draws',
    '2',
    '--threads',
    '1',
    '--cells',
    '4',
    '--laws',
    '5',
    '--out',
    out,
  ];
  const first = laws(...args);
  assert.equal(first.status, 0, first.said);
  assert.match(first.stdout, /law 5: .*\n {2}holds: in 2 of 2 draws/);
  const [kept] = readdirSync(join(out, 'draws'));
  assert.equal(readdirSync(join(out, 'draws', kept)).length, 2);
  const again = laws(...args);
  assert.equal(again.stdout, first.stdout);
  assert.match(again.said, /0 of 0 judgements/);
});

test('what cannot be judged is one sentence and exit code 2', () => {
  const bad = {
    '--laws; found "99"; expected 1, 2,': ['--laws', '99'],
    '--draws; found "none"; expected a whole number from 1': ['--draws', 'none'],
    '--ensemble; found "nowhere.json (ENOENT)"; expected a file, prior or catalogue': ['--ensemble', 'nowhere.json'],
  };
  for (const [expected, args] of Object.entries(bad)) {
    const { status, said } = laws(...args);
    assert.equal(status, 2);
    assert.ok(said.startsWith(expected), said);
  }
});
