import { BadInput } from '@invadolab/core';
import {
  type Column,
  type Happening,
  runFailure,
  type Session,
  type StartOptions,
  type Status,
} from '@invadolab/engine';
import type { TissuePlan } from '../world/plan.js';
import { TissueWorld } from '../world/world.js';
import { tissuesFromBytes, tissuesToBytes } from './checkpoint.js';
import { readTissue } from './slots.js';

/** A batch of tissues of one model, advanced one after the other. */
export class TissueSession implements Session {
  #worlds: readonly TissueWorld[];
  #looked = new Set<TissueWorld>();

  constructor(
    readonly plan: TissuePlan,
    readonly options: StartOptions,
  ) {
    const { members, seed, values = [], from } = options;
    const kept = from && tissuesFromBytes(plan, options, from);
    this.#worlds = members.map((member, position) => {
      const own = values.map(({ slot, values: all }) => ({ slot, value: all[position] }));
      return new TissueWorld(plan, member, position, seed, own, kept?.[position]);
    });
  }

  get time(): number {
    return Math.min(...this.#worlds.map((world) => world.time));
  }

  async advance(until: number): Promise<Status> {
    const { signal, onProgress } = this.options;
    const target = Math.round(until / this.plan.tissue.tick);
    for (const [i, world] of this.#worlds.entries()) {
      const from = world.tick;
      while (world.tick < target) {
        if (signal?.aborted) return this.#status('stopped', 'The run was stopped.');
        try {
          world.advance();
        } catch (error) {
          const message = runFailure(error);
          if (message === undefined) throw error;
          return this.#status('failed', `Member ${world.member} at ${world.time} s: ${message}`);
        }
        this.#looked.delete(world);
        const share = (i + (world.tick - from) / (target - from)) / this.#worlds.length;
        onProgress?.(share * until);
        await turn();
      }
    }
    return this.#status('done');
  }

  set(slot: string): void {
    throw new BadInput('a tissue cannot be set from outside', { found: slot });
  }

  async read(slot: string, members?: readonly number[]): Promise<Column> {
    const worlds = members === undefined ? this.#worlds : members.map((position) => this.#worlds[position]);
    for (const world of worlds) {
      if (this.#looked.has(world)) continue;
      world.refresh();
      this.#looked.add(world);
    }
    return readTissue(slot, worlds);
  }

  happenings(since: number): readonly Happening[] {
    return this.#worlds
      .flatMap((world) => world.happenings.filter(({ time }) => time >= since))
      .sort((a, b) => a.time - b.time || a.member - b.member || a.id - b.id);
  }

  async checkpoint(): Promise<Uint8Array> {
    return tissuesToBytes(
      this.plan,
      this.options,
      this.#worlds.map((world) => world.keep()),
    );
  }

  dispose(): void {
    this.#worlds = [];
  }

  #status(state: Status['state'], message?: string): Status {
    return { state, time: this.time, message, warnings: [] };
  }
}

/** Lets the host do something else, such as deliver the signal to stop. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
