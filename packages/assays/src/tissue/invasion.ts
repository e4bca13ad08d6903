import type { FieldSnapshot, Frame, MeasureRow, SeriesRow } from '@invadolab/results';
import type { Assay, AssaySetup, MeasureDefinition, Observer, RunIdentity, Snapshot } from '../assay.js';
import { settingValues } from '../microscope/settings.js';
import { everyStep, Timetable } from '../timetable.js';
import { distancesFrom, middleOf } from './from-middle.js';
import { frontOf, mean, speedOf } from './front.js';
import { fieldOf, frameOf } from './record.js';
import { shadowArea } from './shadow.js';
import { type Spots, spotSlots, spotsOf } from './spots.js';

const settings = {
  points: { title: 'points of each time course', unit: '1', value: 24 },
  front: { title: 'share of the cells, the farthest, that make the front', unit: '1', value: 0.1 },
  raster: { title: 'pixel of the raster on which areas are counted', unit: 'um', value: 1 },
  experiments_shown: { title: 'experiments of which pictures are kept', unit: '1', value: 1 },
} as const;

const measures = {
  'invasion.depth': {
    title: 'invasion depth',
    unit: 'um',
    definition:
      'Mean distance from the middle of the spheroid of the tenth of the cells that are farthest from it, less the same at the start.',
    scale: 'ratio',
  },
  'invasion.area': {
    title: 'area gained',
    unit: 'um2',
    definition: 'Area of the shadow of all cells on a plane, overlap counted once, less the same at the start.',
    scale: 'ratio',
  },
  'invasion.speed': {
    title: 'speed of the cells',
    unit: 'um/h',
    definition: 'Length of the way that cells walked since the start, over time; mean over all cells.',
    scale: 'ratio',
  },
  'invasion.invaded': {
    title: 'cells that left',
    unit: '1',
    definition: 'Cells farther from the middle than the farthest cell at the start and one diameter.',
    scale: 'ratio',
  },
  'invasion.single_share': {
    title: 'share of them on their own',
    unit: '1',
    definition: 'Cells among those that left which touch no other cell.',
    scale: 'interval',
  },
  'cells.number': { title: 'cells', unit: '1', definition: 'Cells alive.', scale: 'ratio' },
  'cells.structures': {
    title: 'structures per cell',
    unit: '1',
    definition: 'Structures that followed cells have under the conditions where each cell stands; mean over all cells.',
    scale: 'ratio',
  },
} as const satisfies Record<string, MeasureDefinition>;

/** A ball of cells in a gel, and how far they get. `cells` of the study are spheroids per experiment. */
export const invasion: Assay = {
  id: 'invasion',
  title: 'Invasion of a spheroid into a gel',
  roles: {
    gel: { is: 'slot', required: true, title: 'density of the gel around the cells' },
    structures: { is: 'slot', required: false, unit: '1', title: 'structures of each cell' },
  },
  settings,
  measures,
  sampling(setup) {
    const { gel, structures } = setup.protocol;
    const own = structures === undefined ? [] : [structures];
    const { times } = timetable(setup);
    return { reads: [{ times, slots: [...spotSlots, ...own, gel] }], sets: [] };
  },
  observer: (setup, run) => new InvasionObserver(setup, run),
};

type Lists = 'points' | 'series';

function timetable(setup: AssaySetup): Timetable<Lists> {
  const { points } = settingValues(settings, setup.settings);
  const last = setup.timepoints[setup.timepoints.length - 1];
  return new Timetable({ points: setup.timepoints, series: everyStep(last / points, last) });
}

interface Shape {
  readonly depth: number;
  readonly area: number;
  readonly edge: number;
  readonly diameter: number;
}

class InvasionObserver implements Observer {
  private readonly table: Timetable<Lists>;
  private readonly numbers: Readonly<Record<keyof typeof settings, number>>;
  private readonly measures: MeasureRow[] = [];
  private readonly series: SeriesRow[] = [];
  private readonly frames: Frame[] = [];
  private readonly fields: FieldSnapshot[] = [];
  private start: Shape | undefined;

  constructor(
    private readonly setup: AssaySetup,
    private readonly run: RunIdentity,
  ) {
    this.table = timetable(setup);
    this.numbers = settingValues(settings, setup.settings);
  }

  sample(snapshot: Snapshot): void {
    const time = this.table.requested(snapshot.time);
    const spots = spotsOf(snapshot);
    const away = distancesFrom(middleOf(snapshot), spots);
    const start = this.start ?? {
      depth: frontOf(away, this.numbers.front),
      area: shadowArea(spots, this.numbers.raster),
      edge: away.reduce((most, one) => Math.max(most, one), 0),
      diameter: 2 * mean(spots.radius),
    };
    this.start = start;
    const values = this.values(snapshot, spots, away, start, time);
    const { arm, experiment, cell } = this.run;
    const pictured = experiment < this.numbers.experiments_shown && cell === 0;
    if (this.table.holds('series', time)) {
      for (const series of ['invasion.depth', 'invasion.invaded', 'cells.number'] as const) {
        const value = values.get(series);
        if (value === undefined) continue;
        this.series.push({ arm, experiment, cell, time, series, value, unit: measures[series].unit });
      }
      if (pictured) this.frames.push(frameOf(spots, time, this.run));
    }
    if (pictured && (time === 0 || this.table.holds('points', time))) {
      const field = fieldOf(snapshot, this.setup.protocol.gel, 'gel', time, this.run);
      if (field) this.fields.push(field);
    }
    if (!this.table.holds('points', time)) return;
    for (const [measure, value] of values)
      this.measures.push({ arm, experiment, cell, time, measure, value, unit: measures[measure].unit });
  }

  happenings(): void {}

  finish() {
    const { measures, series, frames, fields } = this;
    return { measures, series, images: [], frames, fields };
  }

  private values(
    snapshot: Snapshot,
    spots: Spots,
    away: Float64Array,
    start: Shape,
    time: number,
  ): ReadonlyMap<keyof typeof measures, number> {
    const values = new Map<keyof typeof measures, number>();
    values.set('invasion.depth', Math.max(0, frontOf(away, this.numbers.front) - start.depth));
    values.set('invasion.area', Math.max(0, shadowArea(spots, this.numbers.raster) - start.area));
    if (time > 0) values.set('invasion.speed', speedOf(spots, time));
    let left = 0;
    let single = 0;
    for (let i = 0; i < spots.count; i++) {
      if (away[i] <= start.edge + start.diameter) continue;
      left++;
      if (spots.contacts[i] === 0) single++;
    }
    values.set('invasion.invaded', left);
    if (left > 0) values.set('invasion.single_share', single / left);
    values.set('cells.number', spots.count);
    const structures = this.setup.protocol.structures;
    const column = structures === undefined ? undefined : snapshot.columns.get(structures);
    if (column !== undefined && column.values.length > 0) values.set('cells.structures', mean(column.values));
    return values;
  }
}
