import { exp } from '@invadolab/core';
import { closure } from '../world/expressions.js';
import { notANumber } from '../world/not-finite.js';
import type { ReducedCell } from './cell.js';

/**
 * What acts on the film everywhere over one window: soluble species spread evenly over their layer, exchange with the
 * place around and decay; what they do to the film lowers all of it alike. Spreading away from a site is left out.
 */
export function advanceFilm(cell: ReducedCell, length: number): void {
  const { reduced, background, given, taken, state, constants } = cell;
  const { plan, merged, pools } = reduced;
  const { fields } = plan.model;
  fields.forEach((field, index) => {
    if (field.kind !== 'soluble') return;
    const level = merged.chain.indexOf(field.place);
    const around = cell.levelFrames[level];
    around.f = background;
    around.t = cell.time;
    const width = field.side * field.voxel;
    const volume = width * width * field.height;
    field.species.forEach(({ decay, exchange }, s) => {
      const at = plan.offsets[index] + s;
      const value = (node: typeof decay): number => (node ? closure(node, plan.offsets)(around) : 0);
      const rate = exchange ? value(exchange.rate) : 0;
      const pool = exchange ? merged.stateAt[level] + exchange.index : -1;
      const size = exchange ? constants[merged.constantAt[level] + plan.kinds[field.place].widths.c - 1] : 1;
      const outside = pool >= 0 ? state[pool] / size : 0;
      const source = (given[pools + at] - taken[pools + at]) / length / volume;
      // Linear in the density, so that one window of any length is exact for constant surroundings.
      const loss = value(decay) + rate;
      const rest = loss > 0 ? (source + rate * outside) / loss : background[at] + source * length;
      const after = loss > 0 ? rest + (background[at] - rest) * exp(-loss * length) : rest;
      if (pool >= 0) {
        const mean = loss > 0 ? rest + ((background[at] - rest) * (1 - exp(-loss * length))) / (loss * length) : rest;
        state[pool] = Math.max(0, state[pool] + rate * (mean - outside) * volume * length);
      }
      background[at] = Math.max(0, after);
    });
  });
  const densities = Array.from({ length: plan.samples }, (_, s) => background.subarray(s, s + 1));
  const out = new Float64Array(8);
  for (const { field, used, made, yielded, rate, reaction } of plan.exposures) {
    const level = merged.chain.indexOf(fields[field].place);
    const at = plan.offsets[field] + used;
    rate.prepare(cell.levelFrames[level]);
    rate.evaluate(densities, 0, 1, out);
    if (Number.isNaN(out[0])) throw notANumber(reaction.id);
    const share = exp(-Math.max(0, out[0]) * length);
    if (share === 1) continue;
    const lost = background[at] * (1 - share) * plan.side * plan.side;
    for (const change of reaction.changes)
      if (change.at === 'state') state[merged.stateAt[level - change.up] + change.index] += change.amount * lost;
    lower(cell, at, made < 0 ? -1 : plan.offsets[field] + made, share, yielded);
  }
}

/** Every density of one species keeps a share; what is lost becomes another species, if there is one. */
function lower(cell: ReducedCell, used: number, made: number, share: number, yielded: number): void {
  const { background, lives, marks, reduced } = cell;
  const turn = (densities: Float64Array, from: number, to: number): void => {
    if (to >= 0) densities[to] += densities[from] * (1 - share) * yielded;
    densities[from] *= share;
  };
  turn(background, used, made);
  const { count } = reduced.rings;
  for (const list of [lives, marks])
    for (const { film, ground } of list) {
      turn(ground, used, made);
      for (let ring = 0; ring < count; ring++) turn(film, used * count + ring, made < 0 ? -1 : made * count + ring);
    }
}

/** Field means under the cell, holes included. */
export function sampleUnder(cell: ReducedCell): void {
  const { background, under, region } = cell;
  under.set(background);
  const area = Math.PI * region.a * region.b;
  for (const list of [cell.lives, cell.marks])
    for (const life of list) {
      if (!cell.covers(life.x, life.y)) continue;
      for (let s = 0; s < under.length; s++) under[s] -= (life.weight * life.lost[s]) / area;
    }
  for (let s = 0; s < under.length; s++) under[s] = Math.max(0, under[s]);
}
