import { exp, log1p, Stream } from '@invadolab/core';
import type { CompiledConstant, CompiledModel } from '@invadolab/model';
import type { RunSpec } from './study.js';

/** Cells of one experiment are numbered below this, so that no two members share a number. */
export const cellsPerExperiment = 65_536;

/** Identity of a cell in every random stream: the same in every arm, so that arms are paired. */
export function memberNumber(experiment: number, cell: number): number {
  return experiment * cellsPerExperiment + cell;
}

/** Coefficient of variation between experiments of parameters (`thickness`) and amounts (`cell.A`); the order counts. */
export type DayEffects = Readonly<Record<string, DayEffect>>;

/** `stream` addresses its random numbers where the place in the list must not: for what a drug brings along. */
export interface DayEffect {
  readonly cv: number;
  readonly stream?: string;
}

/** A standard normal number for a purpose and a replicate, the same whenever it is asked for. */
export type Deviates = (purpose: string, replicate: number) => number;

/** Replicates by chance alone, each independent of all others. */
export function independent(seed: number): Deviates {
  return (purpose, replicate) => new Stream(seed, purpose).at(replicate, 0, 0).normal();
}

/**
 * What differs from day to day, as values for the members of one experiment: each named parameter or amount times a
 * log-normal factor that depends on seed, experiment and the day effect's place in the list alone. Engines draw what differs between cells; an amount
 * that has a day is drawn here instead, cell by cell, so that the day multiplies the cell's own factor.
 */
export function dayValues(
  model: CompiledModel,
  spec: Pick<RunSpec, 'experiment' | 'cells'>,
  days: DayEffects,
  deviates: Deviates,
): { slot: string; values: number[] }[] {
  const parameters = model.parameters.map((constant) => ({
    constant,
    name: constant.id,
    slot: `parameter.${constant.id}`,
  }));
  const order = Object.keys(days);
  // The volume stands last among the constants of a place and is computed, not given.
  const amounts = model.places.flatMap(({ kind, constants }) =>
    constants.slice(0, -1).map((constant) => named(kind, constant)),
  );
  return [...parameters, ...amounts].flatMap(({ constant, name, slot }) => {
    const place = order.indexOf(name);
    if (place < 0) return [];
    const { experiment, cells } = spec;
    const { cv, stream } = days[name];
    const purpose = stream === undefined ? `day ${place}` : `individual ${stream}`;
    const today = (constant.value / constant.factor) * logNormal(cv, () => deviates(purpose, experiment));
    const own = (cell: number) =>
      logNormal(constant.cv ?? 0, () => deviates(`amount ${constant.stream}`, memberNumber(experiment, cell)));
    return [{ slot, values: cells.map((cell) => today * own(cell)) }];
  });
}

function named(kind: string, constant: CompiledConstant) {
  const slot = `${kind}.${constant.id}`;
  return { constant, name: slot, slot };
}

/** A factor of mean 1 and this coefficient of variation: exp(s z - s^2 / 2) with s^2 = ln(1 + cv^2); `deviate` gives z. */
export function logNormal(cv: number, deviate: () => number): number {
  if (cv === 0) return 1;
  const variance = log1p(cv * cv);
  return exp(Math.sqrt(variance) * deviate() - variance / 2);
}
