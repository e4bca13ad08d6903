import { BadInput } from '@invadolab/core';
import type { Column, Happening, Session, StartOptions, Status } from '../engine.js';
import { begin, createWorld } from '../world/begin.js';
import { NotFinite } from '../world/not-finite.js';
import { SolverFailure } from '../world/ode.js';
import type { Plan } from '../world/plan.js';
import { advanceTick, refresh } from '../world/tick.js';
import type { World } from '../world/world.js';
import { restore, save } from './checkpoint.js';
import { readSlot } from './read.js';
import { findSlot, type Slot } from './slots.js';
import { checkFinite, checkSettable, lengthOf, type Values, writeSlot } from './write.js';

/** Ticks between two looks at whether the run should stop. */
const ticksAtATime = 500;

/** A batch of members of one model, each a world of its own. */
export class WorldSession implements Session {
  readonly #plan: Plan;
  readonly #options: StartOptions;
  #worlds: readonly World[];
  /** Sets that wait until a member has begun. */
  #waiting: (() => void)[] = [];
  /** Members whose state was changed from outside since their last tick. */
  readonly #changed = new Set<World>();

  constructor(plan: Plan, options: StartOptions) {
    this.#plan = plan;
    this.#options = options;
    this.#worlds = options.members.map((member, position) => createWorld(plan, member, position, options.seed));
    for (const { slot, values } of options.values ?? []) this.#setPerMember(slot, values);
    if (options.from !== undefined) restore(options.from, this.#worlds, options.seed);
    else for (const world of this.#worlds) this.#changed.add(world);
  }

  get time(): number {
    return Math.min(...this.#worlds.map((world) => world.time));
  }

  async advance(until: number): Promise<Status> {
    const target = Math.round(until / this.#plan.model.numerics.tick);
    if (!(target >= 0 && target < 4294967296))
      throw new BadInput('cannot advance to this time', { found: String(until), expected: 'seconds since the start' });
    const { signal, onProgress } = this.#options;
    const from = this.time;
    this.#begin();
    let ran = 0;
    for (const [i, world] of this.#worlds.entries()) {
      const failure = this.#guard(world, () => this.#refresh(world));
      if (failure !== undefined) return this.#status('failed', failure);
      while (world.tick < target) {
        if (signal?.aborted) return this.#status('stopped', 'The run was stopped; it can go on from a checkpoint.');
        const problem = this.#guard(world, () => {
          for (let n = 0; n < ticksAtATime && world.tick < target; n++, ran++) advanceTick(world);
        });
        if (problem !== undefined) return this.#status('failed', problem);
        const share = (i + (world.time - from) / Math.max(until - from, 1e-9)) / this.#worlds.length;
        onProgress?.(from + share * (until - from));
        // A turn of the event loop takes a millisecond: many short members share one.
        if (ran >= ticksAtATime) {
          ran = 0;
          await turn();
        }
      }
    }
    return this.#status('done');
  }

  set(slot: string, values: number | ArrayLike<number>, members?: readonly number[]): void {
    const found = findSlot(this.#plan, slot);
    checkSettable(slot, found);
    const worlds = this.#chosen(members);
    const lengths = worlds.map((world) => lengthOf(world, found));
    const total = lengths.reduce((sum, one) => sum + one, 0);
    if (typeof values !== 'number' && values.length !== total)
      throw new BadInput(`cannot set ${slot}`, { found: `${values.length} values`, expected: `one, or ${total}` });
    for (const value of typeof values === 'number' ? [values] : Array.from(values)) checkFinite(slot, value);
    let at = 0;
    worlds.forEach((world, i) => {
      const start = at;
      at += lengths[i];
      this.#write(world, found, typeof values === 'number' ? () => values : (row) => values[start + row]);
    });
  }

  async read(slot: string, members?: readonly number[]): Promise<Column> {
    const found = findSlot(this.#plan, slot);
    this.#begin();
    for (const world of this.#worlds) this.#guard(world, () => this.#refresh(world));
    return readSlot(slot, found, this.#chosen(members));
  }

  happenings(since: number): readonly Happening[] {
    return this.#worlds
      .flatMap((world) => world.happenings.filter((one) => one.time >= since))
      .sort((a, b) => a.time - b.time || a.member - b.member || a.id - b.id);
  }

  async checkpoint(): Promise<Uint8Array> {
    this.#begin();
    for (const world of this.#worlds) {
      this.#refresh(world);
      world.reportCuts();
    }
    return save(this.#worlds, this.#options.seed);
  }

  dispose(): void {
    this.#worlds = [];
    this.#changed.clear();
  }

  #setPerMember(slot: string, values: ArrayLike<number>): void {
    if (values.length !== this.#worlds.length)
      throw new BadInput(`cannot set ${slot}`, {
        found: `${values.length} values`,
        expected: `one for each of ${this.#worlds.length} members`,
      });
    const found = findSlot(this.#plan, slot);
    checkSettable(slot, found);
    this.#worlds.forEach((world, i) => {
      const value = checkFinite(slot, values[i]);
      this.#write(world, found, () => value);
    });
  }

  #write(world: World, slot: Slot, values: Values): void {
    this.#changed.add(world);
    if (world.begun || slot.what === 'amount' || slot.what === 'parameter') writeSlot(world, slot, values);
    else this.#waiting.push(() => writeSlot(world, slot, values));
  }

  #begin(): void {
    for (const world of this.#worlds) begin(world);
    for (const write of this.#waiting.splice(0)) write();
  }

  #refresh(world: World): void {
    if (!this.#changed.has(world)) return;
    refresh(world);
    this.#changed.delete(world);
  }

  #chosen(members: readonly number[] | undefined): readonly World[] {
    if (members === undefined) return this.#worlds;
    return members.map((position) => {
      const world = this.#worlds[position];
      if (world === undefined)
        throw new BadInput('no such member', {
          found: String(position),
          expected: `a position in the batch below ${this.#worlds.length}`,
        });
      return world;
    });
  }

  /** What went wrong with a member, if something did that a model or a number in it can cause. */
  #guard(world: World, act: () => void): string | undefined {
    try {
      act();
      return undefined;
    } catch (error) {
      if (error instanceof SolverFailure || error instanceof NotFinite)
        return `Member ${world.member} at ${world.time} s: ${error.message}`;
      throw error;
    }
  }

  #status(state: Status['state'], message?: string): Status {
    for (const world of this.#worlds) world.reportCuts();
    const warnings = new Map<string, number>();
    for (const world of this.#worlds)
      for (const [sentence, times] of world.warnings) warnings.set(sentence, (warnings.get(sentence) ?? 0) + times);
    const sentences = [...warnings].map(([sentence, times]) => (times > 1 ? `${sentence} (${times} times)` : sentence));
    return { state, time: this.time, message, warnings: sentences.sort() };
  }
}

/** Lets the host do something else, such as deliver the signal to stop. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
