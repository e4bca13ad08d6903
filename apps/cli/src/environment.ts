import type { WorkerPool } from '@invadolab/engine';
import type { Catalog } from '@invadolab/model';
import type { Terminal } from './terminal.js';

/** Everything a command needs from the machine it runs on. */
export interface Environment {
  readonly terminal: Terminal;
  readonly version: string;
  /** Seconds of a clock that never goes back. */
  now(): number;
  /** Bytes of memory that the machine has. */
  readonly memory: number;
  /** Threads used where nobody says how many. */
  readonly threads: number;
  openPool(threads: number): WorkerPool;
  /** The shipped catalogue, with the entries of a folder laid over it where one is given. */
  catalog(overlay?: string): Promise<Catalog>;
  /** Opens a link in the person's browser; rejects where there is none. Undefined where nothing may be opened. */
  readonly openLink?: (link: string) => Promise<void>;
  /** Fires when the person wants to stop (Ctrl-C). */
  readonly interrupted: AbortSignal;
}
