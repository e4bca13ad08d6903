import type { Assay, AssaySetup, MeasureDefinition, Observer, RunIdentity, Snapshot } from '../assay.js';
import { mean, speedOf } from './front.js';
import { cellMeasures, lookTimes, Notebook, notebookSettings, structuresRole } from './notebook.js';
import { type Spots, spotSlots } from './spots.js';

const settings = {
  ...notebookSettings,
} as const;

const measures = {
  'invasion.distance': {
    title: 'distance along the track',
    unit: 'um',
    definition: 'How far along its track a cell of the start is from where it was then; mean over those alive.',
    scale: 'ratio',
  },
  ...cellMeasures,
} as const satisfies Record<string, MeasureDefinition>;

/** Cells in tracks along the first axis. `cells` of the study are pieces of gel per experiment. */
export const tracks: Assay = {
  id: 'tracks',
  title: 'Walking along tracks',
  roles: {
    gel: { is: 'slot', required: true, title: 'density of the gel between the tracks' },
    structures: structuresRole,
  },
  settings,
  measures,
  sampling(setup) {
    const { structures } = setup.protocol;
    const own = structures === undefined ? [] : [structures];
    return { reads: [{ times: lookTimes(setup, settings).times, slots: [...spotSlots, ...own] }], sets: [] };
  },
  observer: (setup, run) => new TracksObserver(setup, run),
};

class TracksObserver implements Observer {
  private readonly notebook: Notebook<keyof typeof measures>;
  private start: ReadonlyMap<number, number> | undefined;

  constructor(setup: AssaySetup, run: RunIdentity) {
    this.notebook = new Notebook(setup, run, { settings, measures, courses: ['invasion.distance'], fields: [] });
  }

  sample(snapshot: Snapshot): void {
    const { time, spots, living } = this.notebook.look(snapshot);
    this.start ??= new Map(Array.from(living.ids, (id, i) => [id, living.x[i]]));
    this.notebook.note(snapshot, time, spots, this.values(snapshot, living, time));
  }

  happenings(): void {}

  finish() {
    return this.notebook.finish();
  }

  private values(snapshot: Snapshot, spots: Spots, time: number): ReadonlyMap<keyof typeof measures, number> {
    const values = new Map<keyof typeof measures, number>();
    const moved: number[] = [];
    spots.ids.forEach((id, i) => {
      const from = this.start?.get(id);
      if (from !== undefined) moved.push(Math.abs(spots.x[i] - from));
    });
    if (time > 0) values.set('invasion.speed', speedOf(spots, time));
    if (moved.length > 0) values.set('invasion.distance', mean(Float64Array.from(moved)));
    values.set('cells.number', spots.count);
    const structures = this.notebook.structures(snapshot, spots);
    if (structures !== undefined) values.set('cells.structures', structures);
    return values;
  }
}
