import { MessageChannel } from 'node:worker_threads';
import type { WorkerPool } from '@invadolab/engine';
import { Piscina } from 'piscina';
import type { Listened } from './thread-port.js';

/** A `WorkerPool` of threads. Tasks are the exported functions of `study-worker.ts`. */
export class ThreadPool implements WorkerPool {
  private readonly threads: Piscina;

  constructor(
    readonly size: number,
    worker: URL,
  ) {
    this.threads = new Piscina({ filename: worker.href, minThreads: size, maxThreads: size });
  }

  async run<Input, Output>(
    task: string,
    input: Input,
    options: { readonly signal?: AbortSignal; readonly onMessage?: (message: unknown) => void } = {},
  ): Promise<Output> {
    const { signal, onMessage } = options;
    if (!onMessage) return this.threads.run(input, { name: task, signal });
    const { port1, port2 } = new MessageChannel();
    port1.on('message', onMessage);
    try {
      const listened: Listened<Input> = { input, port: port2 };
      return await this.threads.run(listened, { name: task, signal, transferList: [port2] });
    } finally {
      port1.close();
    }
  }

  async close(): Promise<void> {
    await this.threads.destroy();
  }
}
