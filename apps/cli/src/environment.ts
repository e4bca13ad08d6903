import type { WorkerPool } from '@invadolab/engine';
import type { Terminal } from './terminal.js';

/** Everything a command needs from the machine it runs on. */
export interface Environment {
  readonly terminal: Terminal;
  readonly version: string;
  /** Seconds of a clock that never goes back. */
  now(): number;
  /** Threads used where nobody says how many. */
  readonly threads: number;
  openPool(threads: number): WorkerPool;
  /** Fires when the person wants to stop (Ctrl-C). */
  readonly interrupted: AbortSignal;
}
