import { Stream } from '@invadolab/core';
import {
  advanceSampler,
  type CmaState,
  chainsOf,
  type Objective,
  type Posterior,
  type Prior,
  priorQuantile,
  type SamplerState,
  sobolPoints,
  startCmaEs,
  startSampler,
  stepCmaEs,
  summarise,
} from '@invadolab/inference';

/** What a fit is asked for. */
export interface FitPlan {
  readonly priors: readonly Prior[];
  /** Parameter sets wanted in the ensemble. */
  readonly draws: number;
  readonly seed: number;
  /** Likelihoods to compute at most. */
  readonly most: number;
}

/** Everything a fit needs to go on, as plain data. */
export interface FitState {
  stage: 'search' | 'sample' | 'done';
  cma?: CmaState;
  sampler?: SamplerState;
}

/** How a fit goes on while it goes on. */
export interface FitOptions {
  readonly signal?: AbortSignal;
  /** Called after every generation, when `state` may be written out. */
  readonly onProgress?: (evaluations: number, state: FitState) => Promise<void> | void;
}

/** What a fit found. */
export interface Fitted {
  /** Positions of the accepted sets, as many as were asked for (or as there are). */
  readonly ensemble: readonly (readonly number[])[];
  readonly posterior: Posterior;
  readonly evaluations: number;
  /** All R-hat are below 1.05 and every parameter has as many effective draws as sets were asked for. */
  readonly converged: boolean;
  /** Share of proposals accepted. */
  readonly acceptance: number;
}

/** Chains agree well enough below this (Vehtari and co-workers advise 1.01 for publication, 1.05 to go on). */
const mixedBelow = 1.05;
const generationsBetweenChecks = 50;

/** A fit that has not begun. */
export function startFit(): FitState {
  return { stage: 'search' };
}

/**
 * Finds the neighbourhood of the best point by CMA-ES, then draws from the posterior by Markov chains until they agree or
 * the budget is spent. `state` changes in place between generations and is plain data: a fit that goes on from it ends as
 * one that never stopped. Rejects once the signal fires.
 */
export async function runFit(
  plan: FitPlan,
  logLikelihood: Objective,
  state: FitState,
  options: FitOptions = {},
): Promise<Fitted> {
  const { signal, onProgress } = options;
  if (state.stage === 'search') await search(plan, logLikelihood, state, options);
  for (let sampler = await sampling(plan, logLikelihood, state, options); state.stage !== 'done'; ) {
    signal?.throwIfAborted();
    await advanceSampler(sampler, logLikelihood, plan.priors, { seed: plan.seed, signal });
    if (finished(plan, state, sampler)) state.stage = 'done';
    await onProgress?.(evaluationsOf(state), state);
  }
  return fitted(plan, state);
}

/** Likelihoods computed so far. */
export function evaluationsOf({ cma, sampler }: FitState): number {
  return (cma?.evaluations ?? 0) + (sampler?.evaluations ?? 0);
}

async function search(plan: FitPlan, logLikelihood: Objective, state: FitState, options: FitOptions): Promise<void> {
  const { priors, seed, most } = plan;
  const { signal, onProgress } = options;
  const d = priors.length;
  const cost: Objective = async (points, how) => {
    const found = await logLikelihood(points.map(reflected), how);
    return found.map((value) => -value);
  };
  if (state.cma === undefined) {
    const first = priorPoints(priors, 8 * d, seed);
    const found = await cost(first, { signal });
    const best = first.reduce((b, _, i) => (less(found[i], found[b]) ? i : b), 0);
    state.cma = { ...startCmaEs(first[best], 0.15), evaluations: first.length };
    await onProgress?.(evaluationsOf(state), state);
  }
  const enough = Math.min(100 * d, most / 3);
  while (state.cma.evaluations < enough && state.cma.sigma > 1e-3) {
    signal?.throwIfAborted();
    state.cma = await stepCmaEs(state.cma, cost, { seed, signal, offspring: Math.max(8, 2 * d) });
    await onProgress?.(evaluationsOf(state), state);
  }
  state.stage = 'sample';
}

function less(a: number, b: number): boolean {
  return Number.isFinite(a) && (!Number.isFinite(b) || a < b);
}

/** Points spread evenly over the prior. */
function priorPoints(priors: readonly Prior[], count: number, seed: number): Float64Array[] {
  return sobolPoints(count, priors.length, 1, seed).map((point) => point.map((u, j) => priorQuantile(priors[j], u)));
}

/** The same point mirrored into the unit cube, so that a search needs no walls. */
function reflected(point: Float64Array): Float64Array {
  return point.map((x) => {
    const turn = x - 2 * Math.floor(x / 2);
    return turn > 1 ? 2 - turn : turn;
  });
}

/** The sampler of the state, begun half from where the search ended and half from the prior where there is none yet. */
async function sampling(
  { priors, seed, most }: FitPlan,
  logLikelihood: Objective,
  state: FitState,
  { signal }: FitOptions,
): Promise<SamplerState> {
  if (state.sampler !== undefined) return state.sampler;
  const d = priors.length;
  const chains = Math.max(8, 2 * d);
  const { mean, best, sigma } = state.cma!;
  const chance = new Stream(seed, 'around the best point');
  const prior = priorPoints(priors, 10 * d + chains, seed + 1);
  const near = prior.map((_, i) => {
    chance.at(i, 0, 0);
    const centre = i % 2 === 0 ? best.point : mean;
    return reflected(Float64Array.from(centre, (x) => x + Math.max(sigma, 0.02) * chance.normal()));
  });
  const points = prior.flatMap((each, i) => [near[i], each]);
  // A long burn-in costs less than an archive of far points for the rest of the run.
  const burnIn = Math.min(40 * d + 100, Math.floor(most / chains / 3));
  state.sampler = await startSampler({ points, chains, burnIn }, logLikelihood, { signal });
  return state.sampler;
}

function finished(plan: FitPlan, state: FitState, sampler: SamplerState): boolean {
  if (evaluationsOf(state) >= plan.most) return true;
  const { generation, burnIn } = sampler;
  if (generation < 2 * burnIn || generation % generationsBetweenChecks !== 0) return false;
  return mixed(plan, summarise(keptChains(sampler), plan.priors));
}

function mixed({ draws }: FitPlan, { marginals }: Posterior): boolean {
  return marginals.every(({ rHat, effective }) => rHat < mixedBelow && effective >= draws);
}

/** Without the burn-in, and without the first third of a long run. */
function keptChains(sampler: SamplerState) {
  return chainsOf(
    sampler,
    Math.min(sampler.generation - 4, Math.max(sampler.burnIn, Math.floor(sampler.generation / 3))),
  );
}

function fitted(plan: FitPlan, state: FitState): Fitted {
  const sampler = state.sampler!;
  const chains = keptChains(sampler);
  const posterior = summarise(chains, plan.priors);
  const length = chains[0].length;
  const all = Array.from(
    { length: length * chains.length },
    (_, i) => chains[i % chains.length][Math.floor(i / chains.length)],
  );
  const count = Math.min(plan.draws, all.length);
  const ensemble = Array.from({ length: count }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / count)]);
  return {
    ensemble,
    posterior,
    evaluations: evaluationsOf(state),
    converged: mixed(plan, posterior),
    acceptance: sampler.accepted / (sampler.generation * chains.length),
  };
}
