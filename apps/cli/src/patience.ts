import type { Patience } from '@invadolab/laboratory';

const seconds = 120;

/** A cell that takes longer than this is not waited for. Begins now. */
export function patienceWith(): Patience {
  return { seconds, signal: AbortSignal.timeout(seconds * 1000) };
}
