import { exp, type Stream } from '@invadolab/core';
import type { KindPlan } from './plan.js';
import { RateError } from './rate-error.js';
import type { World } from './world.js';

/** Reactions with fewer expected firings than this share one draw: how many fire in all, then which. */
const pooledBelow = 0.5;
/** Above this the spread of a Poisson number is below 1 % of it. */
const certainAbove = 1e4;

/**
 * Tau-leaping of one individual: in each of `steps` sub-steps every reaction fires a Poisson number of times at the rate
 * of the sub-step's start. Rare reactions are drawn together (a sum of Poisson numbers is Poisson, and which of them
 * fired is multinomial), so a quiet site costs one random number per sub-step. Reactions that change something not
 * counted in molecules advance by their mean. `first` numbers the sub-steps since the start: it addresses the draws.
 * Source: Gillespie 2001, doi:10.1063/1.1378322.
 */
export function leap(
  world: World,
  kind: KindPlan,
  row: number,
  from: number,
  length: number,
  steps: number,
  first: number,
  direct: boolean,
): void {
  const { changes, continuous } = kind;
  const kernel = kind.rates!;
  const frame = world.at(kind.index, row);
  const { reach, rates } = world;
  const id = world.tables[kind.index].data.ids[row];
  const h = length / steps;
  reach.point(world, kind.index, row, changes, direct);
  frame.t = from;
  kernel.prepare(frame);
  for (let step = 0; step < steps; step++) {
    frame.t = from + step * h;
    kernel.evaluate(frame, rates);
    const draw = world.draws('firings', id, first + step);
    let pooled = 0;
    for (let r = 0; r < changes.reactions; r++) {
      let mean = rates[r] * h;
      if (!(mean > 0)) {
        if (mean < 0 && continuous[r] === 0) world.warn(negativeRate(kind, r));
        if (!(mean < 0 && continuous[r] === 1)) mean = 0;
        if (Number.isNaN(rates[r])) throw new RateError(kind.reactions[r].id);
      }
      rates[r] = mean;
      if (mean > 0 && mean < pooledBelow && continuous[r] === 0) pooled += mean;
    }
    if (pooled > 0) firePooled(kind, world, draw, pooled);
    for (let r = 0; r < changes.reactions; r++) {
      const mean = rates[r];
      if (continuous[r] === 1) {
        if (mean !== 0) reach.apply(changes, r, reach.limit(changes, r, mean, false));
      } else if (mean >= pooledBelow) {
        const times = poisson(draw, mean);
        if (times > 0) reach.apply(changes, r, reach.limit(changes, r, times, true));
      }
    }
  }
  reach.settle(world, kind.index, row);
}

function firePooled(kind: KindPlan, world: World, draw: Stream, pooled: number): void {
  const { changes, continuous } = kind;
  const { reach, rates } = world;
  for (let left = poissonByInversion(draw.uniform(), pooled); left > 0; left--) {
    let rest = draw.uniform() * pooled;
    let chosen = -1;
    for (let r = 0; r < changes.reactions && rest > 0; r++) {
      if (continuous[r] === 1 || !(rates[r] > 0 && rates[r] < pooledBelow)) continue;
      chosen = r;
      rest -= rates[r];
    }
    if (chosen >= 0) reach.apply(changes, chosen, reach.limit(changes, chosen, 1, true));
  }
}

/** Poisson number: by inversion below 30, then normal with the skewness of the Poisson; its mean where that is large. */
function poisson(draw: Stream, mean: number): number {
  if (mean < 30) return poissonByInversion(draw.uniform(), mean);
  if (mean > certainAbove) return Math.round(mean);
  const z = draw.normal();
  return Math.max(0, Math.floor(mean + Math.sqrt(mean) * z + (z * z - 1) / 6 + 0.5));
}

function poissonByInversion(uniform: number, mean: number): number {
  let term = exp(-mean);
  let left = uniform - term;
  let count = 0;
  while (left > 0 && term > 0) {
    count++;
    term *= mean / count;
    left -= term;
  }
  return count;
}

function negativeRate(kind: KindPlan, r: number): string {
  return `The rate of "${kind.reactions[r].id}" became negative and counted as 0; write its two directions as two reactions.`;
}
