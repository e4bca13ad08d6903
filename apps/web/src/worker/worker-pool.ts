import type { WorkerPool } from '@invadolab/engine';
import type { Reply } from './messages.js';
import { errorOf } from './problem.js';

interface Job {
  readonly id: number;
  readonly task: string;
  readonly input: unknown;
  readonly onMessage?: (message: unknown) => void;
  readonly done: (output: unknown) => void;
  readonly failed: (error: Error) => void;
}

/**
 * A `WorkerPool` of web workers that talk by messages alone, so that it needs no shared memory. Work that is aborted ends at once:
 * its worker is thrown away and another takes its place.
 */
export class BrowserPool implements WorkerPool {
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Job>();
  readonly #waiting: Job[] = [];
  #started = 0;
  #next = 0;
  #paused = false;

  constructor(
    readonly size: number,
    readonly open: () => Worker,
  ) {}

  run<Input, Output>(
    task: string,
    input: Input,
    options: { readonly signal?: AbortSignal; readonly onMessage?: (message: unknown) => void } = {},
  ): Promise<Output> {
    const { signal, onMessage } = options;
    return new Promise<Output>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const id = this.#next++;
      const abort = () => {
        this.#drop(id);
        reject(signal?.reason);
      };
      const settle = () => signal?.removeEventListener('abort', abort);
      signal?.addEventListener('abort', abort, { once: true });
      this.#waiting.push({
        id,
        task,
        input,
        onMessage,
        done: (output) => {
          settle();
          resolve(output as Output);
        },
        failed: (error) => {
          settle();
          reject(error);
        },
      });
      this.#dispatch();
    });
  }

  /** Starts a worker where none was started yet, so that the first work need not wait for it. */
  warm(): void {
    const worker = this.#started === 0 ? this.#start() : undefined;
    if (worker) this.#idle.push(worker);
  }

  /** Begins nothing more until `goOn`; what is running comes to its end. */
  pause(): void {
    this.#paused = true;
  }

  goOn(): void {
    this.#paused = false;
    this.#dispatch();
  }

  async close(): Promise<void> {
    for (const worker of [...this.#idle, ...this.#busy.keys()]) worker.terminate();
    this.#idle.length = 0;
    this.#busy.clear();
    this.#waiting.length = 0;
  }

  #dispatch(): void {
    while (!this.#paused && this.#waiting.length > 0) {
      const worker = this.#idle.pop() ?? this.#start();
      if (worker === undefined) return;
      const job = this.#waiting.shift() as Job;
      this.#busy.set(worker, job);
      worker.postMessage({ id: job.id, task: job.task, input: job.input });
    }
  }

  #start(): Worker | undefined {
    if (this.#started >= this.size) return undefined;
    this.#started++;
    const worker = this.open();
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => this.#hear(worker, data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const job = this.#busy.get(worker);
      this.#discard(worker);
      job?.failed(new Error(event.message || 'a worker of the laboratory could not be started'));
    });
    return worker;
  }

  #hear(worker: Worker, reply: Reply): void {
    const job = this.#busy.get(worker);
    if (job === undefined || job.id !== reply.id) return;
    if (reply.kind === 'message') {
      job.onMessage?.(reply.message);
      return;
    }
    this.#busy.delete(worker);
    this.#idle.push(worker);
    if (reply.kind === 'output') job.done(reply.output);
    else job.failed(errorOf(reply.problem));
    this.#dispatch();
  }

  #drop(id: number): void {
    const waiting = this.#waiting.findIndex((job) => job.id === id);
    if (waiting >= 0) this.#waiting.splice(waiting, 1);
    for (const [worker, job] of this.#busy) if (job.id === id) this.#discard(worker);
  }

  #discard(worker: Worker): void {
    worker.terminate();
    this.#busy.delete(worker);
    this.#started--;
    this.#dispatch();
  }
}
