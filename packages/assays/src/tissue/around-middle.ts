import type {
  Assay,
  AssaySetup,
  MeasureDefinition,
  Observer,
  RunIdentity,
  SettingDefinition,
  Snapshot,
} from '../assay.js';
import { settingValues } from '../microscope/settings.js';
import { distancesFrom, middleOf } from './from-middle.js';
import { lookTimes, Notebook, notebookSettings, structuresRole } from './notebook.js';
import { type Spots, spotSlots } from './spots.js';

/** What an assay of cells that leave the middle of a tissue says beside what all of them share. */
export interface AroundMiddle<Measure extends string, Setting extends string, Start> {
  readonly id: string;
  readonly title: string;
  /** What the gel around the cells is to this assay. */
  readonly gel: string;
  /** Beside those of the notebook. */
  readonly settings: Readonly<Record<Setting, SettingDefinition>>;
  readonly measures: Readonly<Record<Measure, MeasureDefinition>>;
  /** Measures that are also kept as time courses. */
  readonly courses: readonly Measure[];
  /** What is remembered of the first look. */
  start(spots: Spots, away: Float64Array, settings: Readonly<Record<Setting, number>>): Start;
  /** What the living cells are like at `time`, s; `away` is the distance of each from the middle, um. */
  values(
    spots: Spots,
    away: Float64Array,
    look: { readonly time: number; readonly start: Start; readonly settings: Readonly<Record<Setting, number>> },
  ): ReadonlyMap<Measure, number>;
}

/** The assay; its measures have `cells.structures`, which is read where the role is filled. */
export function aroundMiddle<Measure extends string, Setting extends string, Start>(
  own: AroundMiddle<Measure | 'cells.structures', Setting, Start>,
): Assay {
  const settings = { ...notebookSettings, ...own.settings };
  return {
    id: own.id,
    title: own.title,
    roles: { gel: { is: 'slot', required: true, title: own.gel }, structures: structuresRole },
    settings,
    measures: own.measures,
    sampling(setup) {
      const { gel, structures } = setup.protocol;
      const more = structures === undefined ? [] : [structures];
      const cells = { times: lookTimes(setup, settings).times, slots: [...spotSlots, ...more] };
      // The first of them says where the middle is.
      const whole = { times: [...new Set([0, ...setup.timepoints])], slots: [gel] };
      return { reads: [cells, whole], sets: [] };
    },
    observer: (setup, run) => new MiddleObserver(setup, run, own),
  };
}

class MiddleObserver<Measure extends string, Setting extends string, Start> implements Observer {
  readonly #notebook: Notebook<Measure | 'cells.structures'>;
  readonly #settings: Readonly<Record<Setting, number>>;
  #first: { readonly middle: readonly number[]; readonly start: Start } | undefined;

  constructor(
    setup: AssaySetup,
    run: RunIdentity,
    readonly own: AroundMiddle<Measure | 'cells.structures', Setting, Start>,
  ) {
    this.#settings = settingValues(own.settings, setup.settings);
    this.#notebook = new Notebook(setup, run, {
      settings: notebookSettings,
      measures: own.measures,
      courses: own.courses,
      fields: [{ name: 'gel', slot: setup.protocol.gel }],
    });
  }

  sample(snapshot: Snapshot): void {
    const { time, spots, living } = this.#notebook.look(snapshot);
    this.#first ??= this.#firstOf(snapshot, living);
    const { middle, start } = this.#first;
    const look = { time, start, settings: this.#settings };
    const values = new Map(this.own.values(living, distancesFrom(middle, living), look));
    const structures = this.#notebook.structures(snapshot, living);
    if (structures !== undefined) values.set('cells.structures', structures);
    this.#notebook.note(snapshot, time, spots, values);
  }

  happenings(): void {}

  finish() {
    return this.#notebook.finish();
  }

  #firstOf(snapshot: Snapshot, spots: Spots) {
    const middle = middleOf(snapshot);
    return { middle, start: this.own.start(spots, distancesFrom(middle, spots), this.#settings) };
  }
}
