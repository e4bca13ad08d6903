import type { Assay, AssaySetup, MeasureDefinition, Observer, RunIdentity, Snapshot } from '../assay.js';
import { settingValues } from '../microscope/settings.js';
import { distancesFrom, middleOf } from './from-middle.js';
import { frontOf, mean, speedOf } from './front.js';
import { cellMeasures, lookTimes, Notebook, notebookSettings, structuresRole } from './notebook.js';
import { shadowArea } from './shadow.js';
import { type Spots, spotSlots } from './spots.js';

const settings = {
  ...notebookSettings,
  front: { title: 'share of the cells, the farthest, that make the front', unit: '1', value: 0.1 },
  raster: { title: 'pixel of the raster on which areas are counted', unit: 'um', value: 1 },
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
  ...cellMeasures,
} as const satisfies Record<string, MeasureDefinition>;

/** A ball of cells in a gel, and how far they get. `cells` of the study are spheroids per experiment. */
export const invasion: Assay = {
  id: 'invasion',
  title: 'Invasion of a spheroid into a gel',
  roles: {
    gel: { is: 'slot', required: true, title: 'density of the gel around the cells' },
    structures: structuresRole,
  },
  settings,
  measures,
  sampling(setup) {
    const { gel, structures } = setup.protocol;
    const own = structures === undefined ? [] : [structures];
    const { times } = lookTimes(setup, settings);
    return { reads: [{ times, slots: [...spotSlots, ...own, gel] }], sets: [] };
  },
  observer: (setup, run) => new InvasionObserver(setup, run),
};

interface Shape {
  readonly depth: number;
  readonly area: number;
  readonly edge: number;
  readonly diameter: number;
}

class InvasionObserver implements Observer {
  private readonly notebook: Notebook<keyof typeof measures>;
  private readonly numbers: Readonly<Record<keyof typeof settings, number>>;
  private start: Shape | undefined;

  constructor(setup: AssaySetup, run: RunIdentity) {
    this.numbers = settingValues(settings, setup.settings);
    this.notebook = new Notebook(setup, run, {
      settings,
      measures,
      courses: ['invasion.depth', 'invasion.invaded', 'cells.number'],
      fields: [{ name: 'gel', slot: setup.protocol.gel }],
    });
  }

  sample(snapshot: Snapshot): void {
    const { time, spots } = this.notebook.look(snapshot);
    const away = distancesFrom(middleOf(snapshot), spots);
    this.start ??= {
      depth: frontOf(away, this.numbers.front),
      area: shadowArea(spots, this.numbers.raster),
      edge: away.reduce((most, one) => Math.max(most, one), 0),
      diameter: 2 * mean(spots.radius),
    };
    this.notebook.note(snapshot, time, spots, this.values(snapshot, spots, away, this.start, time));
  }

  happenings(): void {}

  finish() {
    return this.notebook.finish();
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
    const structures = this.notebook.structures(snapshot);
    if (structures !== undefined) values.set('cells.structures', structures);
    return values;
  }
}
