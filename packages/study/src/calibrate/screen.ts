import { exp, log } from '@invadolab/core';
import type { ReplayOptions } from '../evidence/replay.js';
import type { Calibrated } from './parameters.js';
import type { CalibrationPlan } from './plan.js';
import { type Trial, tryAll } from './trials.js';

/** What one parameter alone does to the distances from what was published. */
export interface Screened {
  readonly parameter: Calibrated;
  /** Per vote, with the parameter one deviation of its prior lower and higher, less that at the catalogue's values. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Sum over the votes of the larger of both changes. */
  readonly effect: number;
  /** By how much the better of both steps lowers the sum over the votes; 0 where neither does. */
  readonly gain: number;
}

/** What came of a screening. */
export interface Screening {
  /** Votes that were looked at, with their distance at the catalogue's values. */
  readonly votes: readonly { readonly paper: string; readonly family: string; readonly distance: number }[];
  /** The largest effect first; of equal ones that which can bring the votes nearer. */
  readonly parameters: readonly Screened[];
}

/**
 * Moves each parameter alone by one standard deviation of its prior from the catalogue's value, on the same cells each time. A
 * step that leaves most controls with nothing to compare counts as far from every vote.
 */
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
  const parameters = moving.map((parameter, at): Screened => {
    const [low, high] = [change(trials[2 * at]), change(trials[2 * at + 1])];
    const effect = low.reduce((sum, each, vote) => sum + Math.max(Math.abs(each), Math.abs(high[vote])), 0);
    const [down, up] = [low, high].map((side) => side.reduce((sum, each) => sum + each, 0));
    return { parameter, low, high, effect, gain: Math.max(0, -down, -up) };
  });
  const votes = plan.votes.map(({ paper, family }, at) => ({ paper, family, distance: none[at] }));
  return { votes, parameters: parameters.sort((a, b) => b.effect - a.effect || b.gain - a.gain) };
}

/** A factor of one deviation of the prior, not beyond the range. */
function step({ prior, value }: Calibrated, side: number): number {
  const reach = (log(prior.high) - log(prior.low)) * (prior.deviation ?? 0);
  const moved = value * exp(side * reach);
  return Math.min(prior.high, Math.max(prior.low, moved)) / value;
}
