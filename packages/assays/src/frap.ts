import { BadInput } from '@invadolab/core';
import type { MeasureRow, SeriesRow } from '@invadolab/results';
import type { Assay, AssaySetup, MeasureDefinition, Observer, RunIdentity, Snapshot } from './assay.js';
import { fitRecovery } from './fitting/recovery.js';
import { microscopeSettings, rulerSettings, settingValues } from './microscope/settings.js';
import { bleachingRoles } from './roles.js';
import { BleachedMovie, movieSettings } from './ruler/image/bleached.js';
import { imageSettings } from './ruler/image/thresholds.js';
import { everyStep, Timetable } from './timetable.js';

const settings = {
  ...microscopeSettings,
  ...rulerSettings,
  ...imageSettings,
  ...movieSettings,
  before: { title: 'frames before the bleach', unit: '1', value: 5 },
  record: { title: 'time recorded after the bleach', unit: 's', value: 600 },
  every: { title: 'frame interval', unit: 's', value: 5 },
  depth: { title: 'share of the label that is bleached', unit: '1', value: 0.9 },
  measured: {
    title:
      'cells of each experiment whose movies are rendered and measured, from the first, where images are asked for',
    unit: '1',
    value: 2,
  },
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

const pattern = /^frap\.(.+)\.(tau|tau_fast|tau_slow|mobile_fraction|components)(\.true)?$/;

/**
 * Fluorescence recovery after photobleaching. The bleach comes at the first timepoint and hits every site of a cell
 * at once; the light of those that are there in all frames is added up, each as it was before. No time constant longer than
 * half the record is given. Plain ids are read off rendered, noisy frames (`BleachedMovie`), `.true` off the molecules.
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
    const onState = found[3] !== undefined;
    return {
      title: `${found[1]}: ${title}${onState ? ' (true state)' : ''}`,
      unit,
      definition: onState ? definition : `${definition} ${onFrames}`,
      ...(!onState && { onImages: true as const }),
      scale: found[2] === 'components' ? 'interval' : 'ratio',
    };
  },
  sampling(setup) {
    const { bright, dark, tracers } = setup.protocol;
    const { depth } = settingValues(settings, setup.settings);
    const time = setup.timepoints[0];
    const seen = isFilmed(setup) ? BleachedMovie.slots(setup.protocol) : [];
    const reads = [{ times: timetable(setup).times, slots: [...new Set([bright, ...seen])] }];
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

const onFrames =
  'Measured on rendered, noisy frames: puncta that are there before and at the end, less what is around them.';

/** Whether the study asks for what frames show, and the protocol says where cells and sites are. */
function isFilmed({ measures, protocol }: AssaySetup): boolean {
  return protocol.cell !== undefined && measures.some((id) => pattern.test(id) && !id.endsWith('.true'));
}

/** The recovery itself, `frap.<species>`: a time course, not a measure to compare. */
function curveOf(id: string): MeasureDefinition | undefined {
  const [, species, onState] = /^frap\.([^.]+?)(\.true)?$/.exec(id) ?? [];
  if (species === undefined) return undefined;
  const definition = 'Light of the bleached sites relative to their own light before, time from the bleach.';
  return {
    title: `${species}: recovery after the bleach${onState === undefined ? '' : ' (true state)'}`,
    unit: '1',
    definition,
    scale: 'interval',
  };
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
  /** Bright molecules of each site by id, one entry per frame seen. */
  private readonly molecules = new Map<number, { readonly before: number[]; readonly after: number[] }>();
  private readonly movie: BleachedMovie | undefined;

  constructor(
    private readonly setup: AssaySetup,
    private readonly run: RunIdentity,
  ) {
    this.table = timetable(setup);
    const values = settingValues(settings, setup.settings);
    if (isFilmed(setup) && run.cell < values.measured) this.movie = new BleachedMovie(setup, run, values);
  }

  sample(snapshot: Snapshot): void {
    const time = this.table.requested(snapshot.time);
    const column = snapshot.columns.get(this.setup.protocol.bright);
    if (column === undefined) throw new Error(`the snapshot lacks ${this.setup.protocol.bright}`);
    const side = this.table.holds('before', time) ? 'before' : 'after';
    for (const [i, id] of column.ids.entries()) {
      const seen = this.molecules.get(id) ?? { before: [], after: [] };
      this.molecules.set(id, seen);
      seen[side].push(column.values[i]);
    }
    const { times } = this.table;
    this.movie?.add(snapshot, side, time === this.setup.timepoints[0] || time === times[times.length - 1]);
  }

  happenings(): void {}

  finish() {
    const measures: MeasureRow[] = [];
    const series: SeriesRow[] = [];
    const add = (rows: Recovery | undefined) => {
      measures.push(...(rows?.measures ?? []));
      series.push(...(rows?.series ?? []));
    };
    add(this.recoveryOf([...this.molecules.values()], '.true'));
    if (this.movie) add(this.recoveryOf(this.movie.regions(), ''));
    return { measures, series, images: [] };
  }

  private recoveryOf(all: readonly Bleached[], reading: '.true' | ''): Recovery | undefined {
    const { arm, experiment, cell } = this.run;
    const { species = 'label' } = this.setup.protocol;
    const bleach = this.setup.timepoints[0];
    const times = this.table.times.filter((time) => time > bleach).map((time) => time - bleach);
    const curve = recoveryCurve(all, times.length);
    if (curve === undefined) return undefined;
    const row = { arm, experiment, cell };
    const series = curve.map((value, i) => {
      return { ...row, time: times[i], series: `frap.${species}${reading}`, value, unit: '1' };
    });
    const measures: MeasureRow[] = [];
    const add = (id: keyof typeof results, value: number) => {
      const { unit } = results[id];
      measures.push({ ...row, time: bleach, measure: `frap.${species}.${id}${reading}`, value, unit });
    };
    const fit = fitRecovery(times, curve);
    const longest = times[times.length - 1] / 2;
    add('components', fit.taus.length);
    const recovered = fit.amplitudes.reduce((sum, each) => sum + each, 0);
    if (fit.taus.every((tau) => tau <= longest)) add('mobile_fraction', recovered / (1 - fit.baseline));
    const names = fit.taus.length === 2 ? (['tau_fast', 'tau_slow'] as const) : (['tau'] as const);
    for (const [i, tau] of fit.taus.entries()) if (tau <= longest) add(names[i], tau);
    return { measures, series };
  }
}

interface Recovery {
  readonly measures: readonly MeasureRow[];
  readonly series: readonly SeriesRow[];
}

/** Light in each frame, of one site or of one region of the frames. */
interface Bleached {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Light of all that are seen in every frame, relative to their own light before; undefined if there is none. */
function recoveryCurve(all: readonly Bleached[], length: number): number[] | undefined {
  const mean = (light: readonly number[]) => light.reduce((sum, each) => sum + each, 0) / light.length;
  const whole = all.filter(({ before, after }) => before.length > 0 && after.length === length && mean(before) > 0);
  const reference = whole.reduce((sum, { before }) => sum + mean(before), 0);
  if (whole.length === 0) return undefined;
  return Array.from({ length }, (_, i) => whole.reduce((sum, { after }) => sum + after[i], 0) / reference);
}
