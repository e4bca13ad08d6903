import type { MeasureRow } from '@invadolab/results';
import type { Assay, AssaySetup, MeasureDefinition, Observer, RunIdentity, Snapshot } from './assay.js';
import { settingValues } from './microscope/settings.js';
import { everyStep, Timetable } from './timetable.js';

const day = 86_400;

const settings = {
  detectable: { title: 'cells from which a metastasis is detected', unit: '1', value: 1e8 },
  step: { title: 'time between two examinations', unit: 's', value: 28 * day },
} as const;

/** Slots of one organ: its metastases, and what became of single cells and clusters in it. */
export interface OrganSlots {
  readonly organ: string;
  readonly name: string;
  /** Cells of each metastasis, one value per place. */
  readonly colony: string;
  readonly held: string;
  readonly lostHeld: string;
  readonly out: string;
  readonly lostOut: string;
  readonly dormant: string;
  readonly small: string;
  readonly lostSmall: string;
}

/** The organs of a host as the role `organs`. The study writes it from what the catalogue has. */
export function organsRole(organs: readonly OrganSlots[]): string {
  return JSON.stringify(organs);
}

/** Where single cells and clusters that entered the blood are: measures that add up to one, in the order of the way. */
export const fates = {
  'shed.lost_in_blood': 'lost in the blood',
  'shed.in_blood': 'in the blood',
  'shed.lost_arrested': 'lost while arrested',
  'shed.arrested': 'arrested',
  'shed.lost_outside': 'lost after extravasation',
  'shed.outside': 'alone outside',
  'shed.dormant': 'dormant',
  'shed.lost_small': 'lost as micrometastases',
  'shed.small': 'small colonies',
} as const;

type Fate = keyof typeof fates;

const share = (id: Fate): MeasureDefinition => ({
  title: `share of what was shed that is ${fates[id]}`,
  unit: '1',
  definition: 'Single cells and clusters, each counted once, over all that entered the blood up to this time.',
  scale: 'ratio',
});

const measures: Readonly<Record<string, MeasureDefinition>> = {
  'simulated.metastasis_free': {
    title: 'Simulated individuals without a detected metastasis',
    unit: '1',
    definition: 'One for an individual in whom no metastasis was detected up to this time, zero otherwise.',
    scale: 'ratio',
  },
  'metastases.count': {
    title: 'Detectable metastases per individual',
    unit: '1',
    definition: 'Metastases that have at least as many cells as the setting `detectable`.',
    scale: 'ratio',
  },
  'metastases.growing': {
    title: 'Growing metastases per individual',
    unit: '1',
    definition: 'Metastases that have found vessels, whatever their size.',
    scale: 'ratio',
  },
  'metastases.burden': {
    title: 'Cells in metastases per individual',
    unit: '1',
    definition: 'Cells of all growing metastases.',
    scale: 'ratio',
  },
  'metastasis.first': {
    title: 'Time of the first detected metastasis',
    unit: 'day',
    definition: 'First examination at which one is detectable; individuals without one have no value.',
    scale: 'interval',
  },
  'ctc.count': {
    title: 'Circulating tumour cells and clusters',
    unit: '1/mL',
    definition: 'Single cells and clusters, each counted once, per volume of blood.',
    scale: 'ratio',
  },
  'primary.cells': {
    title: 'Cells of the primary',
    unit: '1',
    definition: 'Cells of the primary tumour at this time.',
    scale: 'ratio',
  },
  'shed.count': {
    title: 'Single cells and clusters shed',
    unit: '1',
    definition: 'All that entered the blood up to this time, each cluster counted once.',
    scale: 'ratio',
  },
  ...Object.fromEntries((Object.keys(fates) as Fate[]).map((id) => [id, share(id)])),
};

/** `metastases.count.<organ>`: the organ, or undefined for another measure. */
export function organMeasure(id: string): string | undefined {
  return /^metastases\.count\.(\w+)$/.exec(id)?.[1];
}

/** Metastases of simulated individuals: who is free of them, how many there are where, and where cells were lost on the way. */
export const metastasis: Assay = {
  id: 'metastasis',
  title: 'Metastasis in simulated individuals',
  experiment: 'simulated individual',
  roles: {
    organs: { is: 'word', required: false, title: 'the organs of the host, written by the study' },
    ctc: { is: 'slot', required: true, unit: '1/mL', title: 'what circulates, per volume of blood' },
    primary: { is: 'slot', required: true, title: 'cells of the primary' },
    shed: { is: 'slot', required: true, title: 'single cells and clusters shed so far' },
    in_blood: { is: 'slot', required: true, title: 'of those, in the blood now' },
    lost_in_blood: { is: 'slot', required: true, title: 'of those, lost in the blood' },
    colony: { is: 'slot', required: true, title: 'cells of each metastasis of one organ' },
    held: { is: 'slot', required: true, title: 'arrested in one organ' },
    lost_arrested: { is: 'slot', required: true, title: 'lost while arrested in one organ' },
    out: { is: 'slot', required: true, title: 'alone outside the vessels of one organ' },
    lost_outside: { is: 'slot', required: true, title: 'lost outside the vessels of one organ' },
    dormant: { is: 'slot', required: true, title: 'dormant in one organ' },
    small: { is: 'slot', required: true, title: 'small colonies and micrometastases in one organ' },
    lost_small: { is: 'slot', required: true, title: 'micrometastases lost in one organ' },
  },
  settings,
  measures,
  resolve(id) {
    const organ = organMeasure(id);
    if (organ === undefined) return undefined;
    const { definition, unit, scale } = measures['metastases.count'];
    return { title: `Detectable metastases per individual, ${organ}`, unit, definition, scale };
  },
  sampling(setup) {
    const { protocol } = setup;
    const organs = organsOf(setup);
    const table = timetable(setup);
    const tallies = organs.flatMap(({ organ: _, name: __, colony: ___, ...slots }) => Object.values(slots));
    const own = ['ctc', 'primary', 'shed', 'in_blood', 'lost_in_blood'].map((role) => protocol[role]);
    return {
      reads: [
        { times: table.times, slots: organs.map(({ colony }) => colony) },
        { times: setup.timepoints, slots: [...own, ...tallies] },
      ],
      sets: [],
    };
  },
  observer: (setup, run) => new MetastasisObserver(setup, run),
};

function organsOf({ protocol }: AssaySetup): readonly OrganSlots[] {
  return protocol.organs === undefined ? [] : JSON.parse(protocol.organs);
}

function timetable(setup: AssaySetup): Timetable<'looks' | 'points'> {
  const { step } = settingValues(settings, setup.settings);
  const looks = everyStep(step, setup.timepoints[setup.timepoints.length - 1]);
  return new Timetable({ looks, points: setup.timepoints });
}

class MetastasisObserver implements Observer {
  private readonly table: Timetable<'looks' | 'points'>;
  private readonly organs: readonly OrganSlots[];
  private readonly detectable: number;
  private readonly rows: MeasureRow[] = [];
  private first: number | undefined;

  constructor(
    private readonly setup: AssaySetup,
    private readonly run: RunIdentity,
  ) {
    this.table = timetable(setup);
    this.organs = organsOf(setup);
    this.detectable = settingValues(settings, setup.settings).detectable;
  }

  sample(snapshot: Snapshot): void {
    const time = this.table.requested(snapshot.time);
    const sizes = this.organs.map(({ colony }) => snapshot.columns.get(colony)?.values ?? new Float64Array());
    const seen = sizes.map((each) => each.filter((cells) => cells >= this.detectable).length);
    const count = sum(seen);
    if (count > 0) this.first ??= time;
    if (!this.table.holds('points', time)) return;
    const row = (measure: string, value: number, unit = '1') => {
      this.rows.push({ ...this.address(), time, measure, value, unit });
    };
    row('simulated.metastasis_free', this.first === undefined ? 1 : 0);
    row('metastases.count', count);
    this.organs.forEach(({ organ }, index) => {
      row(`metastases.count.${organ}`, seen[index]);
    });
    row('metastases.growing', sum(sizes.map((each) => each.length)));
    row('metastases.burden', sum(sizes.map((each) => sum([...each]))));
    const last = time === this.setup.timepoints[this.setup.timepoints.length - 1];
    if (last && this.first !== undefined) row('metastasis.first', this.first / day, 'day');
    this.countBlood(snapshot, row);
  }

  happenings(): void {}

  finish() {
    return { measures: this.rows, series: [], images: [] };
  }

  private address() {
    const { arm, experiment, cell } = this.run;
    return { arm, experiment, cell };
  }

  private countBlood(snapshot: Snapshot, row: (measure: string, value: number, unit?: string) => void): void {
    const { protocol } = this.setup;
    const at = (slot: string) => snapshot.columns.get(slot)?.values[0] ?? 0;
    const all = (key: Exclude<keyof OrganSlots, 'organ' | 'name' | 'colony'>) =>
      sum(this.organs.map((organ) => at(organ[key])));
    row('ctc.count', at(protocol.ctc), '1/mL');
    row('primary.cells', at(protocol.primary));
    const shed = at(protocol.shed);
    row('shed.count', shed);
    if (shed === 0) return;
    const found: Record<Fate, number> = {
      'shed.lost_in_blood': at(protocol.lost_in_blood),
      'shed.in_blood': at(protocol.in_blood),
      'shed.lost_arrested': all('lostHeld'),
      'shed.arrested': all('held'),
      'shed.lost_outside': all('lostOut'),
      'shed.outside': all('out'),
      'shed.dormant': all('dormant'),
      'shed.lost_small': all('lostSmall'),
      'shed.small': all('small'),
    };
    for (const [id, value] of Object.entries(found)) row(id, value / shed);
  }
}

const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);
