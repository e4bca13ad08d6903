import { canonicalJson, exp, log, sha256Hex } from '@invadolab/core';
import {
  elementaryEffects,
  morrisDesign,
  type Objective,
  positionOf,
  priorQuantile,
  type Share,
  sobolDesign,
  sobolIndices,
  valueAt,
} from '@invadolab/inference';
import type { Flip, NamedNumber, ScreenedNumber, SensitivityRecord, ShareOf } from '@invadolab/results';
import type { Plan } from '../plan.js';
import type { SetPredictor } from '../prediction/predictor.js';
import type { Uncertain } from '../prediction/uncertain.js';
import { answerOf, type Quantity, quantityObjective } from './quantity.js';

/** What a sensitivity analysis is asked for. */
export interface SensitivityPlan {
  /** Of the study as `studyOfQuantity` makes it. */
  readonly plan: Plan;
  readonly quantity: Quantity;
  readonly numbers: readonly Required<Uncertain>[];
  readonly method: 'morris' | 'sobol';
  /** Walks of the screening. */
  readonly trajectories: number;
  /** Numbers whose shares of variance are estimated, at most. */
  readonly chosen: number;
  /** Samples of that estimate; a power of two. */
  readonly samples: number;
  readonly version: string;
}

/** Values computed so far, in the order in which they are asked for: plain data from which an analysis goes on. */
export interface SensitivityState {
  readonly values: (number | null)[];
}

/** How an analysis goes on while it goes on. */
export interface SensitivityOptions {
  readonly signal?: AbortSignal;
  /** Called after every batch, when `state` may be written out. */
  readonly onProgress?: (done: number, total: number) => Promise<void> | void;
}

/** Points sent at once: enough for all threads, few enough to stop soon. */
const batch = 32;
/** Steps of a number's range at which the answer is looked up. */
const steps = 8;

/** sha256 over all that an analysis depends on. */
export function sensitivityHash({ plan, version: _version, ...rest }: SensitivityPlan): string {
  return sha256Hex(canonicalJson({ plan: plan.hash, ...rest, numbers: rest.numbers.map(({ prior }) => prior) }));
}

/** Evaluations that an analysis takes. */
export function sensitivityCost({ numbers, method, trajectories, chosen, samples }: SensitivityPlan): number {
  const top = Math.min(chosen, numbers.length);
  const screening = trajectories * (numbers.length + 1);
  return 1 + screening + top * (steps + 1) + (method === 'sobol' ? samples * (top + 3) : 0);
}

/**
 * Screens all numbers by Morris' elementary effects, estimates Sobol indices of those that matter most, and looks for the
 * values at which each of them alone would change the answer. `state` grows in place; an analysis that goes on from it
 * ends as one that never stopped. Rejects once the signal fires.
 */
export async function runSensitivity(
  work: SensitivityPlan,
  predict: SetPredictor,
  state: SensitivityState,
  options: SensitivityOptions = {},
): Promise<SensitivityRecord> {
  const { plan, quantity, numbers, method } = work;
  const { seed } = plan.study;
  const total = sensitivityCost(work);
  let asked = 0;
  const evaluated = async (points: readonly Float64Array[], which: readonly Required<Uncertain>[]) => {
    const objective = quantityObjective(
      predict,
      which.map(({ prior }) => prior),
      quantity,
    );
    const values = await remembered(
      objective,
      points,
      state,
      asked,
      (done) => options.onProgress?.(done, total),
      options.signal,
    );
    asked += points.length;
    return values;
  };
  const [own] = await evaluated([new Float64Array(0)], []);
  const design = morrisDesign({ dimension: numbers.length, trajectories: work.trajectories, seed });
  const effects = elementaryEffects(design, await evaluated(design.points, numbers));
  const order = numbers
    .map((_, j) => j)
    .sort((a, b) => size(effects[b].meanAbsolute) - size(effects[a].meanAbsolute) || a - b);
  const screened = order.map((j): ScreenedNumber => {
    const { meanAbsolute, mean, deviation } = effects[j];
    return {
      ...namedNumber(numbers[j]),
      meanAbsolute: orNull(meanAbsolute),
      mean: orNull(mean),
      deviation: orNull(deviation),
    };
  });
  const top = order.slice(0, work.chosen).map((j) => numbers[j]);
  const flips = quantity.control === undefined ? [] : await flipsOf(top, own, evaluated);
  const shares = method === 'sobol' ? { shares: await sharesOf(top, work.samples, seed, evaluated) } : {};
  const lost = state.values.slice(0, asked).filter((value) => value === null).length;
  const title = plan.study.arms.find(({ id }) => id === quantity.arm)?.title ?? quantity.arm;
  return {
    kind: 'invadolab sensitivity',
    format: 1,
    version: work.version,
    study: plan.study.study,
    assay: plan.study.assay,
    seed,
    hash: sensitivityHash(work),
    quantity: {
      ...quantity,
      title,
      control: quantity.control ?? null,
      value: orNull(exp(own)),
      answer: quantity.control === undefined ? 'unknown' : answerOf(own),
    },
    screened,
    trajectories: work.trajectories,
    ...shares,
    flips,
    evaluations: asked,
    notes:
      lost === 0
        ? []
        : [
            `${lost} of ${asked} parameter sets gave no value (the run failed, or the control showed nothing); they were left out.`,
          ],
  };
}

type Evaluated = (points: readonly Float64Array[], which: readonly Required<Uncertain>[]) => Promise<Float64Array>;

/** Values of the points from the state, and of those beyond it from the objective, batch by batch. */
async function remembered(
  objective: Objective,
  points: readonly Float64Array[],
  { values }: SensitivityState,
  from: number,
  onProgress: (done: number) => Promise<void> | void,
  signal: AbortSignal | undefined,
): Promise<Float64Array> {
  for (let done = Math.max(0, values.length - from); done < points.length; ) {
    signal?.throwIfAborted();
    const found = await objective(points.slice(done, done + batch), { signal });
    for (const value of found) values.push(orNull(value));
    done += found.length;
    await onProgress(values.length);
  }
  return Float64Array.from(values.slice(from, from + points.length), (value) => value ?? Number.NaN);
}

async function sharesOf(top: readonly Required<Uncertain>[], samples: number, seed: number, evaluated: Evaluated) {
  const assumed = top.flatMap(({ source }, j) => (source === 'assumed' ? [j] : []));
  const together = assumed.length > 0 && assumed.length < top.length;
  const groups = [...top.map((_, j) => [j]), assumed];
  const design = sobolDesign({ dimension: top.length, samples, groups, seed });
  // Shares are of the variance under the priors, so points follow them; walks and scans cross whole ranges.
  const points = design.points.map((point) => point.map((u, j) => priorQuantile(top[j].prior, u)));
  const indices = sobolIndices(design, await evaluated(points, top), seed);
  const numbers = top.map(({ id, source }, j) => ({
    id,
    source,
    first: shareOf(indices[j].first),
    total: shareOf(indices[j].total),
  }));
  const whole = indices[top.length];
  return {
    samples,
    numbers,
    assumed: together ? { first: shareOf(whole.first), total: shareOf(whole.total) } : null,
    assumedCount: assumed.length,
  };
}

/** The nearest value of each number, in steps of its range, at which the answer is another. */
async function flipsOf(top: readonly Required<Uncertain>[], own: number, evaluated: Evaluated): Promise<Flip[]> {
  const now = answerOf(own);
  const found: { flip: Flip; distance: number }[] = [];
  for (const number of top) {
    const { prior, id, source, unit, value } = number;
    const grid = Array.from({ length: steps + 1 }, (_, i) => i / steps);
    const values = await evaluated(
      grid.map((x) => Float64Array.of(x)),
      [number],
    );
    const here = Math.min(1, Math.max(0, positionOf(prior, value)));
    const path = [...grid.map((x, i) => ({ x, y: values[i] })), { x: here, y: own }].sort((a, b) => a.x - b.x);
    for (let i = 1; i < path.length; i++) {
      const [a, b] = path[i].x <= here ? [path[i], path[i - 1]] : [path[i - 1], path[i]];
      const answer = answerOf(b.y);
      if (answerOf(a.y) !== now || answer === now || answer === 'unknown') continue;
      const at = crossing(a, b, now, answer);
      found.push({ flip: { id, source, unit, value, at: valueAt(prior, at), answer }, distance: Math.abs(at - here) });
    }
  }
  const nearestFirst = found.sort((a, b) => a.distance - b.distance || (a.flip.id < b.flip.id ? -1 : 1));
  return nearestFirst
    .filter(({ flip }, i) => nearestFirst.findIndex((each) => each.flip.id === flip.id) === i)
    .map(({ flip }) => flip);
}

/** Where the line between two looks crosses the bound between the answers. */
function crossing(a: { x: number; y: number }, b: { x: number; y: number }, from: string, to: string): number {
  const [low, high] = [log(0.8), log(1.25)];
  const down = from === 'lowers' || to === 'lowers';
  const bound = down && (from === 'raises' || to === 'raises') ? (from === 'lowers' ? low : high) : down ? low : high;
  return b.y === a.y ? b.x : a.x + ((bound - a.y) / (b.y - a.y)) * (b.x - a.x);
}

function namedNumber({ id, name, unit, source, value, prior }: Required<Uncertain>): NamedNumber {
  return { id, name, unit, source, value, range: [prior.low, prior.high] };
}

function shareOf({ value, low, high }: Share): ShareOf {
  return { value: orNull(value), low: orNull(low), high: orNull(high) };
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function size(value: number): number {
  return Number.isNaN(value) ? -1 : value;
}
