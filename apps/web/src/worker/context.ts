import type { Catalog } from '@invadolab/model';
import { RunArchive } from './run-store.js';
import { loadCatalog } from './shipped.js';
import { BrowserPool } from './worker-pool.js';

/** What every call of the laboratory works with; made once, in its worker. */
export interface Context {
  readonly catalog: Promise<Catalog>;
  readonly archive: RunArchive;
  /** Engine workers for what may take long: all cores but one, which is left to the page. */
  readonly pool: BrowserPool;
  /** One more, for what somebody is looking at. */
  readonly eye: BrowserPool;
  /** Runs on their way, by id; and a timing of cells, which ends when a run begins, as each would slow the other down. */
  readonly work: { readonly runs: Map<string, AbortController>; timing?: AbortController };
  /** s */
  readonly now: () => number;
}

/** Opens the laboratory: the catalogue is read at once, workers start when there is work. */
export function openContext(): Context {
  const open = () => new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module', name: 'engine' });
  const cores = navigator.hardwareConcurrency || 2;
  return {
    catalog: loadCatalog(),
    archive: new RunArchive(),
    pool: new BrowserPool(Math.max(1, cores - 1), open),
    eye: new BrowserPool(1, open),
    work: { runs: new Map() },
    now: () => performance.now() / 1000,
  };
}
