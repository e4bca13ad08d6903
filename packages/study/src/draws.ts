import { exp, log1p, Stream } from '@invadolab/core';
import type { Session } from '@invadolab/engine';
import type { CompiledModel } from '@invadolab/model';

/** Cells of one experiment are numbered below this, so that no two members share a number. */
export const cellsPerExperiment = 65_536;

/** Identity of a cell in every random stream: the same in every arm, so that arms are paired. */
export function memberNumber(experiment: number, cell: number): number {
  return experiment * cellsPerExperiment + cell;
}

/** Coefficient of variation between experiments of parameters (`thickness`) and amounts (`cell.A`). */
export type DayEffects = Readonly<Record<string, { readonly cv: number }>>;

/**
 * Gives all members of a session that has not begun the day they were made on: each named parameter or amount times a
 * log-normal factor that depends on seed, experiment and name alone. What the cells drew for themselves is kept.
 */
export async function setDay(
  session: Session,
  model: CompiledModel,
  days: DayEffects,
  seed: number,
  experiment: number,
): Promise<void> {
  for (const [name, { cv }] of Object.entries(days)) {
    const factor = dayFactor(seed, name, experiment, cv);
    const parameter = model.parameters.find(({ id }) => id === name);
    if (parameter) session.set(`parameter.${name}`, (parameter.value / parameter.factor) * factor);
    else if (hasAmount(model, name))
      session.set(
        name,
        (await session.read(name)).values.map((value) => value * factor),
      );
  }
}

function hasAmount(model: CompiledModel, name: string): boolean {
  // The volume stands last among the constants of a place and is computed, not given.
  return model.places.some(({ kind, constants }) => constants.slice(0, -1).some(({ id }) => `${kind}.${id}` === name));
}

/** A factor of mean 1 and this coefficient of variation: exp(s z - s^2 / 2) with s^2 = ln(1 + cv^2). */
export function dayFactor(seed: number, name: string, experiment: number, cv: number): number {
  const variance = log1p(cv * cv);
  const z = new Stream(seed, `day ${name}`).at(experiment, 0, 0).normal();
  return exp(Math.sqrt(variance) * z - variance / 2);
}
