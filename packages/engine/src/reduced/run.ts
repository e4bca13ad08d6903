import { cos, sin } from '@invadolab/core';
import { findSlot } from '../session/slots.js';
import { writeSlot } from '../session/write.js';
import { closure } from '../world/expressions.js';
import { NotFinite } from '../world/not-finite.js';
import { SolverFailure } from '../world/ode.js';
import { onRing } from '../world/positions.js';
import { ReducedCell } from './cell.js';
import { advanceFilm, sampleUnder } from './film.js';
import { advanceLife, beat, cut, type Scratch, scratchOf } from './lives.js';
import type { ReducedPlan } from './plan.js';
import { foundLives, type Resolution, resample, takeStock } from './population.js';
import { glanceOf, type ReducedGlance, type ReducedScene, sceneOf } from './scene.js';

/** Which cell, from which chance, and when to look. */
export interface ReducedRun {
  /** As in the full form: amounts and positions of a member are the same in both. */
  readonly member: number;
  readonly seed: number;
  /** Amounts and parameters that differ from the model's, in their declared units. */
  readonly values?: readonly { readonly slot: string; readonly value: number }[];
  /** s, ascending. */
  readonly times: readonly number[];
  /** Slots of sites to report. */
  readonly slots: readonly string[];
  /** Slots of the cell and of places around it to report (default: none). */
  readonly around?: readonly string[];
  readonly resolution?: Partial<Resolution>;
  /** Shown the sites after every beat (40 s, about): whoever follows them through time. */
  readonly watch?: (glance: ReducedGlance) => void;
}

/** Enough for a sampling error of about that between two cells of the full form. */
const usual: Resolution = {
  founded: 1,
  established: 1,
  establishedAfter: 600,
  most: 6,
  attempts: 500,
};

/** Windows over which cell and sites see each other's mean, s: short at first, while the network settles. */
const window = 600;
const firstWindow = 120;
const settled = 1800;

/** Runs one cell and returns what there is at each time. Throws `SolverFailure` and `NotFinite`. */
export function runReduced(reduced: ReducedPlan, run: ReducedRun): readonly ReducedScene[] {
  const followed = new FollowedCell(reduced, run);
  return run.times.map((time) => followed.at(time));
}

/** One cell that is looked at again and again, whoever looks deciding each time when next. */
export class FollowedCell {
  readonly #cell: ReducedCell;
  readonly #resolution: Resolution;
  readonly #scratch: Scratch;
  readonly #shown: ((time: number) => void) | undefined;

  constructor(
    readonly reduced: ReducedPlan,
    readonly run: Omit<ReducedRun, 'times'>,
  ) {
    const { plan } = reduced;
    this.#cell = new ReducedCell(reduced, run.member, run.seed, (world) => {
      for (const { slot, value } of run.values ?? []) writeSlot(world, findSlot(plan, slot), () => value);
    });
    this.#resolution = { ...usual, ...run.resolution };
    this.#scratch = scratchOf(reduced.reactions, reduced.hazards, plan.kinds[reduced.site].species);
    const { watch } = run;
    this.#shown = watch && ((time: number) => watch(glanceOf(this.#cell, run.slots, time)));
    this.#cell.fireEvents();
  }

  /** What there is at `time`, s; not before the time of the look before. Throws `SolverFailure` and `NotFinite`. */
  at(time: number): ReducedScene {
    const cell = this.#cell;
    const events = eventTimes(this.reduced, time).filter((one) => one > cell.time && one < time);
    for (const stop of [...new Set([...events, time])].sort((a, b) => a - b)) {
      if (stop <= cell.time) continue;
      while (cell.time < stop) {
        const length = cell.time < settled ? firstWindow : window;
        const left = stop - cell.time;
        advanceWindow(
          cell,
          cell.time + (left < 1.5 * length ? left : length),
          this.#resolution,
          this.#scratch,
          this.#shown,
        );
      }
      cell.fireEvents();
    }
    return sceneOf(cell, this.run.slots, this.run.around);
  }
}

function advanceWindow(
  cell: ReducedCell,
  until: number,
  resolution: Resolution,
  scratch: Scratch,
  shown: ((time: number) => void) | undefined,
): void {
  const from = cell.time;
  const length = until - from;
  cell.predict(until);
  sampleUnder(cell);
  cell.lives.push(...foundLives(cell, until, resolution));
  for (let t = from; t < until; ) {
    const next = until - t < 1.5 * beat ? until : t + beat;
    cell.look((t - from) / length, next - t);
    for (const life of cell.lives)
      if (life.alive && life.birth < next) advanceLife(cell, life, Math.max(t, life.birth), next, scratch);
    walk(cell, t, next);
    shown?.(next);
    t = next;
  }
  cell.settle(until);
  advanceFilm(cell, length);
  for (const life of cell.lives) {
    if (life.alive) cut(cell, life, scratch);
    takeStock(cell, life);
  }
  bury(cell);
  resample(cell, resolution);
}

/** Lives that are over leave; those that have done something to the film are kept as marks on it. */
function bury(cell: ReducedCell): void {
  const { reduced } = cell;
  const { count } = reduced.rings;
  for (const life of cell.lives) {
    if (life.alive) continue;
    let marked = false;
    for (let s = 0; s < reduced.plan.samples; s++) if (life.film[s * count] < visible * life.ground[s]) marked = true;
    if (marked) cell.marks.push(life);
  }
  cell.lives = cell.lives.filter(({ alive }) => alive);
}

/** A mark whose middle has kept more than this share of the film is forgotten. */
const visible = 0.995;

/** The cell's persistent random walk over one beat. */
function walk(cell: ReducedCell, from: number, until: number): void {
  const { world, reduced, region } = cell;
  const { cell: kind, plan } = reduced;
  const { motion } = plan.kinds[kind].place;
  if (motion === undefined) return;
  const { data } = world.tables[kind];
  const frame = world.at(kind, 0);
  frame.t = from;
  const speed = closure(motion.speed, plan.offsets)(frame);
  const persistence = closure(motion.persistence, plan.offsets)(frame);
  const length = until - from;
  const tick = Math.round(from / plan.model.numerics.tick);
  data.heading[0] += Math.sqrt((2 * length) / persistence) * world.draws('motion', data.ids[0], tick).normal();
  data.x[0] = onRing(data.x[0] + speed * length * cos(data.heading[0]), plan.side);
  data.y0[0] = onRing(data.y0[0] + speed * length * sin(data.heading[0]), plan.side);
  region.x = data.x[0];
  region.y = data.y0[0];
}

function eventTimes({ plan }: ReducedPlan, last: number): readonly number[] {
  return plan.model.events.flatMap(({ at, every }) => {
    const first = at ?? every ?? 0;
    const times: number[] = [];
    for (let t = first; t <= last; t += every ?? Number.POSITIVE_INFINITY) times.push(t);
    return times;
  });
}

/** The message of an error that a model or a number in it can cause, for the person; undefined for a bug. */
export function runFailure(error: unknown): string | undefined {
  return error instanceof SolverFailure || error instanceof NotFinite ? error.message : undefined;
}
