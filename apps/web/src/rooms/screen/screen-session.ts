import type { DrugScreenRecord } from '@invadolab/results';
import { heard, laboratory } from '../../laboratory/laboratory.js';
import type { ScreenNews, ScreenRequest } from '../../worker/calls/screen.js';
import { type Problem, problemOf } from '../../worker/problem.js';

/** A screen as the room shows it. */
export interface ScreenState {
  readonly phase: 'idle' | 'running' | 'paused' | 'stopped' | 'done' | 'failed';
  readonly id?: string;
  readonly stage?: Extract<ScreenNews, { kind: 'progress' }>['stage'];
  readonly done: number;
  readonly total: number;
  /** The last result; it stays while another screen runs. */
  readonly record?: DrugScreenRecord;
  /** Id of that result. */
  readonly shown?: string;
  readonly problem?: Problem;
}

/** One screen after the other. It lives on while somebody is in another room. */
class ScreenSession {
  #state: ScreenState = { phase: 'idle', done: 0, total: 0 };
  readonly #listeners = new Set<() => void>();

  get state(): ScreenState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(request: ScreenRequest): Promise<void> {
    return this.#follow(() => laboratory().runScreen(request, heard(this.#hear)));
  }

  goOnWith(id: string): Promise<void> {
    return this.#follow(() => laboratory().goOnWithScreen(id, heard(this.#hear)));
  }

  /** Shows a screen that is whole. */
  async open(id: string): Promise<void> {
    try {
      this.#change({ record: await laboratory().screenRecord(id), shown: id, problem: undefined });
    } catch (error) {
      this.#change({ problem: problemOf(error) });
    }
  }

  /** Takes in what somebody dropped, and shows it. */
  async takeIn(file: File): Promise<void> {
    try {
      await this.open(await laboratory().takeInScreen(file.name, new Uint8Array(await file.arrayBuffer())));
    } catch (error) {
      this.#change({ problem: problemOf(error) });
    }
  }

  /** A screen that an earlier visit left unfinished. */
  found(id: string): void {
    if (this.#state.phase === 'idle') this.#change({ phase: 'stopped', id });
  }

  async pause(): Promise<void> {
    await laboratory().pause();
    this.#change({ phase: 'paused' });
  }

  async goOn(): Promise<void> {
    await laboratory().goOn();
    this.#change({ phase: 'running' });
  }

  async cancel(): Promise<void> {
    if (this.#state.id !== undefined) await laboratory().cancelScreen(this.#state.id);
  }

  async #follow(begin: () => Promise<string>): Promise<void> {
    this.#change({ phase: 'running', stage: undefined, done: 0, total: 0, problem: undefined });
    try {
      const id = await begin();
      this.#change({ phase: 'done', id });
      await this.open(id);
    } catch (error) {
      const problem = problemOf(error);
      this.#change(problem.aborted ? { phase: 'stopped' } : { phase: 'failed', problem });
    }
  }

  readonly #hear = (news: ScreenNews): void => {
    if (news.kind === 'begun') this.#change({ id: news.id });
    else this.#change({ stage: news.stage, done: news.done, total: news.total });
  };

  #change(part: Partial<ScreenState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}

/** The room's screen. */
export const screenSession = new ScreenSession();
