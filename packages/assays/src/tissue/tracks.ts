import type { Frame, MeasureRow, SeriesRow } from '@invadolab/results';
import type { Assay, AssaySetup, MeasureDefinition, Observer, RunIdentity, Snapshot } from '../assay.js';
import { settingValues } from '../microscope/settings.js';
import { everyStep, Timetable } from '../timetable.js';
import { mean, speedOf } from './front.js';
import { frameOf } from './record.js';
import { type Spots, spotSlots, spotsOf } from './spots.js';

const settings = {
  points: { title: 'points of each time course', unit: '1', value: 24 },
  experiments_shown: { title: 'experiments of which pictures are kept', unit: '1', value: 1 },
} as const;

const measures = {
  'invasion.speed': {
    title: 'speed of the cells',
    unit: 'um/h',
    definition: 'Length of the way that cells walked since the start, over time; mean over all cells.',
    scale: 'ratio',
  },
  'invasion.distance': {
    title: 'distance along the track',
    unit: 'um',
    definition: 'How far along its track a cell of the start is from where it was then; mean over those alive.',
    scale: 'ratio',
  },
  'cells.number': { title: 'cells', unit: '1', definition: 'Cells alive.', scale: 'ratio' },
  'cells.structures': {
    title: 'structures per cell',
    unit: '1',
    definition: 'Structures that followed cells have under the conditions where each cell stands; mean over all cells.',
    scale: 'ratio',
  },
} as const satisfies Record<string, MeasureDefinition>;

/** Cells in tracks along the first axis. `cells` of the study are pieces of gel per experiment. */
export const tracks: Assay = {
  id: 'tracks',
  title: 'Walking along tracks',
  roles: {
    gel: { is: 'slot', required: true, title: 'density of the gel between the tracks' },
    structures: { is: 'slot', required: false, unit: '1', title: 'structures of each cell' },
  },
  settings,
  measures,
  sampling(setup) {
    const { structures } = setup.protocol;
    const own = structures === undefined ? [] : [structures];
    return { reads: [{ times: timetable(setup).times, slots: [...spotSlots, ...own] }], sets: [] };
  },
  observer: (setup, run) => new TracksObserver(setup, run),
};

type Lists = 'points' | 'series';

function timetable(setup: AssaySetup): Timetable<Lists> {
  const { points } = settingValues(settings, setup.settings);
  const last = setup.timepoints[setup.timepoints.length - 1];
  return new Timetable({ points: setup.timepoints, series: everyStep(last / points, last) });
}

class TracksObserver implements Observer {
  private readonly table: Timetable<Lists>;
  private readonly pictures: boolean;
  private readonly measures: MeasureRow[] = [];
  private readonly series: SeriesRow[] = [];
  private readonly frames: Frame[] = [];
  private start: ReadonlyMap<number, number> | undefined;

  constructor(
    private readonly setup: AssaySetup,
    private readonly run: RunIdentity,
  ) {
    this.table = timetable(setup);
    const { experiments_shown: shown } = settingValues(settings, setup.settings);
    this.pictures = run.experiment < shown && run.cell === 0;
  }

  sample(snapshot: Snapshot): void {
    const time = this.table.requested(snapshot.time);
    const spots = spotsOf(snapshot);
    this.start ??= new Map(Array.from(spots.ids, (id, i) => [id, spots.x[i]]));
    const { arm, experiment, cell } = this.run;
    const values = this.values(snapshot, spots, time);
    if (this.table.holds('series', time)) {
      const series = 'invasion.distance';
      const value = values.get(series);
      if (value !== undefined)
        this.series.push({ arm, experiment, cell, time, series, value, unit: measures[series].unit });
      if (this.pictures) this.frames.push(frameOf(spots, time, this.run));
    }
    if (!this.table.holds('points', time)) return;
    for (const [measure, value] of values)
      this.measures.push({ arm, experiment, cell, time, measure, value, unit: measures[measure].unit });
  }

  happenings(): void {}

  finish() {
    const { measures, series, frames } = this;
    return { measures, series, images: [], frames };
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
    const { structures } = this.setup.protocol;
    const column = structures === undefined ? undefined : snapshot.columns.get(structures);
    if (column !== undefined && column.values.length > 0) values.set('cells.structures', mean(column.values));
    return values;
  }
}
