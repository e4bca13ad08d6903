import { notANumber } from '../world/not-finite.js';
import type { ReducedCell } from './cell.js';
import { actOnRings } from './rings.js';
import type { Life } from './sites.js';
import { fillWords } from './words.js';

/** Between two looks at the cell, its outline and the film, s: long enough to be cheap, short beside what changes a cell. */
export const beat = 40;
/** Leaps of a site, s: as long as no species loses more than `mostLost` of itself, which is where the mean of a leap gets wrong. */
const longestLeap = 20;
const shortestLeap = 5;
const mostLost = 5;
/** Between two actions of a site on the film, s: four beats. */
const cutEvery = 160;

/** Work space for the lives of one model. */
export interface Scratch {
  readonly rates: Float64Array;
  readonly words: Int32Array;
  readonly middle: Float64Array;
  readonly spread: Float64Array;
}

/** Work space for leaps of `reactions` reactions and `hazards` hazards. */
export function scratchOf(reactions: number, hazards: number, species: number): Scratch {
  const draws = Math.ceil((2 * beat) / shortestLeap) * reactions;
  return {
    rates: new Float64Array(Math.max(8, reactions + hazards + species)),
    words: new Int32Array(8 * Math.ceil(draws / 8)),
    middle: new Float64Array(species),
    spread: new Float64Array(species),
  };
}

/** Carries one life from `t` to `until`, less than two beats later, or to its end. */
export function advanceLife(cell: ReducedCell, life: Life, t: number, until: number, scratch: Scratch): void {
  const { reduced, siteFrame: frame, world } = cell;
  const { plan, reactions, hazards, leap, middle: expect, rates: kernel } = reduced;
  const { rates, words, middle, spread } = scratch;
  const length = until - t;
  frame.y = life.state;
  frame.c = life.constants;
  frame.f = life.samples;
  frame.covered = cell.covers(life.x, life.y) ? 1 : 0;
  frame.t = t;
  kernel.prepare(frame);
  const leapFor = Math.min(longestLeap, Math.max(shortestLeap, mostLost / life.fastest));
  const steps = Math.max(1, Math.ceil(length / leapFor - 1e-9));
  const h = length / steps;
  fillWords(world.draws('reduced firings', life.id, life.beats++), words, steps * reactions);
  for (let step = 0; step < steps; step++) {
    frame.t = t + step * h;
    frame.y = life.state;
    kernel.evaluateReturns(frame, rates);
    life.fastest = expect(life.state, rates, reactions + hazards, h, middle, spread) / h;
    if (Number.isNaN(life.fastest)) throw notANumber(notANumberIn(reduced, rates));
    frame.y = middle;
    frame.t += 0.5 * h;
    kernel.evaluate(frame, rates);
    for (let i = 0; i < hazards; i++) {
      if (Number.isNaN(rates[reactions + i])) throw notANumber(plan.kinds[reduced.site].hazards[i].id);
      const spent = Math.max(0, rates[reactions + i]) * h;
      life.left[i] -= spent;
      if (life.left[i] <= 0) {
        pass(life, middle, (1 + life.left[i] / spent) * h);
        cut(cell, life, scratch);
        end(cell, life);
        return;
      }
    }
    leap(life.state, rates, h, words, step * reactions, spread, life.weight, cell.taken, cell.given);
    pass(life, middle, h);
  }
  if (life.uncut >= cutEvery) cut(cell, life, scratch);
}

function notANumberIn({ plan, site, reactions }: ReducedCell['reduced'], rates: Float64Array): string {
  const among = plan.kinds[site].place.reactions.filter(({ over }) => over < 0);
  return among[rates.subarray(0, reactions).findIndex((rate) => !Number.isFinite(rate))]?.id ?? plan.kinds[site].kind;
}

/** Time in which it does to the film what its mean state does. */
function pass(life: Life, middle: Float64Array, length: number): void {
  life.uncut += length;
  const { acting } = life;
  for (let i = 0; i < acting.length; i++) acting[i] += middle[i] * length;
}

/** The site's content goes back to the cell; its mark stays on the film. */
function end(cell: ReducedCell, life: Life): void {
  life.alive = false;
  cell.reduced.returns.forEach((pool, i) => {
    if (pool >= 0) cell.given[pool] += life.weight * life.state[i];
  });
}

/** What the site does to the film around it, and what it then sees of it. */
export function cut(cell: ReducedCell, life: Life, { rates, middle }: Scratch): void {
  const length = life.uncut;
  if (length === 0) return;
  life.uncut = 0;
  for (let i = 0; i < middle.length; i++) middle[i] = life.acting[i] / length;
  life.acting.fill(0);
  const { reduced, siteFrame: frame } = cell;
  const { plan, rings, merged, pools } = reduced;
  const level = merged.stateAt.length;
  frame.y = middle;
  frame.c = life.constants;
  frame.f = life.samples;
  for (const over of plan.kinds[reduced.site].over) {
    const offset = plan.offsets[over.field];
    over.sees.set(life.samples);
    frame.f = over.sees;
    over.rates.prepare(frame);
    const species = over.change.length;
    const part = life.film.subarray(offset * rings.count, (offset + species) * rings.count);
    actOnRings(over, rings, frame, offset, part, length, rates);
    frame.f = life.samples;
    const area = life.weight * cell.ring;
    over.reactions.forEach(({ changes }, r) => {
      const fired = over.totals[r] * area;
      for (const { at, up, field, index, amount } of changes) {
        if (at === 'field' && field === over.field) continue;
        const pool =
          at === 'field' ? pools + plan.offsets[field] + index : up === 0 ? -1 : merged.stateAt[level - up] + index;
        if (pool < 0) life.state[index] += (amount * fired) / life.weight;
        else if (amount > 0) cell.given[pool] += amount * fired;
        else cell.taken[pool] -= amount * fired;
      }
    });
  }
  for (let s = 0; s < plan.samples; s++) {
    let sum = 0;
    for (let ring = 0; ring < rings.count; ring++) sum += rings.share[ring] * life.film[s * rings.count + ring];
    life.samples[s] = sum;
  }
}
