import type { EventRow, MeasureRow, SeriesRow } from '@invadolab/results';
import type { Assay, AssaySetup, MeasureDefinition, Observer, RunIdentity, Snapshot } from './assay.js';
import { restrictedMean, survival } from './compare/kaplan-meier.js';
import { linkTracks, type Track } from './compare/tracks.js';
import { renderFrame } from './microscope/render.js';
import { microscopeSettings, rulerSettings, settingValues } from './microscope/settings.js';
import { imagingRoles } from './roles.js';
import type { Sighting } from './ruler/image/link.js';
import { sightingsIn, tracksIn } from './ruler/image/movie.js';
import { imageSettings, thresholds } from './ruler/image/thresholds.js';
import { isVisible } from './ruler/puncta.js';
import { contains, widened } from './ruler/region.js';
import { readCells, readSites, type Scene, sceneSlots } from './ruler/scene.js';
import { everyStep, Timetable } from './timetable.js';

const settings = {
  ...microscopeSettings,
  ...rulerSettings,
  ...imageSettings,
  frame: { title: 'frame interval', unit: 's', value: 30 },
  start: { title: 'time of the first frame', unit: 's', value: 0 },
  gap: { title: 'frames that a track may miss', unit: '1', value: 2 },
  shortest: { title: 'time that a punctum must be present', unit: 's', value: 60 },
  measured: {
    title:
      'cells of each experiment whose movies are rendered and measured, from the first, where images are asked for',
    unit: '1',
    value: 2,
  },
  restricted: { title: 'share of the movie to which the mean lifetime is restricted', unit: '1', value: 0.8 },
} as const;

/** The time course that comes with the movie. */
const counted = 'invadopodia.count.true';

const { film: _film, ...roles } = imagingRoles;

const onImages = {
  'invadopodia.lifetime': {
    title: 'Lifetime of puncta',
    unit: 's',
    definition:
      'Kaplan-Meier mean lifetime, restricted to 0.8 of the movie. Measured on rendered, noisy frames every 30 s of the first ' +
      'cells of each experiment (setting measured); puncta linked over at most 0.7 um, at most 2 frames missing, present for at ' +
      'least 60 s; those of the first frame enter at age 0, which no image knows better, those of the last are censored.',
    scale: 'ratio',
  },
  'invadopodia.tracks': {
    title: 'Tracks per cell',
    unit: '1',
    definition: 'Puncta followed for at least 60 s on rendered, noisy frames, per cell, cells without any included.',
    scale: 'ratio',
  },
} as const satisfies Record<string, MeasureDefinition>;

/** A movie of the ventral face from `start` to the last timepoint: how long puncta last. */
export const lifetimes: Assay = {
  id: 'lifetimes',
  title: 'Lifetimes of invadopodia',
  roles,
  settings,
  measures: {
    ...onImages,
    'invadopodia.lifetime.true': {
      title: 'Lifetime of puncta (true state)',
      unit: 's',
      definition:
        'Kaplan-Meier mean lifetime, restricted to 0.8 of the movie. Frames every 30 s; puncta followed by identity, ' +
        'at most 2 frames missing, present for at least 60 s; those of the first frame enter at their age, those of ' +
        'the last are censored.',
      scale: 'ratio',
    },
    'invadopodia.tracks.true': {
      title: 'Tracks per cell (true state)',
      unit: '1',
      definition: 'Puncta followed for at least 60 s, per cell, cells without any included.',
      scale: 'ratio',
    },
  },
  resolve(id) {
    if (id !== counted) return undefined;
    return {
      title: 'Puncta per cell (true state)',
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
  /** Puncta of the rendered frames, where the study wants them. */
  private readonly movie: Sighting[][] = [];
  private readonly filmed: boolean;

  constructor(
    private readonly setup: AssaySetup,
    private readonly run: RunIdentity,
  ) {
    this.table = timetable(setup);
    this.values = settingValues(settings, setup.settings);
    const asked = setup.measures.some((id) => Object.hasOwn(onImages, id));
    this.filmed = asked && run.cell < this.values.measured;
  }

  sample(snapshot: Snapshot): void {
    const time = this.table.requested(snapshot.time);
    const frame = this.table.times.indexOf(time);
    const cells = readCells(snapshot, this.setup.protocol);
    const sites = readSites(snapshot, this.setup.protocol, this.values.core_radius);
    if (this.filmed) this.movie.push(this.film({ time, cells, sites }));
    let count = 0;
    for (const site of sites) {
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

  private film(scene: Pick<Scene, 'time' | 'cells' | 'sites'>): Sighting[] {
    if (scene.cells.length === 0) return [];
    return sightingsIn(renderFrame(scene, this.run, this.values), this.values.offset, thresholds(this.setup.settings));
  }

  happenings(rows: readonly EventRow[]): void {
    for (const row of rows) {
      if (row.what === 'found' && row.kind === this.setup.protocol.site) this.births.set(row.id, row.time);
    }
  }

  finish() {
    const { arm, experiment, cell } = this.run;
    const { times } = this.table;
    const { frame, gap, shortest } = this.values;
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
    const measures = this.measuresOf(tracks, '.true');
    if (this.filmed) {
      const seen = tracksIn(this.movie, thresholds(this.setup.settings), { frame, gap, shortest });
      measures.push(...this.measuresOf(seen, ''));
    }
    return { measures, series: this.series, images: [], events };
  }

  private measuresOf(tracks: readonly Track[], reading: '.true' | ''): MeasureRow[] {
    const { arm, experiment, cell } = this.run;
    const { times } = this.table;
    const time = times[times.length - 1];
    const row = (id: string, value: number, unit: string) => {
      return { arm, experiment, cell, time, measure: `invadopodia.${id}${reading}`, value, unit };
    };
    const measures = [row('tracks', tracks.length, '1')];
    if (tracks.length === 0) return measures;
    const longest = this.values.restricted * (time - times[0]);
    return [...measures, row('lifetime', restrictedMean(survival(tracks), longest), 's')];
  }
}
