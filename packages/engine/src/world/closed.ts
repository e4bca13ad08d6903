import type { CompiledModel } from '@invadolab/model';
import { generateSsa, isClosed, type SsaKernel } from '../generate/ssa.js';
import { DirectMethod } from '../solvers/ssa.js';
import { TauLeap } from '../solvers/tau-leap.js';
import { SolverFailure } from './ode.js';
import type { KindPlan } from './plan.js';
import type { World } from './world.js';

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

export function advanceClosed(
  world: World,
  kind: KindPlan,
  { kernel, solver, work }: ClosedKind,
  row: number,
  from: number,
  length: number,
  count: number,
): void {
  const frame = world.at(kind.index, row);
  const { y, ids } = world.tables[kind.index].data;
  const at = row * kind.widths.y;
  for (let i = 0; i < work.length; i++) work[i] = y[at + i];
  frame.t = from;
  kernel.prepare(frame);
  if (!solver.advance(work, from, from + length, world.draws(kind.place.solver, ids[row], count)))
    throw new SolverFailure(`${kind.kind}: ${solver.failure}`);
  for (let i = 0; i < work.length; i++) y[at + i] = work[i];
}
