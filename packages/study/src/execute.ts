import {
  type Assay,
  type AssaySetup,
  assays,
  type MicroscopeImage,
  type Observer,
  type Sampling,
  type Snapshot,
} from '@invadolab/assays';
import type { Column, Engine, Session, Status } from '@invadolab/engine';
import type { CompiledModel } from '@invadolab/model';
import type { EventRow, FieldSnapshot, Frame, MeasureRow, SeriesRow } from '@invadolab/results';
import { type DayEffects, dayValues, independent, memberNumber } from './draws.js';
import { type Keeping, type Shown, sharedColumns } from './kept-work.js';
import type { RunSpec } from './study.js';

/** A piece of work with everything it needs except the model's text. */
export interface Work {
  readonly spec: RunSpec;
  readonly assay: string;
  readonly setup: AssaySetup;
  readonly days: DayEffects;
  readonly seed: number;
  /** Values of parameters that differ from the model's, in its units: one draw of an ensemble. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** Whether the chance of each cell to live on is measured. */
  readonly survivors?: boolean;
}

/** What a piece of work leaves behind. */
export interface Outcome {
  readonly measures: readonly MeasureRow[];
  readonly series: readonly SeriesRow[];
  readonly events: readonly EventRow[];
  readonly images: readonly MicroscopeImage[];
  readonly fields?: readonly FieldSnapshot[];
  readonly frames?: readonly Frame[];
  /** One per cell that could not be finished: a sentence with the cure. Its rows are absent. */
  readonly failures: readonly Failure[];
  readonly warnings: readonly string[];
}

/** A cell whose run could not be finished, and why. */
export interface Failure {
  readonly experiment: number;
  readonly cell: number;
  /** s */
  readonly time: number;
  readonly message: string;
}

/**
 * Runs some cells of one model and measures them. A cell that fails does not take the others with it: the batch is
 * repeated one by one, which changes no other result because streams are addressed by cell.
 */
export async function execute(
  work: Work,
  model: CompiledModel,
  engine: Engine,
  signal?: AbortSignal,
  keeping?: Keeping,
): Promise<Outcome> {
  const outcome = await executeTogether(work, model, engine, signal, keeping);
  if (outcome.failures.length === 0 || work.spec.cells.length === 1) return outcome;
  const alone: Outcome[] = [];
  for (const cell of work.spec.cells) {
    alone.push(await executeTogether({ ...work, spec: { ...work.spec, cells: [cell] } }, model, engine, signal));
  }
  return {
    measures: alone.flatMap((each) => each.measures),
    series: alone.flatMap((each) => each.series),
    events: alone.flatMap((each) => each.events),
    images: alone.flatMap((each) => each.images),
    fields: alone.flatMap((each) => each.fields ?? []),
    frames: alone.flatMap((each) => each.frames ?? []),
    failures: alone.flatMap((each) => each.failures),
    warnings: [...new Set(alone.flatMap((each) => each.warnings))],
  };
}

async function executeTogether(
  work: Work,
  model: CompiledModel,
  engine: Engine,
  signal?: AbortSignal,
  keeping?: Keeping,
): Promise<Outcome> {
  const { setup } = work;
  const assay = assays[work.assay];
  const sampling = assay.sampling(setup);
  const session = await startCells(work, model, engine, signal, keeping?.from?.checkpoint);
  try {
    const observers = observersOf(assay, work);
    const warnings = new Set<string>(keeping?.from?.warnings);
    const ended = await sampled(sampling, setup, session, observers, warnings, keeping);
    if (ended?.state === 'stopped') signal?.throwIfAborted();
    if (ended !== undefined) return failed(work.spec, ended, [...warnings]);
    return finished(work, session, observers, [...warnings]);
  } finally {
    session.dispose();
  }
}

/** The cells of a piece of work at their start: who they are and what they drew does not hang on who looks at them. */
export function startCells(
  work: Work,
  model: CompiledModel,
  engine: Engine,
  signal?: AbortSignal,
  from?: Uint8Array,
): Promise<Session> {
  const { spec, seed } = work;
  const members = spec.cells.map((cell) => memberNumber(spec.experiment, cell));
  const values = [...drawnValues(work), ...dayValues(model, spec, work.days, independent(seed))];
  return engine.start(model, { members, seed, values, signal, ...(from && { from }) });
}

function drawnValues({ spec, parameters = {} }: Work): { slot: string; values: number[] }[] {
  return Object.entries(parameters).map(([id, value]) => ({
    slot: `parameter.${id}`,
    values: spec.cells.map(() => value),
  }));
}

/**
 * Takes a session through all times of an assay, one observer per member, and collects warnings. Gives the status of a run
 * that ended early, and nothing where all went well. With `keeping` it goes on from what was kept, and keeps it on the way.
 */
export async function sampled(
  sampling: Sampling,
  setup: AssaySetup,
  session: Session,
  observers: readonly Observer[],
  warnings = new Set<string>(),
  keeping?: Keeping,
): Promise<Status | undefined> {
  const shown = [...(keeping?.from?.shown ?? [])];
  for (const each of shown) show(each, observers);
  let kept = shown.length > 0 ? shown[shown.length - 1].time : Number.NEGATIVE_INFINITY;
  for (const time of timesOf(sampling, setup).filter((each) => each > kept)) {
    const status = await session.advance(time);
    for (const warning of status.warnings) warnings.add(warning);
    if (status.state !== 'done') return status;
    const columns = await columnsAt(time, sampling, session);
    if (columns.length > 0) show({ time, columns }, observers);
    await setAt(time, sampling, session);
    if (keeping === undefined || columns.length === 0) continue;
    shown.push({ time, columns: sharedColumns(columns, shown.at(-1)) });
    if (time - Math.max(0, kept) < keeping.every) continue;
    keeping.keep({ checkpoint: await session.checkpoint(), shown, warnings: [...warnings] });
    kept = time;
  }
  return undefined;
}

function observersOf(assay: Assay, work: Work): readonly Observer[] {
  const { spec, setup, seed } = work;
  return spec.cells.map((cell) => assay.observer(setup, { arm: spec.arm, experiment: spec.experiment, cell, seed }));
}

function timesOf(sampling: Sampling, setup: AssaySetup): readonly number[] {
  const times = [
    ...setup.timepoints,
    ...sampling.sets.map(({ time }) => time),
    ...sampling.reads.flatMap((read) => read.times),
  ];
  return [...new Set(times)].sort((a, b) => a - b);
}

async function columnsAt(time: number, sampling: Sampling, session: Session): Promise<readonly Column[]> {
  const slots = new Set(sampling.reads.filter((read) => read.times.includes(time)).flatMap((read) => read.slots));
  const columns: Column[] = [];
  for (const slot of slots) columns.push(await session.read(slot));
  return columns;
}

function show({ time, columns }: Shown, observers: readonly Observer[]): void {
  for (const [index, observer] of observers.entries()) observer.sample(snapshotOf(time, columns, index));
}

/** What one member of a batch holds at one time. */
export function snapshotOf(time: number, columns: readonly Column[], member: number): Snapshot {
  return { time, columns: new Map(columns.map((column) => [column.slot, ofMember(column, member)])) };
}

/** The rows of one member: a column is in member order, so they stand together. */
function ofMember(column: Column, member: number) {
  const from = column.members.indexOf(member);
  const to = from < 0 ? 0 : column.members.lastIndexOf(member) + 1;
  const part = (values: Float64Array) => values.slice(Math.max(from, 0), to);
  return {
    unit: column.unit,
    values: part(column.values),
    ids: part(column.ids),
    parents: part(column.parents),
    grid: column.grid,
    box: column.box,
  };
}

async function setAt(time: number, sampling: Sampling, session: Session): Promise<void> {
  for (const { time: when, slot, to } of sampling.sets) {
    if (when !== time) continue;
    if (typeof to === 'number') session.set(slot, to);
    else
      session.set(
        slot,
        (await session.read(to.slot)).values.map((value) => value * to.factor),
      );
  }
}

function failed(spec: RunSpec, status: Status, warnings: readonly string[]): Outcome {
  const message = status.message ?? `the run ended early (${status.state})`;
  const failures = spec.cells.map((cell) => ({ experiment: spec.experiment, cell, time: status.time, message }));
  return { measures: [], series: [], events: [], images: [], failures, warnings };
}

function finished(work: Work, session: Session, observers: readonly Observer[], warnings: readonly string[]): Outcome {
  const { spec } = work;
  const happened = session.happenings(0);
  const events: EventRow[] = [];
  const observed = observers.map((observer, index) => {
    const rows = happened
      .filter((each) => each.member === index)
      .map(({ time, what, by, kind, id, x, y }) => {
        return { arm: spec.arm, experiment: spec.experiment, cell: spec.cells[index], time, what, by, kind, id, x, y };
      });
    observer.happenings(rows);
    const result = observer.finish();
    events.push(...rows, ...(result.events ?? []));
    return result;
  });
  return {
    measures: observed.flatMap(({ measures }) => measures),
    series: observed.flatMap(({ series }) => series),
    events,
    images: observed.flatMap(({ images }) => images),
    fields: observed.flatMap(({ fields = [] }) => fields),
    frames: observed.flatMap(({ frames = [] }) => frames),
    failures: [],
    warnings,
  };
}
