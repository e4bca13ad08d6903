import { join } from 'node:path';
import type { Screened, Screening } from '@invadolab/study';
import { textTable } from './tables.js';
import { notice } from './terminal.js';

/** A change of a vote's distance that is worth naming. */
const worthNaming = 0.05;
const shownBeyond = 10;

/** What a screening found, for a person in a terminal: the parameters that were proposed and those that came next. */
export function screeningText(found: Screening, proposed: number, out: string): string {
  const rows = found.parameters
    .slice(0, proposed + shownBeyond)
    .map(({ parameter: { id, name }, effect, gain, fatal }) => [
      id,
      effect.toFixed(2),
      gain.toFixed(2),
      ['', 'one', 'both'][fatal],
      name,
    ]);
  const parts = [
    `${found.parameters.length} assumed parameters, each moved by half a standard deviation of its prior against ${found.votes.length} votes`,
    textTable(['parameter', 'moves the votes by', 'nearer by', 'steps that end structures', ''], rows),
    `Proposed: ${join(out, 'calibration.yaml')}`,
    notice,
  ];
  return `\n${parts.join('\n\n')}\n`;
}

/** The parameters that move the votes most, as a file that `--parameters` reads. */
export function screeningYaml(found: Screening, proposed: number): string {
  const lines = found.parameters.slice(0, proposed).map((each) => {
    const { id, prior } = each.parameter;
    return `  ${id}: {prior: ${prior.median}, why: ${JSON.stringify(reason(each, found))}}`;
  });
  return ['# Parameters to fit; the prior is what was assumed before.', 'format: 1', 'parameters:', ...lines, ''].join(
    '\n',
  );
}

function reason({ low, high, effect, gain }: Screened, { votes }: Screening): string {
  const moved = votes
    .map(({ family }, at) => ({ family, by: Math.max(Math.abs(low[at]), Math.abs(high[at])) }))
    .filter(({ by }) => by >= worthNaming)
    .sort((a, b) => b.by - a.by)
    .map(({ family }) => family);
  return `half a deviation moves the votes by ${effect.toFixed(2)}, nearer by ${gain.toFixed(2)} (${moved.join(', ') || 'none by much'})`;
}
