import { proxy, type Remote, wrap } from 'comlink';
import type { LaboratoryCalls } from '../worker/calls.js';
import '../worker/problem-transfer.js';

let opened: Remote<LaboratoryCalls> | undefined;

/** The laboratory's worker; started at the first call, and then the same for the life of the page. */
export function laboratory(): Remote<LaboratoryCalls> {
  opened ??= wrap<LaboratoryCalls>(
    new Worker(new URL('../worker/laboratory-worker.ts', import.meta.url), { type: 'module', name: 'laboratory' }),
  );
  return opened;
}

/** A function of the page that the laboratory may call. */
export const heard: typeof proxy = proxy;
