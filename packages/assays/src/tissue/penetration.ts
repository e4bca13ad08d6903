import type { FieldSnapshot, Frame, MeasureRow, SeriesRow } from '@invadolab/results';
import type {
  Assay,
  AssaySetup,
  MeasureDefinition,
  Observer,
  RunIdentity,
  Snapshot,
  SnapshotColumn,
} from '../assay.js';
import { settingValues } from '../microscope/settings.js';
import { everyStep, Timetable } from '../timetable.js';
import { halfDepth } from './half-depth.js';
import { fieldOf, frameOf } from './record.js';
import { type Spots, spotSlots, spotsOf } from './spots.js';

const settings = {
  points: { title: 'points of each time course', unit: '1', value: 12 },
  experiments_shown: { title: 'experiments of which pictures are kept', unit: '1', value: 1 },
} as const;

const depth =
  'Distance from the wall of the vessel at which it has fallen to half of what is beside the wall, over shells one voxel thick; where it nowhere does, the farthest shell.';

const measures = {
  'penetration.particles': { title: 'depth of the particles', unit: 'um', definition: depth, scale: 'ratio' },
  'penetration.drug': { title: 'depth of the free drug', unit: 'um', definition: depth, scale: 'ratio' },
  'delivered.particles': {
    title: 'drug in particles',
    unit: 'nM',
    definition: 'Mean over the tissue outside the vessel of drug that is in particles.',
    scale: 'ratio',
  },
  'delivered.drug': {
    title: 'free drug',
    unit: 'nM',
    definition: 'Mean over the tissue outside the vessel of free drug.',
    scale: 'ratio',
  },
  'delivered.at_cells': {
    title: 'free drug where cells are',
    unit: 'nM',
    definition: 'Free drug in the voxels of the middles of cells; mean over the cells.',
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

/** Particles and what they release between the cells around a vessel. `cells` of the study are pieces of tissue per experiment. */
export const penetration: Assay = {
  id: 'penetration',
  title: 'Penetration of tissue around a vessel',
  roles: {
    particles: { is: 'slot', required: true, title: 'density of what is in particles' },
    drug: { is: 'slot', required: true, title: 'density of what they release' },
    away: { is: 'slot', required: true, unit: 'um', title: 'distance of every voxel from the wall of the vessel' },
    structures: { is: 'slot', required: false, unit: '1', title: 'structures of each cell' },
  },
  settings,
  measures,
  sampling(setup) {
    const { particles, drug, away, structures } = setup.protocol;
    const own = structures === undefined ? [] : [structures];
    const { times } = timetable(setup);
    return { reads: [{ times, slots: [...spotSlots, ...own, particles, drug, away] }], sets: [] };
  },
  observer: (setup, run) => new PenetrationObserver(setup, run),
};

type Lists = 'points' | 'series';
type Values = ReadonlyMap<keyof typeof measures, number>;

function timetable(setup: AssaySetup): Timetable<Lists> {
  const { points } = settingValues(settings, setup.settings);
  const last = setup.timepoints[setup.timepoints.length - 1];
  return new Timetable({ points: setup.timepoints, series: everyStep(last / points, last) });
}

class PenetrationObserver implements Observer {
  private readonly table: Timetable<Lists>;
  private readonly shown: boolean;
  private readonly measures: MeasureRow[] = [];
  private readonly series: SeriesRow[] = [];
  private readonly frames: Frame[] = [];
  private readonly fields: FieldSnapshot[] = [];

  constructor(
    private readonly setup: AssaySetup,
    private readonly run: RunIdentity,
  ) {
    this.table = timetable(setup);
    this.shown = run.experiment < settingValues(settings, setup.settings).experiments_shown && run.cell === 0;
  }

  sample(snapshot: Snapshot): void {
    const time = this.table.requested(snapshot.time);
    const spots = spotsOf(snapshot);
    const values = this.values(snapshot, spots);
    const { arm, experiment, cell } = this.run;
    if (this.table.holds('series', time)) {
      for (const series of ['delivered.particles', 'delivered.drug', 'penetration.particles'] as const)
        this.series.push({
          arm,
          experiment,
          cell,
          time,
          series,
          value: values.get(series)!,
          unit: measures[series].unit,
        });
      if (this.shown) this.frames.push(frameOf(spots, time, this.run));
    }
    const asked = this.table.holds('points', time);
    if (this.shown && (asked || time === 0)) {
      const { particles, drug } = this.setup.protocol;
      for (const [name, slot] of [
        ['particles', particles],
        ['drug', drug],
      ]) {
        const field = fieldOf(snapshot, slot, name, time, this.run);
        if (field) this.fields.push(field);
      }
    }
    if (!asked) return;
    for (const [measure, value] of values)
      this.measures.push({ arm, experiment, cell, time, measure, value, unit: measures[measure].unit });
  }

  happenings(): void {}

  finish() {
    const { measures, series, frames, fields } = this;
    return { measures, series, images: [], frames, fields };
  }

  private values(snapshot: Snapshot, spots: Spots): Values {
    const { protocol } = this.setup;
    const [particles, drug, away] = [protocol.particles, protocol.drug, protocol.away].map((slot) =>
      fieldIn(snapshot, slot),
    );
    const { voxel } = away.box;
    const values = new Map<keyof typeof measures, number>([
      ['penetration.particles', halfDepth(particles.values, away.values, voxel)],
      ['penetration.drug', halfDepth(drug.values, away.values, voxel)],
      ['delivered.particles', meanOutside(particles.values, away.values)],
      ['delivered.drug', meanOutside(drug.values, away.values)],
      ['cells.number', spots.count],
    ]);
    if (spots.count > 0) values.set('delivered.at_cells', meanAt(spots, drug));
    const column = protocol.structures === undefined ? undefined : snapshot.columns.get(protocol.structures);
    if (column && column.values.length > 0)
      values.set('cells.structures', column.values.reduce((sum, one) => sum + one, 0) / column.values.length);
    return values;
  }
}

type FieldColumn = SnapshotColumn & { readonly box: NonNullable<SnapshotColumn['box']> };

function fieldIn({ columns }: Snapshot, slot: string): FieldColumn {
  const column = columns.get(slot);
  if (column?.box === undefined) throw new Error(`${slot} was not read, or has no voxels`);
  return column as FieldColumn;
}

function meanOutside(values: Float64Array, away: Float64Array): number {
  let sum = 0;
  let count = 0;
  away.forEach((distance, v) => {
    if (distance < 0) return;
    sum += values[v];
    count++;
  });
  return count === 0 ? 0 : sum / count;
}

function meanAt({ count, x, y, z }: Spots, { values, box }: FieldColumn): number {
  const [nz, ny, nx] = box.shape;
  const within = (at: number, voxels: number) => Math.max(0, Math.min(voxels - 1, Math.floor(at / box.voxel)));
  let sum = 0;
  for (let cell = 0; cell < count; cell++)
    sum += values[within(x[cell], nx) + nx * (within(y[cell], ny) + ny * within(z[cell], nz))];
  return sum / count;
}
