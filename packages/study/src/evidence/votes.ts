import type { ScoredRow, ScoredVote } from '@invadolab/results';

/** What votes are counted from. */
export type VotingRow = Pick<ScoredRow, 'id' | 'paper' | 'cited' | 'family' | 'role' | 'counts' | 'pass'>;

/** One vote per paper, family of perturbation and role, of the rows that count: it passes if most of its rows do. */
export function votesOf(rows: readonly VotingRow[]): readonly ScoredVote[] {
  const votes = new Map<string, VotingRow[]>();
  for (const row of rows) {
    if (!row.counts) continue;
    const key = JSON.stringify([row.paper, row.family, row.role]);
    votes.set(key, [...(votes.get(key) ?? []), row]);
  }
  return [...votes.values()].map((own) => {
    const [{ paper, cited, family, role }] = own;
    const passed = own.filter(({ pass }) => pass).length;
    return { paper, cited, family, role, rows: own.map(({ id }) => id), passed, pass: passed > own.length / 2 };
  });
}
