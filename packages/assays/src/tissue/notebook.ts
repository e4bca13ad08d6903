import type { FieldSnapshot, Frame, MeasureRow, SeriesRow } from '@invadolab/results';
import type {
  AssaySetup,
  MeasureDefinition,
  RoleDefinition,
  RunIdentity,
  SettingDefinition,
  Snapshot,
} from '../assay.js';
import { settingValues } from '../microscope/settings.js';
import { everyStep, Timetable } from '../timetable.js';
import { mean } from './front.js';
import { fieldOf, frameOf } from './record.js';
import { livingOf, type Spots, spotsOf } from './spots.js';

/** Settings that every assay of tissue has. */
export const notebookSettings = {
  points: { title: 'points of each time course', unit: '1', value: 24 },
  experiments_shown: { title: 'experiments of which pictures are kept', unit: '1', value: 1 },
} as const satisfies Record<string, SettingDefinition>;

/** Measures of cells that every assay of tissue can give. */
export const cellMeasures = {
  'invasion.speed': {
    title: 'speed of the cells',
    unit: 'um/h',
    definition: 'Length of the way that cells walked since the start, over time; mean over the living cells.',
    scale: 'ratio',
  },
  'cells.number': { title: 'cells', unit: '1', definition: 'Cells alive.', scale: 'ratio' },
  'cells.structures': {
    title: 'structures per cell',
    unit: '1',
    definition:
      'Structures that followed cells have under the conditions where each cell stands; mean over the living cells.',
    scale: 'ratio',
  },
} as const satisfies Record<string, MeasureDefinition>;

/** The role behind `cells.structures`. */
export const structuresRole = {
  is: 'slot',
  required: false,
  unit: '1',
  title: 'structures of each cell',
} as const satisfies RoleDefinition;

/** Times at which an assay of tissue looks: those of the study, and those of its time courses. */
export function lookTimes(setup: AssaySetup, settings: { readonly points: SettingDefinition }): Timetable<Lists> {
  const { points } = settingValues({ points: settings.points }, setup.settings);
  const last = setup.timepoints[setup.timepoints.length - 1];
  return new Timetable({ points: setup.timepoints, series: everyStep(last / points, last) });
}

type Lists = 'points' | 'series';

/** What an assay keeps of its looks. */
export interface Keeping<Id extends string> {
  readonly settings: typeof notebookSettings | { readonly points: SettingDefinition };
  /** The measures it gives; values of others are dropped. */
  readonly measures: Readonly<Partial<Record<Id, MeasureDefinition>>>;
  /** Those that are also kept as time courses. */
  readonly courses: readonly Id[];
  /** Fields of which pictures are kept, where they were read. */
  readonly fields: readonly { readonly name: string; readonly slot: string }[];
}

/** Rows, time courses, frames and fields of one run of a tissue. */
export class Notebook<Id extends string> {
  readonly #table: Timetable<Lists>;
  readonly #pictured: boolean;
  readonly #measures: MeasureRow[] = [];
  readonly #series: SeriesRow[] = [];
  readonly #frames: Frame[] = [];
  readonly #fields: FieldSnapshot[] = [];

  constructor(
    readonly setup: AssaySetup,
    readonly run: RunIdentity,
    readonly keeping: Keeping<Id>,
  ) {
    this.#table = lookTimes(setup, keeping.settings);
    const { experiments_shown: shown } = settingValues(notebookSettings, setup.settings);
    this.#pictured = run.experiment < shown && run.cell === 0;
  }

  /** The time that was asked for, s, the cells then, and those of them that are not dying, which measures are of. */
  look(snapshot: Snapshot): { readonly time: number; readonly spots: Spots; readonly living: Spots } {
    const spots = spotsOf(snapshot);
    return { time: this.#table.requested(snapshot.time), spots, living: livingOf(spots, snapshot) };
  }

  /** Mean of the role `structures` over some cells; undefined where it is not filled or nobody is there. */
  structures({ columns }: Snapshot, { rows }: Spots): number | undefined {
    const { structures } = this.setup.protocol;
    const values = structures === undefined ? undefined : columns.get(structures)?.values;
    const own = values && Float64Array.from(rows, (row) => values[row]);
    return own === undefined || own.length === 0 ? undefined : mean(own);
  }

  /** Takes down what was found at a look. */
  note(snapshot: Snapshot, time: number, spots: Spots, values: ReadonlyMap<Id, number>): void {
    const { keeping, run } = this;
    const { arm, experiment, cell } = run;
    const asked = this.#table.holds('points', time);
    if (this.#table.holds('series', time)) {
      for (const series of keeping.courses) {
        const value = values.get(series);
        const unit = keeping.measures[series]?.unit;
        if (value !== undefined && unit !== undefined)
          this.#series.push({ arm, experiment, cell, time, series, value, unit });
      }
      if (this.#pictured) this.#frames.push(frameOf(spots, time, run));
    }
    if (this.#pictured && (asked || time === 0)) {
      for (const { name, slot } of keeping.fields) {
        const field = fieldOf(snapshot, slot, name, time, run);
        if (field) this.#fields.push(field);
      }
    }
    if (!asked) return;
    for (const [measure, value] of values) {
      const unit = keeping.measures[measure]?.unit;
      if (unit !== undefined) this.#measures.push({ arm, experiment, cell, time, measure, value, unit });
    }
  }

  finish() {
    return {
      measures: this.#measures,
      series: this.#series,
      images: [],
      frames: this.#frames,
      fields: this.#fields,
    };
  }
}
