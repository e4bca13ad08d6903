import { log, Stream } from '@invadolab/core';
import type { Objective } from './objective.js';
import { logDensity, type Prior } from './prior.js';

/** Everything a Markov chain Monte Carlo run needs to go on, as plain data; `advanceSampler` changes it in place. */
export interface SamplerState {
  generation: number;
  evaluations: number;
  /** Generations after which the archive is made anew from the chains themselves. */
  readonly burnIn: number;
  readonly chains: { point: readonly number[]; logLikelihood: number }[];
  /** Past points, from which jumps are made. */
  archive: (readonly number[])[];
  /** Points of all chains, generation after generation. */
  readonly history: (readonly number[])[];
  accepted: number;
}

/** Log-likelihood kept for a point that could not be evaluated: JSON has no minus infinity. */
const impossible = -Number.MAX_VALUE;
/** Every so many generations the chains join the archive (ter Braak and Vrugt's K). */
const thinning = 10;
const snookerShare = 0.1;
/** Share of full jumps from mode to mode. */
const leapShare = 0.1;
const jitter = 1e-4;

/** What `startSampler` begins with. */
export interface SamplerStart {
  /** Positions (see `Prior`) from which the archive is made; the first `chains` are where the chains begin. */
  readonly points: readonly Float64Array[];
  readonly chains: number;
  readonly burnIn: number;
}

/** Evaluates the first points of the chains. Throws `RangeError` for fewer points than chains, or fewer than two chains. */
export async function startSampler(
  { points, chains, burnIn }: SamplerStart,
  logLikelihood: Objective,
  options: { readonly signal?: AbortSignal } = {},
): Promise<SamplerState> {
  if (chains < 2 || points.length < Math.max(chains, 4))
    throw new RangeError(`a sampler needs two chains and at least as many points, not ${chains} and ${points.length}`);
  const first = points.slice(0, chains);
  const found = await logLikelihood(first, options);
  return {
    generation: 0,
    evaluations: chains,
    burnIn,
    chains: first.map((point, i) => ({ point: Array.from(point), logLikelihood: finite(found[i]) })),
    archive: points.map((point) => Array.from(point)),
    history: [],
    accepted: 0,
  };
}

interface Proposal {
  readonly point: Float64Array;
  /** Logarithm of the ratio by which the jump is asymmetric. */
  readonly correction: number;
}

/**
 * One generation of differential evolution Markov chains with past points and snooker jumps: every chain proposes a jump
 * along the difference of two past points, so jumps follow the shape of the posterior without tuning. All likelihoods of a
 * generation are one batch; positions outside a prior are not evaluated. The chains do not read each other's present
 * points, and what is drawn depends on (seed, generation, chain) alone.
 * Source: ter Braak and Vrugt 2008, doi:10.1007/s11222-008-9104-9.
 */
export async function advanceSampler(
  state: SamplerState,
  logLikelihood: Objective,
  priors: readonly Prior[],
  options: { readonly seed: number; readonly signal?: AbortSignal },
): Promise<void> {
  const chance = new Stream(options.seed, 'markov chains');
  const proposals = state.chains.map(({ point }, i) =>
    proposed(point, state.archive, chance.at(state.generation, i, 0)),
  );
  const priorOf = (point: ArrayLike<number>) => priors.reduce((sum, prior, j) => sum + logDensity(prior, point[j]), 0);
  const allowed = proposals
    .map(({ point }, i) => ({ point, i }))
    .filter(({ point }) => Number.isFinite(priorOf(point)));
  const found =
    allowed.length === 0
      ? []
      : await logLikelihood(
          allowed.map(({ point }) => point),
          options,
        );
  allowed.forEach(({ point, i }, at) => {
    const chain = state.chains[i];
    const now = finite(found[at]);
    const gain = now - chain.logLikelihood + priorOf(point) - priorOf(chain.point) + proposals[i].correction;
    const threshold = log(chance.at(state.generation, i, 1).uniform());
    if (now === impossible || !(threshold < gain)) return;
    state.chains[i] = { point: Array.from(point), logLikelihood: now };
    state.accepted++;
  });
  state.evaluations += allowed.length;
  state.generation++;
  for (const { point } of state.chains) state.history.push(point);
  if (state.generation % thinning === 0) for (const { point } of state.chains) state.archive.push(point);
  if (state.generation === state.burnIn) state.archive = settled(state);
}

/** The second half of what the chains saw so far, thinned: far better jumps than what was known at the start. */
function settled({ history, chains }: SamplerState): (readonly number[])[] {
  const half = history.slice(Math.floor(history.length / (2 * chains.length)) * chains.length);
  const thin = half.filter((_, i) => Math.floor(i / chains.length) % thinning === 0);
  return thin.length >= 4 * chains.length ? thin : half;
}

function proposed(point: readonly number[], archive: readonly (readonly number[])[], chance: Stream): Proposal {
  const n = point.length;
  const kind = chance.uniform();
  const [a, b, c] = distinct(archive.length, chance);
  if (kind < snookerShare) return snooker(point, archive[a], archive[b], archive[c], chance);
  const gamma = kind < snookerShare + leapShare ? 1 : 2.38 / Math.sqrt(2 * n);
  const jump = Float64Array.from(
    point,
    (x, j) => x + gamma * (archive[a][j] - archive[b][j]) + jitter * chance.normal(),
  );
  return { point: jump, correction: 0 };
}

function distinct(size: number, chance: Stream): readonly [number, number, number] {
  const a = chance.integer(size);
  let b = chance.integer(size - 1);
  if (b >= a) b++;
  let c = chance.integer(size);
  while (c === a || c === b) c = chance.integer(size);
  return [a, b, c];
}

/** A jump along the line through the chain and the past point `z`, by the difference of two others projected on it. */
function snooker(
  point: readonly number[],
  z: readonly number[],
  r1: readonly number[],
  r2: readonly number[],
  chance: Stream,
): Proposal {
  const n = point.length;
  const gamma = 1.2 + chance.uniform();
  let square = 0;
  let along = 0;
  for (let j = 0; j < n; j++) {
    const d = point[j] - z[j];
    square += d * d;
    along += d * (r1[j] - r2[j]);
  }
  if (square === 0) return { point: Float64Array.from(point), correction: 0 };
  const step = (gamma * along) / square;
  const jump = Float64Array.from(point, (x, j) => x + step * (x - z[j]));
  let after = 0;
  for (let j = 0; j < n; j++) after += (jump[j] - z[j]) * (jump[j] - z[j]);
  return { point: jump, correction: after === 0 ? Number.NEGATIVE_INFINITY : ((n - 1) / 2) * log(after / square) };
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : impossible;
}

/** The points of each chain after the first `skip` generations: chain, generation, coordinate. */
export function chainsOf(state: SamplerState, skip: number): (readonly number[])[][] {
  const count = state.chains.length;
  return state.chains.map((_, chain) => {
    const points: (readonly number[])[] = [];
    for (let at = skip * count + chain; at < state.history.length; at += count) points.push(state.history[at]);
    return points;
  });
}
