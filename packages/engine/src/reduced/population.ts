import { exp, log1p } from '@invadolab/core';
import { inside, pointIn } from '../world/positions.js';
import type { ReducedCell } from './cell.js';
import type { FoundingPlan } from './plan.js';
import { ringArea } from './rings.js';
import { copyOf, type Life } from './sites.js';

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
  reduced.foundings.forEach((founding, index) => {
    const rate = Math.max(0, founding.hazard(frame)) * acceptance(cell, founding) * room(cell, founding);
    if (!(rate > 0)) return;
    const weight = Math.max(resolution.founded, (rate * day) / resolution.attempts);
    const offset = world.draws('reduced founding', index, 0).uniform();
    const from = cell.expected[index];
    const to = from + (rate * (until - cell.time)) / weight;
    for (let k = Math.ceil(from - offset); k + offset < to; k++) {
      const time = cell.time + ((k + offset - from) / (to - from)) * (until - cell.time);
      born.push(founded(cell, founding, time, weight));
    }
    cell.expected[index] = to;
  });
  return born;
}

/** Expected chance of a drawn position: the intact film, less what is missing around the marks that lie under the cell. */
function acceptance(cell: ReducedCell, { accept }: FoundingPlan): number {
  if (accept === undefined) return 1;
  const frame = cell.cellFrame;
  frame.f = cell.background;
  const whole = Math.min(1, Math.max(0, accept(frame)));
  frame.f = cell.under;
  const area = Math.PI * cell.region.a * cell.region.b;
  let refused = 0;
  for (const list of [cell.lives, cell.marks])
    for (const life of list)
      if (life.refused > 0 && inside(cell.region, life.x, life.y, cell.reduced.plan.side))
        refused += life.weight * life.refused;
  return whole * exp(-refused / area);
}

/** Works out what the mark of a life means for the cell above it: film that is gone, and attempts that will fail there. */
export function takeStock(cell: ReducedCell, life: Life): void {
  const { reduced, background } = cell;
  const { plan, rings, extent, foundings } = reduced;
  cell.siteFrame.y = life.state;
  cell.siteFrame.c = life.constants;
  const area = ringArea(extent.shape, extent.size(cell.siteFrame));
  for (let s = 0; s < plan.samples; s++) {
    let sum = 0;
    for (let ring = 0; ring < rings.count; ring++) sum += background[s] - life.film[s * rings.count + ring];
    life.lost[s] = sum * area;
  }
  const accept = foundings[0].accept;
  if (accept === undefined) return;
  const frame = cell.cellFrame;
  const sees = new Float64Array(background);
  frame.f = background;
  const whole = accept(frame);
  frame.f = sees;
  let refused = 0;
  for (let ring = 0; ring < rings.count; ring++) {
    for (let s = 0; s < plan.samples; s++) sees[s] = life.film[s * rings.count + ring];
    refused += Math.max(0, 1 - accept(frame) / whole);
  }
  frame.f = cell.under;
  life.refused = whole > 0 ? refused * area : 0;
}

/** Share of drawn positions that are far enough from every other site, for sites that stand anywhere in the cell. */
function room(cell: ReducedCell, { apart }: FoundingPlan): number {
  if (apart === undefined) return 1;
  const distance = apart(cell.cellFrame);
  const sites = cell.lives.reduce((sum, { weight }) => sum + weight, 0);
  return exp((-sites * distance * distance) / (cell.region.a * cell.region.b));
}

function founded(cell: ReducedCell, founding: FoundingPlan, time: number, weight: number): Life {
  const { reduced, world } = cell;
  const { plan, site, rings, hazards } = reduced;
  const id = cell.nextLife++;
  const draw = world.draws('reduced position', id, 0);
  const [x, y] = pointIn(cell.region, draw, plan.side);
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
  for (let s = 0; s < plan.samples; s++) film.fill(cell.background[s], s * rings.count, (s + 1) * rings.count);
  const left = Float64Array.from({ length: hazards }, () => draw.exponential());
  const samples = cell.background.slice();
  const lost = new Float64Array(plan.samples);
  const begun = { film, samples, uncut: 0, refused: 0, lost, beats: 0, alive: true };
  return { id, family: id, weight, birth: time, x, y, state, constants, left, ...begun };
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
