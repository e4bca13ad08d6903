import type { MeasureRow, SeriesRow } from '@invadolab/results';
import type { Assay, AssaySetup, Observer, RunIdentity, Snapshot } from './assay.js';
import { settingValues } from './microscope/settings.js';
import { networkRoles } from './roles.js';
import { readSlotMeasure, type SlotMeasure, slotMeasure, slotValue } from './slot-measures.js';
import { everyStep, Timetable } from './timetable.js';

const settings = {
  points: { title: 'points of each time course', unit: '1', value: 200 },
} as const;

/**
 * Time courses of any slots. A study asks for `species.<slot>`, `species.<slot>.peak` or `species.<slot>.trough`;
 * `species.` may be left out where the slot names its place. Where several places of a kind exist, their mean is taken.
 */
export const network: Assay = {
  id: 'network',
  title: 'Time courses of the network',
  roles: networkRoles,
  settings,
  measures: {},
  resolve(id) {
    const asked = readSlotMeasure(id);
    return asked && slotMeasure(asked);
  },
  sampling(setup) {
    const slots = [...new Set(wanted(setup).map(({ slot }) => slot))];
    return { reads: [{ times: timetable(setup).times, slots }], sets: [] };
  },
  observer(setup, run) {
    return new NetworkObserver(setup, run);
  },
};

function wanted({ measures, protocol }: AssaySetup): SlotMeasure[] {
  return [...new Set(measures)].flatMap((id) => readSlotMeasure(id, protocol.place) ?? []);
}

function timetable(setup: AssaySetup): Timetable<'points' | 'series'> {
  const { points } = settingValues(settings, setup.settings);
  const last = setup.timepoints[setup.timepoints.length - 1];
  return new Timetable({ points: setup.timepoints, series: everyStep(last / points, last) });
}

class NetworkObserver implements Observer {
  private readonly table: Timetable<'points' | 'series'>;
  private readonly asked: readonly SlotMeasure[];
  private readonly highest = new Map<string, number>();
  private readonly lowest = new Map<string, number>();
  private readonly measures: MeasureRow[] = [];
  private readonly series: SeriesRow[] = [];

  constructor(
    setup: AssaySetup,
    private readonly run: RunIdentity,
  ) {
    this.table = timetable(setup);
    this.asked = wanted(setup);
  }

  sample(snapshot: Snapshot): void {
    const time = this.table.requested(snapshot.time);
    const seen = new Map<string, { value: number; unit: string }>();
    for (const { slot } of this.asked) {
      const now = slotValue(snapshot, slot);
      if (now === undefined) continue;
      const { value } = now;
      seen.set(slot, now);
      this.highest.set(slot, Math.max(value, this.highest.get(slot) ?? value));
      this.lowest.set(slot, Math.min(value, this.lowest.get(slot) ?? value));
    }
    const { arm, experiment, cell } = this.run;
    if (this.table.holds('series', time)) {
      for (const [series, { value, unit }] of seen) {
        this.series.push({ arm, experiment, cell, time, series, value, unit });
      }
    }
    if (!this.table.holds('points', time)) return;
    for (const { id, slot, ending } of this.asked) {
      const now = seen.get(slot);
      if (now === undefined) continue;
      const value =
        ending === '.peak' ? this.highest.get(slot)! : ending === '.trough' ? this.lowest.get(slot)! : now.value;
      this.measures.push({ arm, experiment, cell, time, measure: id, value, unit: now.unit });
    }
  }

  happenings(): void {}

  finish() {
    return { measures: this.measures, series: this.series, images: [] };
  }
}
