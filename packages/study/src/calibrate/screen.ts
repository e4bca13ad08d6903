import { exp, log } from '@invadolab/core';
import type { ReplayOptions } from '../evidence/replay.js';
import type { Calibrated } from './parameters.js';
import type { CalibrationPlan } from './plan.js';
import { type Trial, tryAll } from './trials.js';

/** What one parameter alone does to the distances from what was published. */
export interface Screened {
  readonly parameter: Calibrated;
  /** Per vote, with the parameter a step lower and higher, less that at the catalogue's values. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Steps (0 to 2) after which hardly anything is left to compare. They count for nothing: they tell that cells live, not how. */
  readonly fatal: number;
  /** Sum over the votes of the larger change. */
  readonly effect: number;
  /** By how much the better step lowers the sum over the votes; 0 where neither does. */
  readonly gain: number;
}

/** Standard deviations of the prior by which a parameter is moved: within reach of a fit. */
const stepLength = 0.5;

/** Share of the votes that a step may put out of reach at most. */
const mostLost = 1 / 3;

/** What came of a screening. */
export interface Screening {
  /** Votes that were looked at, with their distance at the catalogue's values. */
  readonly votes: readonly { readonly paper: string; readonly family: string; readonly distance: number }[];
  /** The largest effect first; of equal ones that which can bring the votes nearer. */
  readonly parameters: readonly Screened[];
}

/** Moves each parameter alone by half a standard deviation of its prior from the catalogue's value, on the same cells each time. */
export async function screen(
  plan: CalibrationPlan,
  candidates: readonly Calibrated[],
  options: ReplayOptions & { readonly seed: number },
): Promise<Screening> {
  const moving = candidates.filter(({ id }) =>
    plan.jobs.jobs.some(({ model }) => Object.hasOwn(model.parameters ?? {}, id)),
  );
  const steps = moving.flatMap((each) => [-1, 1].map((side) => new Map([[each.id, step(each, side)]])));
  const sets = steps.length + 1;
  const [base, ...trials] = await tryAll(plan, [new Map<string, number>(), ...steps], {
    ...options,
    onProgress: (stage, stages) => options.onProgress?.(Math.floor((sets * stage) / stages), sets),
    bound: Number.POSITIVE_INFINITY,
    sameCells: true,
  });
  const none = base.votes ?? plan.votes.map(() => 1);
  const change = ({ votes }: Trial) => none.map((before, at) => (votes?.[at] ?? 1) - before);
  const isFatal = ({ votes }: Trial) =>
    votes === undefined || votes.filter((each, at) => each >= 1 && none[at] < 1).length > mostLost * none.length;
  const parameters = moving.map((parameter, at): Screened => {
    const [low, high] = [change(trials[2 * at]), change(trials[2 * at + 1])];
    const living = [trials[2 * at], trials[2 * at + 1]].flatMap((trial) => (isFatal(trial) ? [] : [change(trial)]));
    const largest = none.map((_, vote) => Math.max(0, ...living.map((side) => Math.abs(side[vote]))));
    const effect = largest.reduce((sum, each) => sum + each, 0);
    const gains = living.map((side) => -side.reduce((sum, each) => sum + each, 0));
    return { parameter, low, high, fatal: 2 - living.length, effect, gain: Math.max(0, ...gains) };
  });
  const votes = plan.votes.map(({ paper, family }, at) => ({ paper, family, distance: none[at] }));
  return { votes, parameters: parameters.sort((a, b) => b.effect - a.effect || b.gain - a.gain) };
}

/** A factor of a step, not beyond the range. */
function step({ prior, value }: Calibrated, side: number): number {
  const reach = stepLength * (log(prior.high) - log(prior.low)) * (prior.deviation ?? 0);
  const moved = value * exp(side * reach);
  return Math.min(prior.high, Math.max(prior.low, moved)) / value;
}
