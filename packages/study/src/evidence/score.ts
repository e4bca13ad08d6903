import { assays, resolveMeasure } from '@invadolab/assays';
import type { ScoreCard, ScoredPart, ScoredRow } from '@invadolab/results';
import { balancedAccuracy, type Call, classCounts, classOf } from './accuracy.js';
import { shuffledAccuracy, signRule } from './baselines.js';
import type { Ensemble } from './ensemble.js';
import { type EvidencePaper, type EvidenceRow, type Expectation, expectedText } from './evidence.js';
import { inputReason } from './inputs.js';
import type { Jobs } from './jobs.js';
import {
  isDetected,
  type Judgement,
  judgeDirection,
  judgeNumber,
  likeliestOf,
  type Outcome,
  outcomeOf,
} from './judge.js';
import type { Predicted } from './replay.js';
import { ratios, sampledMeans } from './sampling.js';
import type { NotExpressible } from './schema.js';
import { votesOf } from './votes.js';

/** What one row is scored on. */
export interface RowInput {
  readonly jobs: Jobs;
  readonly predictions: ReadonlyMap<string, Predicted>;
  readonly seed: number;
}

/** Everything a score is made of. */
export interface ScoreInput extends RowInput {
  readonly papers: readonly EvidencePaper[];
  readonly notExpressible: readonly NotExpressible[];
  /** Of the uncalibrated prior, where `predictions` are of another ensemble. */
  readonly prior?: ReadonlyMap<string, Predicted>;
  readonly ensemble: Ensemble;
  readonly cellsPerDraw: number;
  /** Cells per draw by form. */
  readonly forms: readonly { readonly form: string; readonly cellsPerDraw: number }[];
  readonly versions: Readonly<Record<string, string>>;
  readonly catalog: string;
}

/** Holds every row against what was predicted for it. */
export function scoreCard(input: ScoreInput): ScoreCard {
  const { papers, ensemble, cellsPerDraw, forms, seed } = input;
  const form = forms.map((each) => each.form).join(' and ');
  const rows = papers.flatMap((paper) => paper.rows.flatMap((row) => (row.test ? [scored(row, paper, input)] : [])));
  const unrun = papers.flatMap(({ paper, rows: own }) =>
    own.flatMap(({ id, role, quantity, test }) =>
      test
        ? []
        : [
            {
              id,
              role,
              paper,
              quantity,
              reason: role === 'input' ? 'may set a prior; never scored' : 'recalled, not seen',
            },
          ],
    ),
  );
  const { draws, kind, fitted, hash } = ensemble;
  return {
    kind: 'invadolab score card',
    format: 1,
    versions: input.versions,
    catalog: input.catalog,
    ensemble: { kind, hash, draws: draws.length, cellsPerDraw, form, forms, seed, fittedParameters: fitted },
    rows,
    votes: votesOf(rows),
    accuracy: accuracyOf(rows, input),
    listed: [
      ...input.notExpressible.map(({ id, role, paper, quantity, reason }) => ({ id, role, paper, quantity, reason })),
      ...unrun,
    ],
  };
}

/** One row held against what was predicted for it. */
export function scored(row: EvidenceRow, paper: EvidencePaper, input: RowInput): ScoredRow {
  const expectations = row.test?.expectations ?? [];
  const parts = expectations.map((each) => partOf(row, each, input));
  // The first part that fails decides; where all pass, the first one speaks.
  const speaking = parts.find(({ pass }) => !pass) ?? parts[0];
  const apart = apartFrom(row, paper, input);
  return {
    id: row.id,
    paper: row.paper,
    role: row.role,
    family: row.family,
    quantity: row.quantity,
    predicted: speaking.predicted,
    interval: speaking.interval,
    expected: parts.map(({ expected }) => expected).join('; '),
    pass: parts.every(({ pass }) => pass),
    why: speaking.why,
    source: row.source,
    cited: row.cited,
    counts: apart === undefined,
    ...(apart !== undefined && { apart }),
    parts,
  };
}

/** Why a row does not count, if it does not. */
export function apartFrom(
  row: EvidenceRow,
  paper: EvidencePaper,
  { jobs }: Pick<RowInput, 'jobs'>,
): string | undefined {
  if (row.seen !== undefined) return `seen: ${row.seen}`;
  const keys = new Set((row.test?.study.arms ?? []).map((arm) => jobs.keyOf(row, arm)));
  const models = jobs.jobs.filter(({ key }) => keys.has(key)).map(({ model }) => model);
  const reason = inputReason(row, paper, models);
  return reason && `input: ${reason}`;
}

function partOf(row: EvidenceRow, part: Expectation, input: RowInput): ScoredPart {
  const { expected, arm, control, measure, time } = part;
  const judged = judgementOf(row, part, input);
  return {
    arm: arm.id,
    control: control.id,
    measure,
    title: titleOf(row.test?.study.assay ?? '', measure),
    time,
    expected: expectedText(expected),
    ...('direction' in expected && { outcome: judged.outcome }),
    predicted: finite(judged.predicted),
    interval: [finite(judged.interval[0]), finite(judged.interval[1])],
    pass: judged.pass,
    why: judged.why,
  };
}

function titleOf(assay: string, measure: string): string {
  return (assays[assay] && resolveMeasure(assays[assay], measure)?.definition.title) ?? measure;
}

function judgementOf(row: EvidenceRow, part: Expectation, { jobs, predictions, seed }: RowInput): Judgement {
  const seen = meansOf(row, predictions, jobs, seed);
  const { expected } = part;
  if ('direction' in expected)
    return judgeDirection(
      ratios(seen(part.arm, part), seen(part.control, part)),
      expected.direction,
      positiveSeen(seen, part),
    );
  const isRatio = expected.unit === 'ratio';
  const values = isRatio ? ratios(seen(part.arm, part), seen(part.control, part)) : seen(part.arm, part);
  return judgeNumber(values, expected.number, isRatio);
}

type Means = (arm: Expectation['arm'], part: Expectation) => Float64Array;

/** What the experiment of a row would have seen, arm by arm, in each draw. */
function meansOf(row: EvidenceRow, predictions: ReadonlyMap<string, Predicted>, jobs: Jobs, seed: number): Means {
  const { experiments = 1, cells = 1 } = row.test?.study ?? {};
  return (arm, { measure, time }) => {
    const draws = predictions.get(jobs.keyOf(row, arm)) ?? [];
    const moments = draws.map((draw) => draw.get(measure)?.find((each) => each.time === time));
    return sampledMeans(moments, { n: experiments * cells, seed, purpose: `${row.id} ${arm.id} ${measure}` });
  };
}

function positiveSeen(means: Means, part: Expectation): boolean {
  if (!part.positive) return false;
  const { arm, direction } = part.positive;
  return isDetected(ratios(means(arm, part), means(part.control, part)), direction);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** On the check rows that count and say a direction. */
function accuracyOf(rows: readonly ScoredRow[], input: ScoreInput): ScoreCard['accuracy'] {
  const counted = new Set(rows.filter(({ counts, role }) => counts && role === 'check').map(({ id }) => id));
  const asked = input.papers
    .flatMap((paper) => paper.rows)
    .filter(({ id }) => counted.has(id))
    .flatMap((row) =>
      (row.test?.expectations ?? []).flatMap((part) => ('direction' in part.expected ? [{ row, part }] : [])),
    );
  const calls = asked.map(({ row, part }): Call => {
    const direction = 'direction' in part.expected ? part.expected.direction : 'none';
    return { vote: `${row.paper} ${row.family}`, truth: classOf(direction) };
  });
  const prior = input.ensemble.kind === 'prior' ? input.predictions : (input.prior ?? null);
  const outcomes = (predictions: ReadonlyMap<string, Predicted>) =>
    asked.map((call) => crossOutcome(call, call, predictions, input));
  return {
    classes: classCounts(calls),
    model: balancedAccuracy(calls, outcomes(input.predictions)),
    likeliest: balancedAccuracy(
      calls,
      asked.map((call) => likeliestOf(crossRatios(call, call, input.predictions, input))),
    ),
    signRule: balancedAccuracy(
      calls,
      asked.map(({ part }) => signRule(part.manipulation)),
    ),
    shuffled: shuffledAccuracy(
      calls,
      asked.map(({ row }) => row.test?.study.assay ?? ''),
      (call, donor) => crossOutcome(asked[call], asked[donor], input.predictions, input),
      input.seed,
    ),
    prior: prior && balancedAccuracy(calls, outcomes(prior)),
  };
}

interface Asked {
  readonly row: EvidenceRow;
  readonly part: Expectation;
}

/** What the measure of one call does under the perturbation of another, in the other's setting and at its time. */
function crossRatios(
  { part: own }: Asked,
  donor: Asked,
  predictions: ReadonlyMap<string, Predicted>,
  { jobs, seed }: ScoreInput,
): Float64Array {
  const there = { ...donor.part, measure: own.measure };
  const means = meansOf(donor.row, predictions, jobs, seed);
  return ratios(means(there.arm, there), means(there.control, there));
}

function crossOutcome(
  own: Asked,
  donor: Asked,
  predictions: ReadonlyMap<string, Predicted>,
  input: ScoreInput,
): Outcome {
  const seen = positiveSeen(meansOf(own.row, predictions, input.jobs, input.seed), own.part);
  return outcomeOf(crossRatios(own, donor, predictions, input), seen);
}
