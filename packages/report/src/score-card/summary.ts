import type { ScoreCard, ScoredVote } from '@invadolab/results';

/** Votes of one role. */
export interface VoteCount {
  readonly role: string;
  readonly votes: number;
  readonly passed: number;
  readonly rows: number;
  readonly rowsPassed: number;
}

/** The roles that are run, in the order in which they are told. */
export const scoredRoles = ['check', 'calibrate', 'law'] as const;

/** What each role is for, in a reader's words. */
export const roleTitles: Readonly<Record<string, string>> = {
  check: 'Check: never used to fit',
  calibrate: 'Calibrate: may be used to fit',
  law: 'Behind a law: tested there, no prediction',
};

/** What votes are counted in. */
export interface Voted {
  readonly votes: ScoreCard['votes'];
  readonly rows: readonly Pick<ScoreCard['rows'][number], 'role' | 'counts' | 'pass'>[];
}

/** How many votes and rows of each role passed. */
export function voteCounts({ votes, rows }: Voted): readonly VoteCount[] {
  return scoredRoles.map((role) => {
    const own = votes.filter((vote) => vote.role === role);
    const counted = rows.filter((row) => row.counts && row.role === role);
    return {
      role,
      votes: own.length,
      passed: own.filter(({ pass }) => pass).length,
      rows: counted.length,
      rowsPassed: counted.filter(({ pass }) => pass).length,
    };
  });
}

/** How the model stands to the best of the baselines, in words: "15 points above the sign rule"; undefined where either is missing. */
export function standing({ accuracy }: ScoreCard): string | undefined {
  const { model, signRule, shuffled, prior } = accuracy;
  if (model === null) return undefined;
  const baselines = [
    { best: 'the sign rule', score: signRule },
    { best: 'shuffled perturbations', score: shuffled?.mean ?? null },
    { best: 'the uncalibrated prior', score: prior },
  ].flatMap(({ best, score }) => (score === null ? [] : [{ best, score }]));
  const [first] = baselines.sort((a, b) => b.score - a.score);
  if (first === undefined) return undefined;
  const points = Math.round(100 * (model - first.score));
  if (points === 0) return `level with ${first.best}`;
  return `${Math.abs(points)} points ${points < 0 ? 'below' : 'above'} ${first.best}`;
}

/** What was scored, in words. */
export function ensembleText({ ensemble }: ScoreCard): string {
  const { kind, draws, fittedParameters } = ensemble;
  const cells = perDraw(ensemble);
  if (kind === 'catalogue') return `one parameter set, that of the catalogue, ${draws} times with ${cells}`;
  if (kind === 'prior') return `${draws} draws of the uncalibrated prior, ${cells}`;
  return `${draws} draws of the calibrated ensemble (${fittedParameters} fitted parameters), ${cells}`;
}

/** "16 cells per draw in the reduced form, 8 in the full form and 4 tissues": a form that takes long is given fewer. */
function perDraw({ cellsPerDraw, form, forms = [{ form, cellsPerDraw }] }: ScoreCard['ensemble']): string {
  const said = forms.map(({ form: own, cellsPerDraw: cells }, i) => {
    const what = own === 'tissue' ? 'tissue' : i === 0 || forms[0].form === 'tissue' ? 'cell' : '';
    const counted = what === '' ? `${cells}` : `${cells} ${what}${cells === 1 ? '' : 's'}`;
    return `${counted}${i === 0 ? ' per draw' : ''}${own === 'tissue' ? '' : ` in the ${own} form`}`;
  });
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} and ${said[said.length - 1]}`;
}

/** Votes of one role, by family in the order of the rows. */
export function votesOfRole({ votes }: ScoreCard, role: string): readonly ScoredVote[] {
  return votes.filter((vote) => vote.role === role);
}
