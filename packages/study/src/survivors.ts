import { clonogenicSurvival, survivalMeasures } from '@invadolab/assays';
import { parseQuantity } from '@invadolab/core';
import type { Engine } from '@invadolab/engine';
import { type CompiledModel, compileModel, type ModelFile } from '@invadolab/model';
import type { MeasureRow } from '@invadolab/results';
import { dayValues, independent, memberNumber } from './draws.js';
import type { Work } from './execute.js';

/** The role of a protocol that names the slot with the chance of a cell to live on. */
const role = 'survivors';

/** Longest tick of cells without sites, s: nothing in them is coupled more closely. */
const longestTick = 600;

/** Whether a model says how likely its cells are to live on. */
export function knowsSurvivors(model: ModelFile, protocol: Readonly<Record<string, string>>): boolean {
  const [kind, id] = (protocol[role] ?? '').split('.');
  const place = Object.hasOwn(model.places, kind) ? model.places[kind] : undefined;
  return [place?.species, place?.amounts, place?.definitions].some((table) => table && Object.hasOwn(table, id));
}

/**
 * The cells of a model without their sites, which decide nothing about who lives. Its tick divides all times at which something
 * happens.
 */
export function cellsAlone(model: ModelFile, timepoints: readonly number[]): CompiledModel {
  const events = Object.values(model.events ?? {}).flatMap(({ at, every }) => [at, every]);
  const times = [...timepoints, ...events.flatMap((time) => (time === undefined ? [] : [parseQuantity(time).value]))];
  const own = parseQuantity(model.numerics?.tick ?? '5 s').value;
  let tick = longestTick;
  while (tick > own && times.some((time) => time % tick !== 0)) tick -= own;
  const alone: ModelFile = { ...model, found: undefined, dissolve: undefined };
  return compileModel({ ...alone, numerics: { ...model.numerics, tick: `${Math.max(tick, own)} s` } });
}

/** Rows of the measure of survival for the cells of a piece of work: 1 for a model in which nothing kills, none without cells. */
export async function survivalRows(
  work: Work,
  file: ModelFile,
  alone: CompiledModel | undefined,
  engine: Engine,
  signal?: AbortSignal,
): Promise<readonly MeasureRow[]> {
  const { spec, setup, seed, days, parameters = {} } = work;
  const { arm, experiment, cells } = spec;
  const row = (cell: number, time: number, value: number): MeasureRow => {
    return {
      arm,
      experiment,
      cell,
      time,
      measure: clonogenicSurvival,
      value,
      unit: survivalMeasures[clonogenicSurvival].unit,
    };
  };
  if (file.places[setup.protocol.cell]?.count === 0) return [];
  if (alone === undefined) return cells.flatMap((cell) => setup.timepoints.map((time) => row(cell, time, 1)));
  const members = cells.map((cell) => memberNumber(experiment, cell));
  const drawn = Object.entries(parameters).map(([id, value]) => {
    return { slot: `parameter.${id}`, values: cells.map(() => value) };
  });
  const values = [...drawn, ...dayValues(alone, spec, days, independent(seed))];
  const session = await engine.start(alone, { members, seed, values, signal });
  try {
    const rows: MeasureRow[] = [];
    for (const time of setup.timepoints) {
      const status = await session.advance(time);
      // The run itself says what went wrong with a cell; here there is only no value to give.
      if (status.state !== 'done') break;
      const column = await session.read(setup.protocol[role]);
      column.members.forEach((member, index) => {
        rows.push(row(cells[member], time, column.values[index]));
      });
    }
    return rows.sort((a, b) => a.cell - b.cell || a.time - b.time);
  } finally {
    session.dispose();
  }
}
