import type {
  Assay,
  AssaySetup,
  MeasureDefinition,
  Observer,
  RunIdentity,
  Snapshot,
  SnapshotColumn,
} from '../assay.js';
import { halfDepth } from './half-depth.js';
import { cellMeasures, lookTimes, Notebook, structuresRole } from './notebook.js';
import { type Spots, spotSlots } from './spots.js';

const settings = {
  points: { title: 'points of each time course', unit: '1', value: 12 },
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
  'cells.number': cellMeasures['cells.number'],
  'cells.structures': cellMeasures['cells.structures'],
} as const satisfies Record<string, MeasureDefinition>;

/** Particles and what they release between the cells around a vessel. `cells` of the study are pieces of tissue per experiment. */
export const penetration: Assay = {
  id: 'penetration',
  title: 'Penetration of tissue around a vessel',
  roles: {
    particles: { is: 'slot', required: true, title: 'density of what is in particles' },
    drug: { is: 'slot', required: true, title: 'density of what they release' },
    away: { is: 'slot', required: true, unit: 'um', title: 'distance of every voxel from the wall of the vessel' },
    structures: structuresRole,
  },
  settings,
  measures,
  sampling(setup) {
    const { particles, drug, away, structures } = setup.protocol;
    const own = structures === undefined ? [] : [structures];
    const { times } = lookTimes(setup, settings);
    return { reads: [{ times, slots: [...spotSlots, ...own, particles, drug, away] }], sets: [] };
  },
  observer: (setup, run) => new PenetrationObserver(setup, run),
};

type Values = ReadonlyMap<keyof typeof measures, number>;

class PenetrationObserver implements Observer {
  private readonly notebook: Notebook<keyof typeof measures>;

  constructor(
    private readonly setup: AssaySetup,
    run: RunIdentity,
  ) {
    const { particles, drug } = setup.protocol;
    this.notebook = new Notebook(setup, run, {
      settings,
      measures,
      courses: ['delivered.particles', 'delivered.drug', 'penetration.particles'],
      fields: [
        { name: 'particles', slot: particles },
        { name: 'drug', slot: drug },
      ],
    });
  }

  sample(snapshot: Snapshot): void {
    const { time, spots, living } = this.notebook.look(snapshot);
    this.notebook.note(snapshot, time, spots, this.values(snapshot, living));
  }

  happenings(): void {}

  finish() {
    return this.notebook.finish();
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
    const structures = this.notebook.structures(snapshot, spots);
    if (structures !== undefined) values.set('cells.structures', structures);
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
