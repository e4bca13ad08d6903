import type { WorkerPool } from './workers.js';

/** What a pool can do, by task name. `input` and the result are plain data. */
export type Tasks = Readonly<
  Record<
    string,
    (
      input: never,
      options: { readonly signal?: AbortSignal; readonly onMessage?: (message: unknown) => void },
    ) => Promise<unknown>
  >
>;

/** Runs every piece of work at once and in turn, in the caller's own thread: for tests, and where there are no threads. */
export class SerialPool implements WorkerPool {
  readonly size = 1;
  #last: Promise<unknown> = Promise.resolve();

  constructor(readonly tasks: Tasks) {}

  run<Input, Output>(
    task: string,
    input: Input,
    options: { readonly signal?: AbortSignal; readonly onMessage?: (message: unknown) => void } = {},
  ): Promise<Output> {
    const next = this.#last.then(async () => {
      options.signal?.throwIfAborted();
      const work = this.tasks[task];
      if (work === undefined) throw new Error(`the pool knows no task "${task}"`);
      // Cloned as a thread would get it, so that what cannot be sent fails here too.
      return structuredClone(await work(structuredClone(input) as never, options)) as Output;
    });
    this.#last = next.catch(() => undefined);
    return next;
  }

  async close(): Promise<void> {
    await this.#last;
  }
}
