import { BadInput, Stream } from '@invadolab/core';
import type { MeasureRow, SeriesRow } from '@invadolab/results';
import type { Assay, AssaySetup, MeasureDefinition, Observer, RunIdentity, Snapshot } from './assay.js';
import { fitRecovery } from './fitting/recovery.js';
import { settingValues } from './microscope/settings.js';
import { bleachingRoles } from './roles.js';
import { everyStep, Timetable } from './timetable.js';

const settings = {
  before: { title: 'frames before the bleach', unit: '1', value: 5 },
  record: { title: 'time recorded after the bleach', unit: 's', value: 600 },
  every: { title: 'frame interval', unit: 's', value: 5 },
  depth: { title: 'share of the label that is bleached', unit: '1', value: 0.9 },
  photons: { title: 'photons per molecule and frame (0: no photon noise)', unit: '1', value: 20 },
} as const;

const results = {
  tau: {
    title: 'recovery time',
    unit: 's',
    definition: 'Time constant of the recovery where one exponential fits best.',
  },
  tau_fast: {
    title: 'fast recovery time',
    unit: 's',
    definition: 'Shorter time constant where two exponentials fit best.',
  },
  tau_slow: {
    title: 'slow recovery time',
    unit: 's',
    definition: 'Longer time constant where two exponentials fit best.',
  },
  mobile_fraction: {
    title: 'mobile fraction',
    unit: '1',
    definition: 'Fitted recovery over the bleached share.',
  },
  components: {
    title: 'exponentials in the recovery',
    unit: '1',
    definition: 'One or two, by the corrected Akaike criterion.',
  },
} as const;

const pattern = /^frap\.(.+)\.(tau|tau_fast|tau_slow|mobile_fraction|components)$/;

/**
 * Fluorescence recovery after photobleaching. The bleach comes at the first timepoint and hits every site of a cell
 * at once; sites that are there in all frames are averaged. No time constant longer than half the record is given.
 */
export const frap: Assay = {
  id: 'frap',
  title: 'Fluorescence recovery after photobleaching',
  roles: bleachingRoles,
  settings,
  measures: {},
  resolve(id): MeasureDefinition | undefined {
    const found = pattern.exec(id);
    if (found === null) return curveOf(id);
    const { title, unit, definition } = results[found[2] as keyof typeof results];
    return {
      title: `${found[1]}: ${title}`,
      unit,
      definition,
      scale: found[2] === 'components' ? 'interval' : 'ratio',
    };
  },
  sampling(setup) {
    const { bright, dark, tracers } = setup.protocol;
    const { depth } = settingValues(settings, setup.settings);
    const time = setup.timepoints[0];
    const reads = [{ times: timetable(setup).times, slots: [bright] }];
    if (tracers !== undefined) {
      const sets = pairsOf(tracers).map(([slot, real]) => ({ time, slot, to: { slot: real, factor: depth } }));
      return { reads, sets };
    }
    return {
      reads,
      // Dark first: it takes its share of what is still bright.
      sets: [
        { time, slot: dark, to: { slot: bright, factor: depth } },
        { time, slot: bright, to: { slot: bright, factor: 1 - depth } },
      ],
    };
  },
  observer(setup, run) {
    return new FrapObserver(setup, run);
  },
};

/** The recovery itself, `frap.<species>`: a time course, not a measure to compare. */
function curveOf(id: string): MeasureDefinition | undefined {
  const [, species] = /^frap\.([^.]+)$/.exec(id) ?? [];
  if (species === undefined) return undefined;
  const definition = 'Light of the bleached sites relative to their own light before, time from the bleach.';
  return { title: `${species}: recovery after the bleach`, unit: '1', definition, scale: 'interval' };
}

/** `site.A_dark = site.A, ...` as pairs of slots: what the bleach fills, and what it is a share of. */
function pairsOf(tracers: string): readonly (readonly [string, string])[] {
  return tracers.split(',').map((pair) => {
    const [dark, real] = pair.split('=').map((slot) => slot.trim());
    if (!dark || !real) throw new BadInput('a tracer names no pair', { found: pair, expected: 'site.A_dark = site.A' });
    return [dark, real];
  });
}

/** Frames before include the bleach time itself, as reads of a time come before its sets. */
function timetable(setup: AssaySetup): Timetable<'before' | 'after'> {
  const { before, record, every } = settingValues(settings, setup.settings);
  const bleach = setup.timepoints[0];
  const earlier = Array.from({ length: before }, (_, i) => bleach - i * every).filter((time) => time >= 0);
  const later = everyStep(every, record).slice(1);
  return new Timetable({ before: earlier.reverse(), after: later.map((time) => bleach + time) });
}

class FrapObserver implements Observer {
  private readonly table: Timetable<'before' | 'after'>;
  private readonly values: Readonly<Record<keyof typeof settings, number>>;
  private readonly photons: Stream;
  /** Light of each site by id, one entry per frame seen. */
  private readonly before = new Map<number, number[]>();
  private readonly after = new Map<number, number[]>();
  private frames = 0;

  constructor(
    private readonly setup: AssaySetup,
    private readonly run: RunIdentity,
  ) {
    this.table = timetable(setup);
    this.values = settingValues(settings, setup.settings);
    this.photons = new Stream(run.seed, 'frap photons');
  }

  sample(snapshot: Snapshot): void {
    const time = this.table.requested(snapshot.time);
    const column = snapshot.columns.get(this.setup.protocol.bright);
    if (column === undefined) throw new Error(`the snapshot lacks ${this.setup.protocol.bright}`);
    const frames = this.table.holds('before', time) ? this.before : this.after;
    for (const [i, id] of column.ids.entries()) {
      const seen = frames.get(id);
      const light = this.light(column.values[i], id);
      if (seen === undefined) frames.set(id, [light]);
      else seen.push(light);
    }
    this.frames++;
  }

  private light(molecules: number, id: number): number {
    const { photons } = this.values;
    if (photons === 0) return molecules;
    this.photons.at(this.run.experiment * 65536 + this.run.cell, id, this.frames);
    return this.photons.poisson(Math.max(0, molecules) * photons) / photons;
  }

  happenings(): void {}

  finish() {
    const { arm, experiment, cell } = this.run;
    const { species = 'label' } = this.setup.protocol;
    const measures: MeasureRow[] = [];
    const series: SeriesRow[] = [];
    const bleach = this.setup.timepoints[0];
    const times = this.table.times.filter((time) => time > bleach);
    const curve = this.meanCurve(times.length);
    if (curve === undefined) return { measures, series, images: [] };
    for (const [i, value] of curve.entries()) {
      series.push({ arm, experiment, cell, time: times[i] - bleach, series: `frap.${species}`, value, unit: '1' });
    }
    const add = (measure: string, value: number) => {
      const { unit } = results[measure as keyof typeof results];
      measures.push({ arm, experiment, cell, time: bleach, measure: `frap.${species}.${measure}`, value, unit });
    };
    const fit = fitRecovery(
      times.map((time) => time - bleach),
      curve,
    );
    const longest = (times[times.length - 1] - bleach) / 2;
    add('components', fit.taus.length);
    const recovered = fit.amplitudes.reduce((sum, each) => sum + each, 0);
    if (fit.taus.every((tau) => tau <= longest)) add('mobile_fraction', recovered / (1 - fit.baseline));
    const names = fit.taus.length === 2 ? ['tau_fast', 'tau_slow'] : ['tau'];
    for (const [i, tau] of fit.taus.entries()) if (tau <= longest) add(names[i], tau);
    return { measures, series, images: [] };
  }

  /** Mean over the sites seen in every frame, each relative to its own light before; undefined if there is none. */
  private meanCurve(length: number): number[] | undefined {
    const curves: number[][] = [];
    for (const [id, before] of this.before) {
      const after = this.after.get(id);
      const reference = before.reduce((sum, each) => sum + each, 0) / before.length;
      if (after?.length === length && reference > 0) curves.push(after.map((each) => each / reference));
    }
    if (curves.length === 0) return undefined;
    return Array.from({ length }, (_, i) => curves.reduce((sum, curve) => sum + curve[i], 0) / curves.length);
  }
}
