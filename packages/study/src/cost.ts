import type { CompiledModel } from '@invadolab/model';
import type { Plan } from './plan.js';
import type { Study } from './study.js';

/** What a study will take. */
export interface Cost {
  /** Wall clock, s. */
  readonly seconds: number;
  /** Bytes at once. */
  readonly memory: number;
  /** Cells simulated, over all models and experiments. */
  readonly cells: number;
}

/** What one cell takes, from a short run or from the size of its model. */
export interface UnitCost {
  /** s of one thread for one cell over the whole study. */
  readonly secondsPerCell: number;
  /** s before the first result: starting threads and generating code. */
  readonly secondsToStart: number;
}

/** Bytes of a thread and of the program itself before any model. */
const threadBytes = 120e6;
/** Copies of a field that a step needs at once. */
const fieldCopies = 4;
const bytesPerCellOfTables = 200_000;

/** Cost of the plan as it is. Films without cells are taken as free. */
export function costOf(plan: Plan, model: CompiledModel, unit: UnitCost, threads: number): Cost {
  const cells = simulatedCells(plan, plan.study);
  const atOnce = Math.max(...plan.specs.map((spec) => spec.cells.length)) * threads;
  return {
    seconds: (cells * unit.secondsPerCell) / threads + unit.secondsToStart,
    memory: threadBytes * (threads + 1) + atOnce * memberBytes(plan, model) + cells * bytesPerCellOfTables,
    cells,
  };
}

function memberBytes({ tissueMemory }: Plan, model: CompiledModel): number {
  if (tissueMemory !== undefined) return tissueMemory;
  return model.fields.reduce(
    (sum, field) => sum + field.side * field.side * field.species.length * 8 * fieldCopies,
    1e6,
  );
}

/** Cells over all models that have any. */
function simulatedCells(plan: Plan, size: Pick<Study, 'experiments' | 'cells'>): number {
  return modelsWithCells(plan) * size.experiments * size.cells;
}

function modelsWithCells(plan: Plan): number {
  return Math.max(1, plan.models.filter((model) => !model.arms[0].bare).length);
}

/** A comparison needs a few experiments more than it needs many cells; below these, cells go first. */
const fewExperiments = 3;
const fewCells = 4;

/**
 * The largest size that fits into `budget` seconds: experiments are kept as long as each has a few cells. At least one
 * experiment with one cell, even where that does not fit.
 */
export function sizeWithin(
  budget: number,
  plan: Plan,
  unit: UnitCost,
  threads: number,
): Pick<Study, 'experiments' | 'cells'> {
  const full = plan.study;
  const models = modelsWithCells(plan);
  const seconds = Math.max(0, budget - unit.secondsToStart) * threads;
  const perArm = Math.max(1, Math.floor(seconds / (unit.secondsPerCell * models)));
  const enough = Math.min(full.cells, fewCells);
  let experiments = full.experiments;
  while (experiments > Math.min(full.experiments, fewExperiments) && Math.floor(perArm / experiments) < enough)
    experiments--;
  experiments = Math.min(experiments, perArm);
  return { experiments, cells: Math.min(full.cells, Math.max(1, Math.floor(perArm / experiments))) };
}
