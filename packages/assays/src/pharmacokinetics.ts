import type { MeasureRow, SeriesRow } from '@invadolab/results';
import type { Assay, AssaySetup, Observer, RunIdentity, Snapshot } from './assay.js';
import { type Ending, exposureMeasure } from './exposure-measures.js';
import { settingValues } from './microscope/settings.js';
import { everyStep, Timetable } from './timetable.js';

const settings = {
  step: { title: 'time between two looks at the concentrations', unit: 's', value: 300 },
} as const;

/** Looks and points of a time course, at most. */
const mostLooks = 30_000;
const mostPoints = 240;

/** A slot of the model and the time course that it becomes. */
export interface ExposureCourse {
  /** `drug.<drug>.free`, `drug.<drug>.occupancy.<target>`. */
  readonly course: string;
  readonly slot: string;
  /** s; the window of peaks, troughs and means. */
  readonly interval?: number;
}

/** Which courses there are: `drugs` of the protocol, as JSON. The study writes it from what composition says of each arm. */
export function exposureRole(courses: readonly ExposureCourse[]): string {
  return JSON.stringify(courses);
}

/**
 * Concentrations of dosed drugs and the share of each target they occupy, in a body without any cell. One individual per
 * experiment.
 */
export const pharmacokinetics: Assay = {
  id: 'pharmacokinetics',
  title: 'Drugs in the body',
  roles: { drugs: { is: 'word', required: false, title: 'the courses of the dosed drugs, written by the study' } },
  settings,
  measures: {},
  resolve: exposureMeasure,
  sampling(setup) {
    return { reads: [{ times: timetable(setup).times, slots: coursesOf(setup).map(({ slot }) => slot) }], sets: [] };
  },
  observer: (setup, run) => new ExposureObserver(setup, run),
};

function coursesOf({ protocol }: AssaySetup): readonly ExposureCourse[] {
  return protocol.drugs === undefined ? [] : JSON.parse(protocol.drugs);
}

function timetable(setup: AssaySetup): Timetable<'looks' | 'series' | 'points'> {
  const { step } = settingValues(settings, setup.settings);
  const last = setup.timepoints[setup.timepoints.length - 1];
  const looks = everyStep(Math.max(step, last / mostLooks), last);
  const every = Math.max(1, Math.ceil(looks.length / mostPoints));
  const series = looks.filter((_, index) => index % every === 0 || index === looks.length - 1);
  return new Timetable({ looks, series, points: setup.timepoints });
}

interface Look {
  readonly time: number;
  readonly value: number;
}

class ExposureObserver implements Observer {
  private readonly table: Timetable<'looks' | 'series' | 'points'>;
  private readonly courses: readonly (ExposureCourse & { readonly looks: Look[]; unit: string })[];
  private readonly measures: MeasureRow[] = [];
  private readonly series: SeriesRow[] = [];

  constructor(
    setup: AssaySetup,
    private readonly run: RunIdentity,
  ) {
    this.table = timetable(setup);
    this.courses = coursesOf(setup).map((course) => ({ ...course, looks: [], unit: '1' }));
  }

  sample(snapshot: Snapshot): void {
    const time = this.table.requested(snapshot.time);
    const { arm, experiment, cell } = this.run;
    for (const each of this.courses) {
      const column = snapshot.columns.get(each.slot);
      if (column === undefined || column.values.length === 0) continue;
      const [value] = column.values;
      each.unit = column.unit;
      each.looks.push({ time, value });
      // What is free in plasma is a constant share of the total, so it needs no course of its own.
      if (this.table.holds('series', time) && !each.course.endsWith('.plasma'))
        this.series.push({ arm, experiment, cell, time, series: each.course, value, unit: each.unit });
      if (this.table.holds('points', time)) this.summarise(each, time);
    }
  }

  happenings(): void {}

  finish() {
    return { measures: this.measures, series: this.series, images: [] };
  }

  private summarise({ course, looks, unit, interval }: (typeof this.courses)[number], time: number): void {
    const from = interval === undefined ? 0 : Math.max(0, time - interval);
    const row = (ending: Ending, value: number) => {
      const { arm, experiment, cell } = this.run;
      const measure = ending === '' ? course : `${course}.${ending}`;
      this.measures.push({ arm, experiment, cell, time, measure, value, unit: ending === 'half' ? '1' : unit });
    };
    const seen = looks.filter((look) => look.time >= from - 1e-6);
    const values = seen.map(({ value }) => value);
    row('', values[values.length - 1]);
    row('peak', Math.max(...values));
    row('trough', Math.min(...values));
    const length = time - from;
    if (!(length > 0)) return;
    row('mean', areaUnder(seen) / length);
    if (course.includes('.occupancy.')) row('half', timeAbove(seen, 0.5) / length);
  }
}

/** Area under straight lines between the looks. */
export function areaUnder(looks: readonly Look[]): number {
  let area = 0;
  for (let i = 1; i < looks.length; i++)
    area += ((looks[i].time - looks[i - 1].time) * (looks[i].value + looks[i - 1].value)) / 2;
  return area;
}

/** Time during which straight lines between the looks are above a level. */
export function timeAbove(looks: readonly Look[], level: number): number {
  let above = 0;
  for (let i = 1; i < looks.length; i++) {
    const [a, b] = [looks[i - 1], looks[i]];
    const length = b.time - a.time;
    if (a.value >= level && b.value >= level) above += length;
    else if (a.value >= level !== b.value >= level) {
      const share = (level - a.value) / (b.value - a.value);
      above += length * (a.value >= level ? share : 1 - share);
    }
  }
  return above;
}
