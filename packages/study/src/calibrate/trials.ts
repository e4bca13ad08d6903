import type { EvidenceRow, Expectation } from '../evidence/evidence.js';
import type { Moments } from '../evidence/prediction.js';
import { type Predicted, type ReplayOptions, replay } from '../evidence/replay.js';
import { distanceRules, rowDistance } from './distance.js';
import { type CalibrationPlan, stagesOf } from './plan.js';

/** One set of parameters and what came of it. */
export interface Trial {
  /** Factors on the catalogue's values. */
  readonly factors: ReadonlyMap<string, number>;
  /** By job; a job is missing where the set was given up before. */
  readonly answers: Answers;
  /** One per vote, 0 to 1; absent where the set was given up. */
  readonly votes?: readonly number[];
}

/** Mean over the votes; infinite for a set that was given up. `left` is a paper whose votes are left out. */
export function distanceOf({ votes: own }: Pick<Trial, 'votes'>, { votes }: CalibrationPlan, left?: string): number {
  if (own === undefined) return Number.POSITIVE_INFINITY;
  const kept = own.filter((_, at) => votes[at].paper !== left);
  return kept.length === 0 ? 0 : kept.reduce((sum, each) => sum + each, 0) / kept.length;
}

/** Sets simulated on the same cells. */
const setsTogether = 10;

/** How sets are tried. */
export interface TrialOptions extends ReplayOptions {
  readonly seed: number;
  /** A set is given up once its distance is beyond, whichever one paper is left out. */
  readonly bound: number;
  /** All sets on the same cells, so that nothing but the sets differs; default: other cells for every few sets. */
  readonly sameCells?: boolean;
}

/**
 * Simulates the rows under each set, in stages: a set that is too far already, or in which most controls leave nothing to
 * compare, is not simulated further.
 */
export async function tryAll(
  plan: CalibrationPlan,
  sets: readonly ReadonlyMap<string, number>[],
  options: TrialOptions,
): Promise<readonly Trial[]> {
  const answers = sets.map(() => new Map<string, Predicted[number]>());
  let alive = sets.map((_, at) => at);
  const stages = stagesOf(plan);
  for (const [stage, jobs] of stages.entries()) {
    const groups = groupsOf(alive);
    const batches = groups.map(({ group, own }) => ({
      draws: own.map((at) => sets[at]),
      seed: (options.seed + (options.sameCells ? 0 : group)) % 4_294_967_296,
    }));
    const progress = (done: number, total: number) =>
      options.onProgress?.(stage + (total === 0 ? 1 : done / total), stages.length);
    const found = await replay(jobs, batches, { ...options, onProgress: progress });
    for (const { key } of jobs)
      keep(
        answers,
        key,
        groups.flatMap(({ own }) => own),
        found.get(key) ?? [],
      );
    alive = alive.filter((at) => isHopeful(plan, answers[at], options.bound));
  }
  const whole = new Set(alive);
  return sets.map((factors, at) => ({
    factors,
    answers: answers[at],
    ...(whole.has(at) && { votes: votesOf(plan, answers[at]) }),
  }));
}

/** Sets stay with those they began with, so that all their arms have the same cells. */
function groupsOf(alive: readonly number[]): readonly { readonly group: number; readonly own: readonly number[] }[] {
  const groups = [...new Set(alive.map((at) => Math.floor(at / setsTogether)))];
  return groups.map((group) => ({ group, own: alive.filter((at) => Math.floor(at / setsTogether) === group) }));
}

type Answers = ReadonlyMap<string, Predicted[number]>;

function keep(
  answers: readonly Map<string, Predicted[number]>[],
  key: string,
  order: readonly number[],
  found: Predicted,
): void {
  for (const [position, at] of order.entries()) answers[at].set(key, found[position]);
}

/** Share of the votes whose controls must leave something to compare. */
const leastAlive = 0.5;

function isHopeful(plan: CalibrationPlan, answers: Answers, bound: number): boolean {
  const { votes } = plan;
  const known = votesOf(plan, answers);
  const alive = votes.filter(({ rows }) => rows.some((row) => !isDead(plan, answers, row)));
  if (alive.length < leastAlive * votes.length) return false;
  if (bound === Number.POSITIVE_INFINITY) return true;
  const lefts = [...new Set(votes.map(({ paper }) => paper))];
  return lefts.some((left) => {
    const kept = known.filter((_, at) => votes[at].paper !== left);
    return kept.reduce((sum, each) => sum + each, 0) <= bound * kept.length;
  });
}

/** Whether a control of the row was simulated and has nothing in it. */
function isDead(plan: CalibrationPlan, answers: Answers, row: EvidenceRow): boolean {
  return (row.test?.expectations ?? []).some((part) => {
    if ('number' in part.expected || !answers.has(plan.jobs.keyOf(row, part.control))) return false;
    return !((momentsOf(plan, answers, row, part.control, part)?.mean ?? 0) > 0);
  });
}

/** Mean of the rows of each vote; a row that is not simulated yet counts as one that is hit, unless its control is dead. */
function votesOf(plan: CalibrationPlan, answers: Answers): readonly number[] {
  return plan.votes.map(({ rows }) => {
    const distances = rows.map((row) => {
      if (isDead(plan, answers, row)) return distanceRules.most;
      const known = (row.test?.study.arms ?? []).every((arm) => answers.has(plan.jobs.keyOf(row, arm)));
      return known ? rowDistance(row, (arm, part) => momentsOf(plan, answers, row, arm, part)) : 0;
    });
    return distances.reduce((sum, each) => sum + each, 0) / rows.length;
  });
}

function momentsOf(
  { jobs }: CalibrationPlan,
  answers: Answers,
  row: EvidenceRow,
  arm: Expectation['arm'],
  { measure, time }: Expectation,
): Moments | undefined {
  const measures = answers.get(jobs.keyOf(row, arm));
  return measures?.get(measure)?.find((each) => each.time === time);
}
