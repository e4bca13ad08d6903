import type { EventRow, MeasureRow, SeriesRow } from '@invadolab/results';
import type { Assay, AssaySetup, Observer, RunIdentity, Snapshot } from './assay.js';
import { restrictedMean, survival } from './compare/kaplan-meier.js';
import { linkTracks } from './compare/tracks.js';
import { microscopeSettings, rulerSettings, settingValues } from './microscope/settings.js';
import { imagingRoles } from './roles.js';
import { isVisible } from './ruler/puncta.js';
import { contains, widened } from './ruler/region.js';
import { readCells, readSites, sceneSlots } from './ruler/scene.js';
import { everyStep, Timetable } from './timetable.js';

const settings = {
  ...microscopeSettings,
  ...rulerSettings,
  frame: { title: 'frame interval', unit: 's', value: 30 },
  start: { title: 'time of the first frame', unit: 's', value: 0 },
  gap: { title: 'frames that a track may miss', unit: '1', value: 2 },
  shortest: { title: 'time that a punctum must be present', unit: 's', value: 60 },
  restricted: { title: 'share of the movie to which the mean lifetime is restricted', unit: '1', value: 0.8 },
} as const;

/** The time course that comes with the movie. */
const counted = 'invadopodia.count.true';

const { film: _film, ...roles } = imagingRoles;

/** A movie of the ventral face from `start` to the last timepoint: how long puncta last. */
export const lifetimes: Assay = {
  id: 'lifetimes',
  title: 'Lifetimes of invadopodia',
  roles,
  settings,
  measures: {
    'invadopodia.lifetime.true': {
      title: 'Lifetime of puncta',
      unit: 's',
      definition:
        'Kaplan-Meier mean lifetime, restricted to 0.8 of the movie. Frames every 30 s; puncta followed by identity, ' +
        'at most 2 frames missing, present for at least 60 s; those of the first frame enter at their age, those of ' +
        'the last are censored.',
      scale: 'ratio',
    },
    'invadopodia.tracks.true': {
      title: 'Tracks per cell',
      unit: '1',
      definition: 'Puncta followed for at least 60 s, per cell, cells without any included.',
      scale: 'ratio',
    },
  },
  resolve(id) {
    if (id !== counted) return undefined;
    return {
      title: 'Puncta per cell',
      unit: '1',
      definition: 'Visible puncta in one frame, per cell.',
      scale: 'ratio',
    };
  },
  sampling(setup) {
    const { film, ...protocol } = setup.protocol;
    return { reads: [{ times: timetable(setup).times, slots: sceneSlots(protocol) }], sets: [] };
  },
  observer(setup, run) {
    return new LifetimeObserver(setup, run);
  },
};

function timetable(setup: AssaySetup): Timetable<'frames'> {
  const { frame, start } = settingValues(settings, setup.settings);
  const last = setup.timepoints[setup.timepoints.length - 1];
  return new Timetable({ frames: everyStep(frame, last - start).map((time) => start + time) });
}

class LifetimeObserver implements Observer {
  private readonly table: Timetable<'frames'>;
  private readonly values: Readonly<Record<keyof typeof settings, number>>;
  private readonly seen = new Map<number, { readonly frames: number[]; readonly x: number; readonly y: number }>();
  private readonly series: SeriesRow[] = [];
  private readonly births = new Map<number, number>();

  constructor(
    private readonly setup: AssaySetup,
    private readonly run: RunIdentity,
  ) {
    this.table = timetable(setup);
    this.values = settingValues(settings, setup.settings);
  }

  sample(snapshot: Snapshot): void {
    const time = this.table.requested(snapshot.time);
    const frame = this.table.times.indexOf(time);
    const cells = readCells(snapshot, this.setup.protocol);
    let count = 0;
    for (const site of readSites(snapshot, this.setup.protocol, this.values.core_radius)) {
      const cell = cells.find(({ id }) => id === site.cell);
      if (cell === undefined || !contains(widened(cell, -this.values.edge), site.x, site.y, 0)) continue;
      if (!isVisible(site, this.values, this.values)) continue;
      count++;
      const before = this.seen.get(site.id);
      if (before === undefined) this.seen.set(site.id, { frames: [frame], x: site.x, y: site.y });
      else before.frames.push(frame);
    }
    const { arm, experiment, cell } = this.run;
    const value = count / Math.max(1, cells.length);
    this.series.push({ arm, experiment, cell, time, series: counted, value, unit: '1' });
  }

  happenings(rows: readonly EventRow[]): void {
    for (const row of rows) {
      if (row.what === 'found' && row.kind === this.setup.protocol.site) this.births.set(row.id, row.time);
    }
  }

  finish() {
    const { arm, experiment, cell } = this.run;
    const { times } = this.table;
    const { frame, gap, shortest, restricted } = this.values;
    const kind = this.setup.protocol.site;
    const tracks = linkTracks(
      this.seen,
      { frames: times.length, frame, gap, shortest },
      (id, first) => times[first] - (this.births.get(id) ?? 0),
    );
    const events: EventRow[] = tracks.flatMap(({ id, x, y, first, entry, exit, ended }) => {
      const shared = { arm, experiment, cell, kind, id, x, y };
      const begin = times[first];
      return [
        // The age at entry is told by the time of birth, so that a track can be read back from its two rows.
        { ...shared, time: begin - entry, what: 'track.born', by: entry > 0 ? 'before the movie' : 'in the movie' },
        { ...shared, time: begin, what: 'track.enters', by: 'lifetimes' },
        { ...shared, time: begin - entry + exit, what: ended ? 'track.ends' : 'track.censored', by: 'lifetimes' },
      ];
    });
    const last = times[times.length - 1];
    const measures: MeasureRow[] = [
      { arm, experiment, cell, time: last, measure: 'invadopodia.tracks.true', value: tracks.length, unit: '1' },
    ];
    if (tracks.length > 0) {
      const value = restrictedMean(survival(tracks), restricted * (last - times[0]));
      measures.push({ arm, experiment, cell, time: last, measure: 'invadopodia.lifetime.true', value, unit: 's' });
    }
    return { measures, series: this.series, images: [], events };
  }
}
