import { readdirSync, readFileSync } from 'node:fs';
import { type Happening, referenceEngine, SerialPool, type Session } from '@invadolab/engine';
import {
  type Catalog,
  type CompiledModel,
  type Composition,
  compileModel,
  compose,
  type ModelFile,
  parseCatalog,
} from '@invadolab/model';
import { MemoryStore } from '@invadolab/results';
import { parseStudy, performer, planStudy, runPlan } from '../../src/index.js';
import { mean } from './statistics.js';

/**
 * Seeds on which every law is judged, and cells of one seed in one arm (decision 0070). Fewer cells than the 24 of its
 * table, as in every run of the tests, only make a criterion harder to meet. LAW_SEEDS=101,102 LAW_CELLS=24 judges on others.
 */
export const seeds = (process.env.LAW_SEEDS ?? '1,2,3').split(',').map(Number);
export const cellsPerSeed = Number(process.env.LAW_CELLS ?? 12);

/** What every seed gives, one after the other. */
export async function overSeeds<T>(
  each: (seed: number) => Promise<readonly T[]>,
  of: readonly number[] = seeds,
): Promise<T[]> {
  const all: T[] = [];
  for (const seed of of) all.push(...(await each(seed)));
  return all;
}

const repository = new URL('../../../../../', import.meta.url);

/** A file of the repository, by its path from the root. */
export function readFile(path: string): string {
  return readFileSync(new URL(path, repository), 'utf8');
}

/** The catalogue that comes with the laboratory. */
export function realCatalog(): Catalog {
  const names = readdirSync(new URL('catalog/', repository), { recursive: true, encoding: 'utf8' });
  return parseCatalog(
    names.filter((name) => name.endsWith('.yaml')).map((name) => ({ name, text: readFile(`catalog/${name}`) })),
  );
}

/** What a law changes in the reference setting: a cell on the default gelatin film in growth medium. */
export type Setting = Partial<Omit<Composition, 'title' | 'parts'>> & { readonly assay?: string };

/** The composed model of one setting. */
export function modelOf(catalog: Catalog, { assay = 'gelatin', ...change }: Setting = {}): ModelFile {
  const { parts } = catalog.protocols[assay];
  const matrixKind = assay === 'network' ? undefined : 'gelatin';
  return compose(catalog, { title: 'law', cell: 'MDA-MB-231', matrixKind, parts, ...change }).model;
}

/** The model without some of its reactions, foundings or dissolutions. Throws where one of them is not in it. */
export function without(model: ModelFile, ids: readonly string[]): ModelFile {
  const known = { ...model.reactions, ...model.found, ...model.dissolve };
  for (const id of ids) if (!(id in known)) throw new Error(`the model has no ${id}`);
  const left = <T>(table: Readonly<Record<string, T>> | undefined) =>
    table && Object.fromEntries(Object.entries(table).filter(([id]) => !ids.includes(id)));
  return { ...model, reactions: left(model.reactions), found: left(model.found), dissolve: left(model.dissolve) };
}

/** A started batch of cells of one model; the same numbers are the same cells in every model. */
export async function start(
  file: ModelFile,
  cells: number,
  seed = 1,
): Promise<{ model: CompiledModel; session: Session }> {
  const model = compileModel(file);
  const members = Array.from({ length: cells }, (_, member) => member);
  return { model, session: await referenceEngine.start(model, { members, seed }) };
}

/** Advances and insists that it worked. */
export async function advance(session: Session, until: number): Promise<void> {
  const { state, message } = await session.advance(until);
  if (state !== 'done') throw new Error(`${state}: ${message}`);
}

/**
 * Values of one arm and measure of a study, one per cell: mean over the timepoints, or at one (s). Cells come in one
 * order for all arms; those without a value are left out.
 */
export type Reading = (arm: string, measure: string, time?: number) => number[];

/** Runs a study of `studies/laws/` as the command would, once for each of the seeds, with at most so many cells. */
export async function runLaw(
  catalog: Catalog,
  name: string,
  some: readonly number[] = seeds,
  cells = cellsPerSeed,
): Promise<Reading> {
  const readings: Reading[] = [];
  for (const seed of some) readings.push(await runOnce(catalog, `studies/laws/${name}.yaml`, seed, cells));
  return (...asked) => readings.flatMap((read) => read(...asked));
}

async function runOnce(catalog: Catalog, file: string, seed: number, cells: number): Promise<Reading> {
  const { study, place } = parseStudy(readFile(file), file, catalog);
  const plan = planStudy({ ...study, seed, cells: Math.min(study.cells, cells) }, place, {
    catalog,
    engine: 'reference',
  });
  const pool = new SerialPool({ perform: performer(() => referenceEngine) });
  const { measures, failures } = await runPlan(plan, { pool, store: new MemoryStore() });
  if (failures.length > 0) throw new Error(failures[0].message);
  return (arm, measure, time) => {
    const cells = new Map<number, number[]>();
    for (const row of measures) {
      if (row.arm !== arm || row.measure !== measure || (time !== undefined && row.time !== time)) continue;
      cells.set(row.cell, [...(cells.get(row.cell) ?? []), row.value]);
    }
    if (cells.size === 0) throw new Error(`no ${measure} in ${arm}`);
    return [...cells].sort(([a], [b]) => a - b).map(([, values]) => mean(values));
  };
}

/** One structure from its founding to its end, or to the end of what was watched. */
export interface Life {
  readonly member: number;
  readonly id: number;
  readonly born: number;
  /** s; infinite if it outlived the watch. */
  readonly gone: number;
  readonly x: number;
  readonly y: number;
}

/** All structures that were founded, in order of their founding. */
export function livesOf(happenings: readonly Happening[]): Life[] {
  const gone = new Map<string, number>();
  for (const { what, member, id, time } of happenings) if (what === 'dissolve') gone.set(`${member} ${id}`, time);
  return happenings
    .filter(({ what }) => what === 'found')
    .map(({ member, id, time, x, y }) => ({
      member,
      id,
      born: time,
      gone: gone.get(`${member} ${id}`) ?? Number.POSITIVE_INFINITY,
      x,
      y,
    }));
}
