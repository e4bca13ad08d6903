import type { Assay, AssaySetup, MeasureDefinition, Observer, RunIdentity, Snapshot } from '../assay.js';
import { settingValues } from '../microscope/settings.js';
import { distancesFrom, middleOf } from './from-middle.js';
import { cellMeasures, lookTimes, Notebook, notebookSettings, structuresRole } from './notebook.js';
import { type Spots, spotSlots } from './spots.js';

const settings = {
  ...notebookSettings,
  held: { title: 'share of the cells that the radius holds', unit: '1', value: 0.9 },
  margin: { title: 'depth of tissue around the tumour that is taken out with it', unit: 'um', value: 100 },
} as const;

const measures = {
  'invasion.radius': {
    title: 'radius of the tumour',
    unit: 'um',
    definition: 'Distance from the middle within which nine tenths of the living cells are.',
    scale: 'ratio',
  },
  'invasion.farthest': {
    title: 'farthest cell',
    unit: 'um',
    definition: 'Distance from the middle of the living cell that is farthest from it.',
    scale: 'ratio',
  },
  'invasion.beyond_margin': {
    title: 'cells beyond the margin',
    unit: '1',
    definition:
      'Living cells farther out than the edge of the tumour at the start and the margin that is taken out with it.',
    scale: 'ratio',
  },
  'invasion.beyond_share': {
    title: 'share of the cells beyond the margin',
    unit: '1',
    definition: 'Those cells over all living cells.',
    scale: 'ratio',
  },
  'invasion.motility': {
    title: 'random motility',
    unit: 'um2/h',
    definition:
      'Mean square of the distance, as seen from above, between a cell and where it was at the start, over four times the time; cells that were there at the start and live.',
    scale: 'ratio',
  },
  ...cellMeasures,
} as const satisfies Record<string, MeasureDefinition>;

/** A tumour in a piece of tissue that it infiltrates. `cells` of the study are tumours per experiment. */
export const slice: Assay = {
  id: 'brain-slice',
  title: 'Infiltration of a slice by a tumour',
  roles: {
    gel: { is: 'slot', required: true, title: 'density of what holds the tissue together' },
    structures: structuresRole,
  },
  settings,
  measures,
  sampling(setup) {
    const { gel, structures } = setup.protocol;
    const own = structures === undefined ? [] : [structures];
    const { times } = lookTimes(setup, settings);
    const whole = { times: [0, lastOf(setup)], slots: [gel] };
    return { reads: [{ times, slots: [...spotSlots, 'tissue.state', ...own] }, whole], sets: [] };
  },
  observer: (setup, run) => new SliceObserver(setup, run),
};

type Values = ReadonlyMap<keyof typeof measures, number>;

function lastOf({ timepoints }: AssaySetup): number {
  return timepoints[timepoints.length - 1];
}

interface Start {
  readonly middle: readonly number[];
  /** um from the middle to the farthest cell. */
  readonly edge: number;
  /** By cell. */
  readonly places: ReadonlyMap<number, readonly [x: number, y: number]>;
}

class SliceObserver implements Observer {
  private readonly notebook: Notebook<keyof typeof measures>;
  private readonly numbers: Readonly<Record<keyof typeof settings, number>>;
  private start: Start | undefined;

  constructor(setup: AssaySetup, run: RunIdentity) {
    this.numbers = settingValues(settings, setup.settings);
    this.notebook = new Notebook(setup, run, {
      settings,
      measures,
      courses: ['invasion.radius', 'invasion.beyond_margin', 'cells.number'],
      fields: [{ name: 'gel', slot: setup.protocol.gel }],
    });
  }

  sample(snapshot: Snapshot): void {
    const { time, spots } = this.notebook.look(snapshot);
    this.start ??= startOf(spots, middleOf(snapshot));
    const away = distancesFrom(this.start.middle, spots);
    this.notebook.note(snapshot, time, spots, this.values(snapshot, spots, away, this.start, time));
  }

  happenings(): void {}

  finish() {
    return this.notebook.finish();
  }

  private values(snapshot: Snapshot, spots: Spots, away: Float64Array, { edge, places }: Start, time: number): Values {
    const values = new Map<keyof typeof measures, number>();
    const living = livingOf(snapshot, spots.count);
    values.set('cells.number', living.length);
    if (living.length === 0) return values;
    const ordered = Float64Array.from(living, (i) => away[i]).sort();
    const { held, margin } = this.numbers;
    values.set('invasion.radius', ordered[Math.max(0, Math.ceil(held * ordered.length) - 1)]);
    values.set('invasion.farthest', ordered[ordered.length - 1]);
    const beyond = ordered.filter((one) => one > edge + margin).length;
    values.set('invasion.beyond_margin', beyond);
    values.set('invasion.beyond_share', beyond / ordered.length);
    if (time > 0) {
      values.set('invasion.speed', (meanOf(living, (i) => spots.path[i]) / time) * 3600);
      const first = living.filter((i) => places.has(spots.ids[i]));
      if (first.length > 0)
        values.set('invasion.motility', (meanOf(first, (i) => gone(spots, i, places)) / 4 / time) * 3600);
    }
    const structures = this.notebook.structures(snapshot, living);
    if (structures !== undefined) values.set('cells.structures', structures);
    return values;
  }
}

function startOf(spots: Spots, middle: readonly number[]): Start {
  const { count, ids, x, y } = spots;
  const places = new Map(Array.from({ length: count }, (_, i) => [ids[i], [x[i], y[i]] as const]));
  const away = distancesFrom(middle, spots);
  return { middle, edge: away.reduce((most, one) => Math.max(most, one), 0), places };
}

/** Rows of the cells that are not dying. */
function livingOf({ columns }: Snapshot, count: number): readonly number[] {
  const state = columns.get('tissue.state');
  if (state === undefined) throw new Error('tissue.state was not read');
  return Array.from({ length: count }, (_, i) => i).filter((i) => state.values[i] === 0);
}

/** um2 between a cell and where it was at the start, seen from above. */
function gone({ ids, x, y }: Spots, i: number, places: Start['places']): number {
  const from = places.get(ids[i])!;
  return (x[i] - from[0]) * (x[i] - from[0]) + (y[i] - from[1]) * (y[i] - from[1]);
}

function meanOf(rows: readonly number[], value: (row: number) => number): number {
  return rows.reduce((sum, row) => sum + value(row), 0) / rows.length;
}
