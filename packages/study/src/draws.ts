import { exp, log1p, Stream } from '@invadolab/core';
import type { CompiledModel } from '@invadolab/model';
import type { RunSpec } from './study.js';

/** Cells of one experiment are numbered below this, so that no two members share a number. */
export const cellsPerExperiment = 65_536;

/** Identity of a cell in every random stream: the same in every arm, so that arms are paired. */
export function memberNumber(experiment: number, cell: number): number {
  return experiment * cellsPerExperiment + cell;
}

/** Coefficient of variation between experiments by parameter (`thickness`) or amount (`cell.A`). */
export type DayEffects = Readonly<Record<string, { readonly cv: number }>>;

/** A value per member for every amount that differs between cells and everything that differs between days. */
export function drawnValues(
  model: CompiledModel,
  spec: Pick<RunSpec, 'experiment' | 'cells'>,
  days: DayEffects,
  seed: number,
): { slot: string; values: number[] }[] {
  const constants = [
    ...model.parameters.map((constant) => ({ constant, name: constant.id, slot: `parameter.${constant.id}` })),
    ...model.places.flatMap((place) =>
      // The volume stands last among the constants of a place and is computed, not given.
      place.constants.slice(0, -1).map((constant) => {
        const slot = `${place.kind}.${constant.id}`;
        return { constant, name: slot, slot };
      }),
    ),
  ];
  return constants.flatMap(({ constant, name, slot }) => {
    const dayCv = Object.hasOwn(days, name) ? days[name].cv : 0;
    const cellCv = constant.cv ?? 0;
    if (dayCv === 0 && cellCv === 0) return [];
    const day = logNormal(seed, `day ${name}`, spec.experiment, dayCv);
    const given = constant.value / constant.factor;
    return [
      {
        slot,
        values: spec.cells.map(
          (cell) => given * day * logNormal(seed, `amount ${name}`, memberNumber(spec.experiment, cell), cellCv),
        ),
      },
    ];
  });
}

/** A factor of mean 1 and this coefficient of variation: exp(s z - s^2 / 2) with s^2 = ln(1 + cv^2). */
function logNormal(seed: number, purpose: string, replicate: number, cv: number): number {
  if (cv === 0) return 1;
  const stream = new Stream(seed, purpose);
  stream.at(replicate, 0, 0);
  const variance = log1p(cv * cv);
  return exp(Math.sqrt(variance) * stream.normal() - variance / 2);
}
