import type { WorkerPool } from '@invadolab/engine';
import { calibrateReduced, uncertaintyCounts } from '@invadolab/laboratory';
import type { Catalog } from '@invadolab/model';
import { type Plan, reducedCells, type UncertaintySize, uncertaintyWithin } from '@invadolab/study';
import type { Environment } from './environment.js';
import { shipped } from './evidence-source.js';

/** What a plan asks about uncertain numbers, and what that takes. */
export interface UncertaintyCost {
  readonly size: UncertaintySize;
  /** Wall clock, s. */
  readonly seconds: number;
  /** The most of it that `seconds` allow. */
  within(seconds: number): { readonly size: UncertaintySize; readonly seconds: number };
}

/** Times a cell of the reduced form; undefined where the plan asks nothing of it. */
export async function uncertaintyCost(
  plan: Plan,
  catalog: Catalog,
  pool: WorkerPool,
  { now, interrupted }: Environment,
): Promise<UncertaintyCost | undefined> {
  const { uncertainty: size, experiments, cells } = plan.study;
  const counts = await uncertaintyCounts(plan, catalog, shipped);
  if (size === undefined || counts.arms === 0 || experiments * cells === 1 || reducedCells(size, counts) === 0)
    return undefined;
  const perCell = (await calibrateReduced(plan, pool, now, interrupted)) / pool.size;
  const secondsOf = (asked: UncertaintySize) => reducedCells(asked, counts) * perCell;
  return {
    size,
    seconds: secondsOf(size),
    within(seconds) {
      const fitted = uncertaintyWithin(seconds / perCell, size, counts);
      return { size: fitted, seconds: secondsOf(fitted) };
    },
  };
}
