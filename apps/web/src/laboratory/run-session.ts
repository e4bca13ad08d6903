import type { Stage } from '@invadolab/laboratory';
import type { MeasureRow } from '@invadolab/results';
import type { RunAnswer } from '../worker/answer.js';
import type { RunNews } from '../worker/calls/runs.js';
import type { StudyRequest } from '../worker/calls/study.js';
import { type Problem, problemOf } from '../worker/problem.js';
import { heard, laboratory } from './laboratory.js';

/** A run as a page shows it, from its start to its answer. */
export interface RunState {
  readonly phase: 'idle' | 'running' | 'paused' | 'stopped' | 'done' | 'failed';
  /** Under which the browser keeps it. */
  readonly id?: string;
  readonly stage?: Stage;
  readonly done: number;
  readonly total: number;
  /** What finished pieces of work measured so far. */
  readonly rows: readonly MeasureRow[];
  readonly answer?: RunAnswer;
  readonly problem?: Problem;
  /** ms since 1970, of the start. */
  readonly begun?: number;
}

const idle: RunState = { phase: 'idle', done: 0, total: 0, rows: [] };

/** ms */
const pause = 150;

/** One run after the other in one room. It lives on while somebody is in another room. */
export class RunSession {
  #state = idle;
  #coming: Partial<RunState> = {};
  #timer?: ReturnType<typeof setTimeout>;
  readonly #listeners = new Set<() => void>();

  get state(): RunState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Runs a study from its beginning. */
  start(request: StudyRequest): Promise<void> {
    return this.#follow(() => laboratory().run(request, heard(this.#hear)));
  }

  /** Goes on with a run that was left unfinished. */
  goOnWith(id: string): Promise<void> {
    return this.#follow(() => laboratory().goOnWith(id, heard(this.#hear)));
  }

  /** Shows a kept run: its answer where it is whole, else what is left of it is done first. */
  async show(id: string): Promise<void> {
    const entry = await laboratory().entry(id);
    await (entry?.state === 'unfinished' ? this.goOnWith(id) : this.open(id));
  }

  /** Shows a run that is whole. */
  async open(id: string): Promise<void> {
    try {
      this.#change({ ...idle, id, phase: 'done', answer: await laboratory().answer(id) });
    } catch (error) {
      this.#change({ ...idle, id, phase: 'failed', problem: problemOf(error) });
    }
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
    if (this.#state.id !== undefined) await laboratory().cancel(this.#state.id);
  }

  async #follow(begin: () => Promise<string>): Promise<void> {
    this.#coming = {};
    this.#change({ ...idle, id: undefined, stage: undefined, answer: undefined, problem: undefined });
    this.#change({ phase: 'running', begun: Date.now() });
    try {
      const id = await begin();
      this.#change({ id, phase: 'done', answer: await laboratory().answer(id) });
    } catch (error) {
      const problem = problemOf(error);
      this.#change(problem.aborted ? { phase: 'stopped' } : { phase: 'failed', problem });
    }
  }

  readonly #hear = (news: RunNews): void => {
    if (news.kind === 'begun') this.#change({ id: news.id });
    else if (news.kind === 'progress') this.#changeSoon({ stage: news.stage, done: news.done, total: news.total });
    else this.#changeSoon({ rows: [...(this.#coming.rows ?? this.#state.rows), ...news.measures] });
  };

  #change(part: Partial<RunState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }

  /** Small pieces of work may end faster than a page can be drawn: they are told together, some times a second. */
  #changeSoon(part: Partial<RunState>): void {
    this.#coming = { ...this.#coming, ...part };
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const coming = this.#coming;
      this.#coming = {};
      this.#change(coming);
    }, pause);
  }
}
