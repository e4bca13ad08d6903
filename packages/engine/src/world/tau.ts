import { exp, normalQuantile } from '@invadolab/core';
import { rateNotFinite } from './not-finite.js';
import type { KindPlan } from './plan.js';
import { readyToFire, settleReach } from './point-reach.js';
import type { Uniforms } from './uniforms.js';
import type { World } from './world.js';

/** Reactions with fewer expected firings than this share one draw: how many fire in all, then which. */
const pooledBelow = 0.5;
/** Above this the spread of a Poisson number is below 1 % of it. */
const certainAbove = 1e4;

/**
 * Tau-leaping of one individual: in each of `steps` sub-steps every reaction fires a Poisson number of times at the rate
 * of the sub-step's start. Rare reactions are drawn together (a sum of Poisson numbers is Poisson, and which of them
 * fired is multinomial), so a quiet site costs one random number per sub-step. Reactions that change something not
 * counted in molecules advance by their mean. `count` numbers the calls since the start: it addresses the draws.
 * Source: Gillespie 2001, doi:10.1063/1.1378322.
 */
export function leap(
  world: World,
  kind: KindPlan,
  row: number,
  from: number,
  length: number,
  steps: number,
  count: number,
  direct: boolean,
): void {
  const { changes, drawn, continuous, often, fire } = kind;
  const kernel = kind.rates!;
  const frame = readyToFire(world, kind, row, from, direct);
  const { reach, rates } = world;
  const id = world.tables[kind.index].data.ids[row];
  const h = length / steps;
  const draw = world.uniforms;
  draw.from(world.draws('firings', id, count));
  for (let step = 0; step < steps; step++) {
    frame.t = from + step * h;
    kernel.evaluate(frame, rates);
    let pooled = 0;
    let frequent = 0;
    for (let i = 0; i < drawn.length; i++) {
      const r = drawn[i];
      const mean = rates[r] * h;
      if (mean < pooledBelow) {
        if (mean > 0) pooled += mean;
        else if (mean < 0) world.warn(negativeRate(kind, r));
      } else often[frequent++] = r;
    }
    if (pooled > 0) firePooled(kind, world, draw, pooled, h);
    for (let i = 0; i < frequent; i++) {
      const r = often[i];
      const mean = rates[r] * h;
      if (!(mean < Number.POSITIVE_INFINITY)) throw rateNotFinite(world, kind, r);
      const times = poisson(draw, mean);
      if (times > 0) fire(reach, r, times);
    }
    for (let i = 0; i < continuous.length; i++) {
      const r = continuous[i];
      if (!Number.isFinite(rates[r])) throw rateNotFinite(world, kind, r);
      if (rates[r] !== 0) reach.apply(changes, r, reach.limit(changes, r, rates[r] * h));
    }
  }
  settleReach(world, kind.index, row, changes);
}

/** Draws how many of the rare reactions fire in all, then which. */
function firePooled(kind: KindPlan, world: World, draw: Uniforms, pooled: number, h: number): void {
  const { drawn, fire } = kind;
  const { reach, rates } = world;
  const below = pooledBelow / h;
  for (let left = poissonByInversion(draw.next(), pooled); left > 0; left--) {
    let rest = (draw.next() * pooled) / h;
    let chosen = -1;
    for (let i = 0; i < drawn.length && rest > 0; i++) {
      const rate = rates[drawn[i]];
      if (!(rate > 0 && rate < below)) continue;
      chosen = drawn[i];
      rest -= rate;
    }
    if (chosen >= 0) fire(reach, chosen, 1);
  }
}

/**
 * Poisson number from one uniform number: by inversion below 12; above, normal with the skewness of the Poisson, its
 * variance corrected for that and for rounding (total variation distance at most 0.2 %); its mean where that is large.
 */
function poisson(draw: Uniforms, mean: number): number {
  if (mean < 12) return poissonByInversion(draw.next(), mean);
  if (mean > certainAbove) return Math.round(mean);
  const z = normalQuantile(draw.next());
  return Math.max(0, Math.floor(mean + Math.sqrt(mean - 5 / 36) * z + (z * z - 1) / 6 + 0.5));
}

/** 1 / 1, 1 / 2, ...: a product is several times as fast as a quotient. */
const reciprocals = Float64Array.from({ length: 128 }, (_, i) => 1 / (i + 1));

function poissonByInversion(uniform: number, mean: number): number {
  let term = exp(-mean);
  let left = uniform - term;
  let count = 0;
  while (left > 0 && term > 0 && count < reciprocals.length) {
    term *= mean * reciprocals[count++];
    left -= term;
  }
  return count;
}

function negativeRate(kind: KindPlan, r: number): string {
  return `The rate of "${kind.reactions[r].id}" became negative and counted as 0; write its two directions as two reactions.`;
}
