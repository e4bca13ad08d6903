import { exp, log1p, type Stream } from '@invadolab/core';
import { pointIn } from '../world/positions.js';
import type { ReducedCell } from './cell.js';
import type { FoundingPlan } from './plan.js';
import { copyOf, type Life, lifeOf } from './sites.js';

/** How many sites a life stands for, and how many lives are carried at most. */
export interface Resolution {
  /** Weight of a life at its founding, at least. */
  readonly founded: number;
  /** Weight that an established life is split down to. */
  readonly established: number;
  /** s; a life this old is established: most attempts are over before. */
  readonly establishedAfter: number;
  /** Established lives of a cell, at most; above, the lightest are united. */
  readonly most: number;
  /** Attempts followed per day, at most; above, each stands for more. */
  readonly attempts: number;
}

const day = 86_400;

/** Lives founded between now and `until`: evenly over the expected number of attempts that succeed in being placed. */
export function foundLives(cell: ReducedCell, until: number, resolution: Resolution): Life[] {
  const { reduced, world } = cell;
  const born: Life[] = [];
  const frame = cell.cellFrame;
  frame.t = cell.time;
  const sites = sitesOf(cell);
  reduced.foundings.forEach((founding, index) => {
    const rate = Math.max(0, founding.hazard(frame)) * acceptance(cell, founding) * room(cell, founding);
    if (!(rate > 0)) return;
    const weight = Math.max(resolution.founded, (rate * day) / resolution.attempts, sites / resolution.most);
    const offset = world.draws('reduced founding', index, 0).uniform();
    const from = cell.expected[index];
    const to = from + (rate * (until - cell.time)) / weight;
    for (let k = Math.ceil(from - offset); k + offset < to; k++) {
      const time = cell.time + ((k + offset - from) / (to - from)) * (until - cell.time);
      const life = founded(cell, founding, time, weight);
      if (life) born.push(life);
    }
    cell.expected[index] = to;
  });
  return born;
}

/** Chance of a drawn position on intact film. */
function acceptance(cell: ReducedCell, { accept }: FoundingPlan): number {
  if (accept === undefined) return 1;
  const frame = cell.cellFrame;
  frame.f = cell.background;
  const whole = accept(frame);
  frame.f = cell.under;
  return Math.min(1, Math.max(0, whole));
}

/**
 * The film where a new site stands, by field sample: intact, or what is left in some ring of some mark under the cell, each
 * as likely as its area; undefined where that is refused. Marks lie independently, so the intact share is that of a
 * Boolean model.
 */
function groundOf(cell: ReducedCell, { accept }: FoundingPlan, draw: Stream): Float64Array | undefined {
  const { background, region, reduced } = cell;
  const { plan, rings } = reduced;
  let touched = 0;
  for (const list of [cell.lives, cell.marks])
    for (const life of list) if (life.touched > 0 && cell.covers(life.x, life.y)) touched += life.weight * life.touched;
  const chosen = draw.uniform();
  const refusal = draw.uniform();
  const share = 1 - exp((-touched * cell.ring) / (Math.PI * region.a * region.b));
  if (!(chosen < share)) return background;
  let rest = (chosen / share) * touched;
  for (const list of [cell.lives, cell.marks])
    for (const life of list) {
      if (!(life.touched > 0) || !cell.covers(life.x, life.y)) continue;
      const here = life.weight * life.touched;
      if (rest >= here) {
        rest -= here;
        continue;
      }
      const ring = Math.min(life.touched - 1, Math.floor(rest / life.weight));
      const ground = Float64Array.from({ length: plan.samples }, (_, s) => life.film[s * rings.count + ring]);
      if (accept === undefined) return ground;
      const frame = cell.cellFrame;
      frame.f = ground;
      const chance = accept(frame);
      frame.f = cell.under;
      return refusal * acceptance(cell, { accept } as FoundingPlan) < chance ? ground : undefined;
    }
  return background;
}

/** A ring that has kept more than this share of its film counts as untouched. */
const untouched = 0.98;

/** Works out what the mark of a life means for the cell above it: how much film is gone, and in how many rings. */
export function takeStock(cell: ReducedCell, life: Life): void {
  const { reduced, background } = cell;
  const { plan, rings } = reduced;
  life.touched = 0;
  for (let s = 0; s < plan.samples; s++) {
    let sum = 0;
    for (let ring = 0; ring < rings.count; ring++) {
      const left = life.film[s * rings.count + ring];
      sum += life.ground[s] - left;
      if (left < untouched * background[s]) life.touched = Math.max(life.touched, ring + 1);
    }
    life.lost[s] = sum * cell.ring;
  }
}

function sitesOf({ lives }: ReducedCell): number {
  return lives.reduce((sum, { weight }) => sum + weight, 0);
}

/** Share of drawn positions that are far enough from every other site, for sites that stand anywhere in the cell. */
function room(cell: ReducedCell, { apart }: FoundingPlan): number {
  if (apart === undefined) return 1;
  const distance = apart(cell.cellFrame);
  return exp((-sitesOf(cell) * distance * distance) / (cell.region.a * cell.region.b));
}

function founded(cell: ReducedCell, founding: FoundingPlan, time: number, weight: number): Life | undefined {
  const { reduced, world } = cell;
  const { plan, site, rings, hazards } = reduced;
  const id = cell.nextLife++;
  const draw = world.draws('reduced position', id, 0);
  const [x, y] = pointIn(cell.region, draw, plan.side);
  const ground = groundOf(cell, founding, draw);
  if (ground === undefined) return undefined;
  const kind = plan.kinds[site];
  const { place } = kind;
  const constants = new Float64Array(place.constants.length);
  for (let i = 0; i < constants.length - 1; i++) {
    const { value, cv = 0 } = place.constants[i];
    const variance = log1p(cv * cv);
    constants[i] = cv > 0 ? value * exp(Math.sqrt(variance) * draw.normal() - 0.5 * variance) : value;
  }
  const state = new Float64Array(place.species.length);
  const frame = cell.siteFrame;
  frame.y = state;
  frame.c = constants;
  frame.t = time;
  constants[constants.length - 1] = kind.volume(frame);
  for (let i = 0; i < state.length; i++)
    state[i] = kind.counted[i] ? Math.round(kind.initial[i](frame)) : kind.initial[i](frame);
  const around = cell.cellFrame;
  for (const { index, value, whole } of founding.contents)
    state[index] = whole ? Math.round(value(around)) : value(around);
  for (const { index, value } of founding.takes) cell.taken[index] += weight * value(around);
  const film = new Float64Array(plan.samples * rings.count);
  for (let s = 0; s < plan.samples; s++) film.fill(ground[s], s * rings.count, (s + 1) * rings.count);
  const left = Float64Array.from({ length: hazards }, () => draw.exponential());
  const samples = ground.slice();
  const lost = new Float64Array(plan.samples);
  const begun = {
    film,
    samples,
    ground: ground.slice(),
    uncut: 0,
    acting: new Float64Array(state.length),
    touched: 0,
    lost,
    fastest: Number.POSITIVE_INFINITY,
    beats: 0,
    alive: true,
  };
  return lifeOf({ id, family: id, parent: id, weight, birth: time, x, y, state, constants, left, ...begun });
}

/** Splits established lives that stand for too many sites, and unites the lightest where there are too many lives. */
export function resample(cell: ReducedCell, resolution: Resolution): void {
  const established = cell.lives.filter(({ birth }) => cell.time - birth >= resolution.establishedAfter);
  let room = resolution.most - established.length;
  for (const life of established)
    while (life.weight >= 2 * resolution.established && room > 0) {
      life.weight /= 2;
      const id = cell.nextLife++;
      const draw = cell.world.draws('reduced threshold', id, 0);
      const copy = copyOf(life, id);
      for (let i = 0; i < copy.left.length; i++) copy.left[i] = draw.exponential();
      cell.lives.push(copy);
      room--;
    }
  if (room >= 0) return;
  const lightest = established.sort((a, b) => a.weight - b.weight || a.id - b.id);
  for (let i = 0; room < 0 && i + 1 < lightest.length; i += 2, room++) {
    const [a, b] = [lightest[i], lightest[i + 1]];
    const both = a.weight + b.weight;
    const stays = cell.world.draws('reduced union', a.id, a.beats).uniform() * both < a.weight ? a : b;
    const goes = stays === a ? b : a;
    stays.weight = both;
    goes.alive = false;
    goes.weight = 0;
  }
  cell.lives = cell.lives.filter(({ weight }) => weight > 0);
}
