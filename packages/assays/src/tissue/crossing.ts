import type { Assay, AssaySetup, Observer, RoleDefinition, RunIdentity, Snapshot } from '../assay.js';
import { settingValues } from '../microscope/settings.js';
import { type CrossingMeasure, crossingMeasures } from './crossing-measures.js';
import { Crossings, Zone } from './crossings.js';
import { frontOf, speedOf } from './front.js';
import { type Keeping, lookTimes, Notebook, notebookSettings, structuresRole } from './notebook.js';
import { type Spots, spotSlots } from './spots.js';

const settings = {
  ...notebookSettings,
  points: { ...notebookSettings.points, value: 48 },
  front: { title: 'share of the cells, the farthest, that make the front', unit: '1', value: 0.1 },
} as const;

const roles = {
  beyond: { is: 'slot', required: true, unit: '1', title: 'share of each voxel that lies beyond the barrier' },
  barrier: { is: 'slot', required: false, title: 'density of what has to be crossed, for pictures' },
  waiting: { is: 'slot', required: false, unit: '1', title: 'share of each voxel in which a cell is at the barrier' },
  structures: structuresRole,
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
      return { reads: [{ times: lookTimes(setup, settings).times, slots: [...spotSlots, ...new Set(own)] }], sets: [] };
    },
    observer: (setup, run) => new CrossingObserver(setup, run, measures),
  };
}

class CrossingObserver implements Observer {
  private readonly notebook: Notebook<CrossingMeasure>;
  private readonly front: number;
  private readonly crossings = new Crossings();

  constructor(
    private readonly setup: AssaySetup,
    run: RunIdentity,
    measures: Keeping<CrossingMeasure>['measures'],
  ) {
    const { barrier } = setup.protocol;
    this.front = settingValues(settings, setup.settings).front;
    this.notebook = new Notebook(setup, run, {
      settings,
      measures,
      courses,
      fields: barrier === undefined ? [] : [{ name: 'barrier', slot: barrier }],
    });
  }

  sample(snapshot: Snapshot): void {
    const { time, spots, living } = this.notebook.look(snapshot);
    this.notebook.note(snapshot, time, spots, this.values(snapshot, living, time));
  }

  happenings(): void {}

  finish() {
    return this.notebook.finish();
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
    values.set('invasion.depth', frontOf(depths, this.front));
    if (first !== undefined) values.set('invasion.first', first / secondsPerHour);
    if (time > 0) values.set('invasion.speed', speedOf(spots, time));
    if (share !== undefined) values.set('extravasation.fraction', share);
    if (waited > 0) values.set('intravasation.rate', crossed / (waited / (24 * secondsPerHour)));
    const structures = this.notebook.structures(snapshot, spots);
    if (structures !== undefined) values.set('cells.structures', structures);
    return values;
  }
}

const secondsPerHour = 3600;

function zoneOf({ columns }: Snapshot, slot: string): Zone {
  const column = columns.get(slot);
  if (column === undefined) throw new Error(`${slot} was not read`);
  return new Zone(column);
}
