import type { CompiledModel } from '@invadolab/model';
import { generateSsa, isClosed, type SsaKernel } from '../generate/ssa.js';
import { DirectMethod } from '../solvers/ssa.js';
import { TauLeap } from '../solvers/tau-leap.js';

/** A kind of place whose events concern nothing but itself: advanced whole, by generated code. */
export interface ClosedKind {
  readonly kernel: SsaKernel;
  readonly solver: DirectMethod | TauLeap;
  readonly work: Float64Array;
}

/**
 * The solver of a kind under `ssa` or `tau` that changes only itself, holds no other kind, and counts all its species in
 * molecules; undefined for the others, which pass amounts to the places around them firing by firing.
 */
export function closedKind(
  model: CompiledModel,
  index: number,
  offsets: readonly number[],
  counted: readonly boolean[],
): ClosedKind | undefined {
  const place = model.places[index];
  if (place.solver !== 'ssa' && place.solver !== 'tau') return undefined;
  const holds = model.places.some((other) => other.parent === index);
  if (holds || !isClosed(place) || !counted.every((one) => one)) return undefined;
  const kernel = generateSsa(place, offsets);
  const solver = place.solver === 'ssa' ? new DirectMethod(kernel) : new TauLeap(kernel);
  return { kernel, solver, work: new Float64Array(place.species.length) };
}
