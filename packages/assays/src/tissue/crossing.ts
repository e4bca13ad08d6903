import type { FieldSnapshot, Frame, MeasureRow, SeriesRow } from '@invadolab/results';
import type { Assay, AssaySetup, Observer, RoleDefinition, RunIdentity, Snapshot } from '../assay.js';
import { settingValues } from '../microscope/settings.js';
import { everyStep, Timetable } from '../timetable.js';
import { type CrossingMeasure, crossingMeasures } from './crossing-measures.js';
import { Crossings, Zone } from './crossings.js';
import { frontOf, mean, speedOf } from './front.js';
import { fieldOf, frameOf } from './record.js';
import { type Spots, spotSlots, spotsOf } from './spots.js';

const settings = {
  points: { title: 'points of each time course', unit: '1', value: 48 },
  front: { title: 'share of the cells, the farthest, that make the front', unit: '1', value: 0.1 },
  experiments_shown: { title: 'experiments of which pictures are kept', unit: '1', value: 1 },
} as const;

const roles = {
  beyond: { is: 'slot', required: true, unit: '1', title: 'share of each voxel that lies beyond the barrier' },
  barrier: { is: 'slot', required: false, title: 'density of what has to be crossed, for pictures' },
  waiting: { is: 'slot', required: false, unit: '1', title: 'share of each voxel in which a cell is at the barrier' },
  structures: { is: 'slot', required: false, unit: '1', title: 'structures of each cell' },
} as const satisfies Record<string, RoleDefinition>;

const courses: readonly CrossingMeasure[] = [
  'invasion.crossed_fraction',
  'extravasation.fraction',
  'intravasation.rate',
  'invasion.depth',
  'cells.number',
];

/** An assay that watches cells come over a barrier; `cells` of the study are pieces of tissue per experiment. */
export function crossingAssay(id: string, title: string, measured: readonly CrossingMeasure[]): Assay {
  const measures = Object.fromEntries(measured.map((measure) => [measure, crossingMeasures[measure]]));
  return {
    id,
    title,
    roles,
    settings,
    measures,
    sampling(setup) {
      const { beyond, barrier, waiting, structures } = setup.protocol;
      const own = [beyond, barrier, waiting, structures].filter((slot) => slot !== undefined);
      return { reads: [{ times: timetable(setup).times, slots: [...spotSlots, ...new Set(own)] }], sets: [] };
    },
    observer: (setup, run) => new CrossingObserver(setup, run, new Set(measured)),
  };
}

type Lists = 'points' | 'series';

function timetable(setup: AssaySetup): Timetable<Lists> {
  const { points } = settingValues(settings, setup.settings);
  const last = setup.timepoints[setup.timepoints.length - 1];
  return new Timetable({ points: setup.timepoints, series: everyStep(last / points, last) });
}

class CrossingObserver implements Observer {
  private readonly table: Timetable<Lists>;
  private readonly numbers: Readonly<Record<keyof typeof settings, number>>;
  private readonly crossings = new Crossings();
  private readonly measures: MeasureRow[] = [];
  private readonly series: SeriesRow[] = [];
  private readonly frames: Frame[] = [];
  private readonly fields: FieldSnapshot[] = [];

  constructor(
    private readonly setup: AssaySetup,
    private readonly run: RunIdentity,
    private readonly measured: ReadonlySet<CrossingMeasure>,
  ) {
    this.table = timetable(setup);
    this.numbers = settingValues(settings, setup.settings);
  }

  sample(snapshot: Snapshot): void {
    const time = this.table.requested(snapshot.time);
    const { barrier } = this.setup.protocol;
    const spots = spotsOf(snapshot);
    const values = this.values(snapshot, spots, time);
    const { arm, experiment, cell } = this.run;
    const pictured = experiment < this.numbers.experiments_shown && cell === 0;
    if (this.table.holds('series', time)) {
      for (const series of courses) {
        const value = this.measured.has(series) ? values.get(series) : undefined;
        if (value === undefined) continue;
        this.series.push({ arm, experiment, cell, time, series, value, unit: crossingMeasures[series].unit });
      }
      if (pictured) this.frames.push(frameOf(spots, time, this.run));
    }
    const atPoint = this.table.holds('points', time);
    if (pictured && barrier !== undefined && (time === 0 || atPoint)) {
      const field = fieldOf(snapshot, barrier, 'barrier', time, this.run);
      if (field) this.fields.push(field);
    }
    if (!atPoint) return;
    for (const [measure, value] of values) {
      if (!this.measured.has(measure)) continue;
      this.measures.push({ arm, experiment, cell, time, measure, value, unit: crossingMeasures[measure].unit });
    }
  }

  happenings(): void {}

  finish() {
    const { measures, series, frames, fields } = this;
    return { measures, series, images: [], frames, fields };
  }

  private values(snapshot: Snapshot, spots: Spots, time: number): ReadonlyMap<CrossingMeasure, number> {
    const { protocol } = this.setup;
    const values = new Map<CrossingMeasure, number>();
    const beyond = zoneOf(snapshot, protocol.beyond);
    const waiting = protocol.waiting === undefined ? undefined : zoneOf(snapshot, protocol.waiting);
    const depths = new Float64Array(spots.count);
    let over = 0;
    let atBarrier = 0;
    for (let cell = 0; cell < spots.count; cell++) {
      if (beyond.holds(spots, cell)) {
        over++;
        depths[cell] = beyond.depth(spots, cell);
      } else if (waiting?.holds(spots, cell)) atBarrier++;
    }
    this.crossings.look(time, spots, (cell) => beyond.holds(spots, cell), atBarrier);
    const { first, crossed, share, waited } = this.crossings;
    values.set('cells.number', spots.count);
    if (spots.count > 0) values.set('invasion.crossed_fraction', over / spots.count);
    values.set('invasion.depth', frontOf(depths, this.numbers.front));
    if (first !== undefined) values.set('invasion.first', first / secondsPerHour);
    if (time > 0) values.set('invasion.speed', speedOf(spots, time));
    if (share !== undefined) values.set('extravasation.fraction', share);
    if (waited > 0) values.set('intravasation.rate', crossed / (waited / (24 * secondsPerHour)));
    const column = protocol.structures === undefined ? undefined : snapshot.columns.get(protocol.structures);
    if (column !== undefined && column.values.length > 0) values.set('cells.structures', mean(column.values));
    return values;
  }
}

const secondsPerHour = 3600;

function zoneOf({ columns }: Snapshot, slot: string): Zone {
  const column = columns.get(slot);
  if (column === undefined) throw new Error(`${slot} was not read`);
  return new Zone(column);
}
