import {
  type AssaySetup,
  assays,
  type Observer,
  type RunIdentity,
  type Sampling,
  type Snapshot,
} from '@invadolab/assays';
import type { Engine } from '@invadolab/engine';
import { compileModel, type ModelFile } from '@invadolab/model';
import type { FieldSnapshot, SeriesRow } from '@invadolab/results';
import { tissueEngine, tissueSlots } from '@invadolab/tissue';
import { sampled, startCells } from './execute.js';
import type { Plan } from './plan.js';
import { type Task, taskOf } from './run.js';

/** A tissue of a plan to be looked at while its cells move. */
export interface TissueWatchTask {
  readonly task: Task;
  readonly arm: string;
  /** Whether only its start is looked at. */
  readonly startOnly: boolean;
}

/** The cells of a tissue at one look, one value per cell. */
export interface WatchedCells {
  readonly ids: Float64Array;
  /** um */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly z: Float32Array;
  readonly radius: Float32Array;
  /** Cells that it touches. */
  readonly contacts: Float32Array;
  /** Length of the way that it walked, um. */
  readonly path: Float32Array;
  /** s since the start of the study at which it was born; 0 for the first cells. */
  readonly born: Float32Array;
  /** 1 while it dies. */
  readonly dying: Uint8Array;
  /** Structures that it has; absent where the assay has no such role. */
  readonly structures?: Float32Array;
}

/** One look at a tissue. */
export interface WatchedTissue {
  readonly arm: string;
  /** s */
  readonly time: number;
  readonly cells: WatchedCells;
  /** Its gels and soluble species, named by their slots (`gel.NAME`, `spread.NAME`), and `vessel.away` where it has a vessel. */
  readonly fields: readonly FieldSnapshot[];
  /** What the assay takes down at this look for its time courses, by id. */
  readonly values: Readonly<Record<string, number>>;
}

/**
 * The first tissue of an arm, at every look of its assay: the very tissue of the result, and looking changes nothing. Undefined where the
 * study looks at no tissues, or has no such arm.
 */
export function watchTissueTask(plan: Plan, arm: string, startOnly = false): TissueWatchTask | undefined {
  if (plan.engine !== tissueEngine.id) return undefined;
  const model = plan.models.findIndex(({ arms }) => arms.some(({ id }) => id === arm));
  const spec = plan.specs.find((each) => each.model === model && each.experiment === 0 && !each.exposure);
  if (spec === undefined) return undefined;
  return { task: taskOf(plan, { ...spec, cells: [spec.cells[0]] }), arm, startOnly };
}

/** A worker's task: lives a tissue through and sends a `WatchedTissue` after each look. */
export function tissueWatcher(
  engineOf: (id: string) => Engine,
): (
  task: TissueWatchTask,
  options: { readonly signal?: AbortSignal; readonly onMessage: (look: WatchedTissue) => void },
) => Promise<void> {
  return async ({ task, arm, startOnly }, { signal, onMessage }) => {
    const { work, model: file, engine } = task;
    const { setup, spec, seed } = work;
    const assay = assays[work.assay];
    const identity = { arm, experiment: spec.experiment, cell: spec.cells[0], seed };
    const own = assay.sampling(setup);
    const times = startOnly ? [0] : [...new Set(own.reads.flatMap((read) => read.times))];
    const measured = assay.observer(setup, identity);
    const model = compileModel(file);
    const shown = { ...shownSlots(file, setup), known: new Set(tissueSlots(model)) };
    const slots = [...cellSlots, ...shown.structures, ...shown.fields].filter((slot) => shown.known.has(slot));
    const reads = own.reads.map((read) => ({ ...read, times: read.times.filter((time) => times.includes(time)) }));
    const sampling: Sampling = { reads: [...reads, { times, slots }], sets: [] };
    const session = await startCells(work, model, engineOf(engine), signal);
    try {
      const passing = new PassingOn(measured, identity, shown, onMessage);
      await sampled(sampling, { ...setup, timepoints: startOnly ? [] : setup.timepoints }, session, [passing]);
    } finally {
      session.dispose();
    }
  };
}

interface ShownSlots {
  readonly structures: readonly string[];
  readonly fields: readonly string[];
}

const cellSlots = ['x', 'y', 'z', 'radius', 'contacts', 'path', 'born', 'state'].map((id) => `tissue.${id}`);

function shownSlots({ tissue }: ModelFile, { protocol }: AssaySetup): ShownSlots {
  const { structures } = protocol;
  return {
    structures: structures === undefined ? [] : [structures],
    fields: [
      ...Object.keys(tissue?.gels ?? {}).map((id) => `gel.${id}`),
      ...Object.keys(tissue?.spread ?? {}).map((id) => `spread.${id}`),
      'vessel.away',
    ],
  };
}

/** Lets an assay look as ever, and passes on what there was to be seen. */
class PassingOn implements Observer {
  #told = 0;

  constructor(
    readonly assay: Observer,
    readonly run: RunIdentity,
    readonly shown: ShownSlots,
    readonly tell: (look: WatchedTissue) => void,
  ) {}

  sample(snapshot: Snapshot): void {
    this.assay.sample(snapshot);
    const { series } = this.assay.finish();
    const values = valuesOf(series.slice(this.#told));
    this.#told = series.length;
    const { time } = snapshot;
    const fields = this.shown.fields.flatMap((slot) => fieldOf(snapshot, slot, this.run) ?? []);
    this.tell({ arm: this.run.arm, time, cells: cellsOf(snapshot, this.shown), fields, values });
  }

  happenings(): void {}

  finish() {
    return this.assay.finish();
  }
}

function valuesOf(rows: readonly SeriesRow[]): Readonly<Record<string, number>> {
  return Object.fromEntries(rows.map(({ series, value }) => [series, value]));
}

function cellsOf({ columns }: Snapshot, { structures: [structures] }: ShownSlots): WatchedCells {
  const column = (slot: string) => columns.get(slot)?.values ?? new Float64Array(0);
  const single = (id: string) => Float32Array.from(column(`tissue.${id}`));
  return {
    ids: Float64Array.from(columns.get('tissue.x')?.ids ?? []),
    x: single('x'),
    y: single('y'),
    z: single('z'),
    radius: single('radius'),
    contacts: single('contacts'),
    path: single('path'),
    born: single('born'),
    dying: Uint8Array.from(column('tissue.state'), (state) => (state === 0 ? 0 : 1)),
    ...(structures !== undefined && columns.has(structures) && { structures: Float32Array.from(column(structures)) }),
  };
}

function fieldOf({ columns, time }: Snapshot, slot: string, run: RunIdentity): FieldSnapshot | undefined {
  const column = columns.get(slot);
  if (column?.box === undefined) return undefined;
  const { arm, experiment, cell } = run;
  const { shape, voxel } = column.box;
  const values = Float32Array.from(column.values);
  return { arm, experiment, cell, time, name: slot, unit: column.unit, shape, voxel, origin: [0, 0, 0], values };
}
