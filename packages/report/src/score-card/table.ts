import type { ScoreCard } from '@invadolab/results';
import type { TextTable } from '../comparison-table.js';
import { ratio } from '../wording.js';
import { roleTitles, scoredRoles, voteCounts, votesOfRole } from './summary.js';

/** One line per vote: family, paper, rows passed, verdict; a table per role. */
export function voteTables(card: ScoreCard): readonly TextTable[] {
  return scoredRoles.flatMap((role) => {
    const votes = votesOfRole(card, role);
    if (votes.length === 0) return [];
    const { passed } = voteCounts(card).find((each) => each.role === role) ?? { passed: 0 };
    const rows = votes.map(({ family, cited, rows: ids, passed: right, pass }) => {
      return [family, cited, ids.join(' '), `${right} of ${ids.length}`, pass ? 'passes' : 'fails'];
    });
    const title = `${roleTitles[role]}: ${passed} of ${votes.length} votes pass`;
    return [{ title, headings: ['family of perturbation', 'paper', 'rows', 'rows passed', 'vote'], rows }];
  });
}

/** Balanced accuracy of the model beside its baselines. */
export function accuracyTable({ accuracy }: ScoreCard): TextTable {
  const { model, likeliest, signRule, shuffled, prior } = accuracy;
  const share = (score: number | null) => (score === null ? 'not run' : percent(score));
  const spread = shuffled === null ? '' : ` (90 %: ${percent(shuffled.low)} to ${percent(shuffled.high)})`;
  return {
    title: 'Balanced accuracy over down, no change and up, on check votes',
    headings: ['who says it', 'balanced accuracy'],
    rows: [
      ['the model, where nine draws in ten agree', share(model)],
      ['the model, by the class that most draws fall in', share(likeliest)],
      ['sign rule: loss lowers, gain raises', share(signRule)],
      ['shuffled perturbations', `${share(shuffled?.mean ?? null)}${spread}`],
      ['uncalibrated prior', share(prior)],
    ],
  };
}

/** A share as whole per cent. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** A prediction with its interval. */
export function predictedText(value: number | null, [low, high]: readonly [number | null, number | null]): string {
  if (value === null) return 'no value';
  const ends = [low, high].map((end) => (end === null ? 'no bound' : ratio(end)));
  return `${ratio(value)} (${ends.join('\u2013')})`;
}
