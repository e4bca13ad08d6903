import assert from 'node:assert/strict';
import test from 'node:test';
import type { ScoredRow } from '@invadolab/results';
import { votesOf } from '../../src/evidence/votes.js';

function row(id: string, pass: boolean, changes: Partial<ScoredRow> = {}): ScoredRow {
  return {
    id,
    paper: 'p',
    role: 'check',
    family: 'f',
    quantity: 'q',
    predicted: 1,
    interval: [1, 1],
    expected: 'down',
    pass,
    why: 'because',
    source: 's',
    cited: 'A 2000',
    counts: true,
    parts: [],
    ...changes,
  };
}

test('one paper and one family is one vote, which passes if more than half of its rows do', () => {
  const cases = [
    [[true], true],
    [[true, false], false],
    [[true, true, false], true],
    [[false, false, true], false],
  ] as const;
  for (const [passes, expected] of cases) {
    const votes = votesOf(passes.map((pass, index) => row(`r${index}`, pass)));
    assert.equal(votes.length, 1);
    assert.equal(votes[0].pass, expected, `${passes}`);
    assert.equal(votes[0].passed, passes.filter(Boolean).length);
  }
});

test('families, papers and roles are votes of their own, and rows apart are none', () => {
  const rows = [
    row('a', true),
    row('b', true, { family: 'g' }),
    row('c', true, { paper: 'q' }),
    row('d', true, { role: 'law' }),
    row('e', false, { counts: false }),
  ];
  assert.deepEqual(
    votesOf(rows).map((vote) => vote.rows),
    [['a'], ['b'], ['c'], ['d']],
  );
});
