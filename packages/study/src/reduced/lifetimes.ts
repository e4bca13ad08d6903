import { type AssaySetup, lifetimes, settingValues } from '@invadolab/assays';
import type { ReducedGlance, WatchedSite } from '@invadolab/engine';
import { ageBin, LifeTable } from './life-table.js';
import type { Moments } from './moments.js';
import { isPunctum, type Rulers, rulersOf } from './visible.js';

/** Measures of a movie that have moments here. */
export const movieMeasures: readonly string[] = ['invadopodia.lifetime.true', 'invadopodia.tracks.true'];

/** A punctum that is followed. */
interface Track {
  /** s */
  readonly since: number;
  /** s */
  readonly last: number;
  /** Whether it has lasted long enough to count as a track. */
  readonly counted: boolean;
}

/**
 * Follows the puncta of one cell: how long they would be seen in a movie from `start` to `end`, s. Each life stands for as many
 * sites as it weighs at that moment. Where the movie of the full form counts tracks (Kaplan-Meier), this one integrates
 * hazards per age: ends over the time at risk, entered at the age that a punctum had when the movie began.
 */
export class LifetimeWatch {
  private readonly settings: Readonly<Record<string, number>>;
  private readonly rulers: Rulers;
  private readonly table: LifeTable;
  private tracks = new Map<number, Track>();
  private expected = 0;
  private spread = 0;

  constructor(
    private readonly setup: AssaySetup,
    end: number,
  ) {
    this.settings = settingValues(lifetimes.settings, setup.settings);
    this.rulers = rulersOf(setup);
    const { start, shortest, restricted } = this.settings;
    this.table = new LifeTable(shortest, restricted * (end - start));
  }

  /** Takes in one moment; moments come in order. */
  see(glance: ReducedGlance): void {
    const { start, frame, gap, shortest } = this.settings;
    const { time } = glance;
    if (time < start) return;
    const patience = (gap + 1) * frame;
    const next = new Map<number, Track>();
    for (const site of glance.sites) {
      const before = this.tracks.get(site.id) ?? this.tracks.get(site.parent);
      const visible = !site.ended && isPunctum(glance, site, this.setup, this.rulers);
      if (before !== undefined && (site.ended || time - before.last > patience)) this.close(before, site);
      else if (visible) {
        const known = before ?? {
          since: this.tracks.size === 0 && time - start < ageBin ? site.birth : time,
          last: time,
        };
        if (before !== undefined) this.table.survived(before.last - before.since, time - before.since, site.weight);
        const counted = (before?.counted ?? false) || time - Math.max(known.since, start) >= shortest;
        if (counted && before?.counted !== true) {
          this.expected += site.weight;
          this.spread += site.weight * site.weight;
        }
        next.set(site.id, { since: known.since, last: time, counted });
      } else if (before !== undefined) next.set(site.id, before);
    }
    this.tracks = next;
  }

  /** What is expected of the cell: number of tracks, and their mean lifetime restricted to a share of the movie. */
  moments(): ReadonlyMap<string, Moments> {
    const { expected: mean, spread: sampling, table } = this;
    const values = new Map<string, Moments>([['invadopodia.tracks.true', { mean, variance: mean, sampling }]]);
    return mean > 0 ? values.set('invadopodia.lifetime.true', { ...table.restrictedMean(), table }) : values;
  }

  private close({ since, last, counted }: Track, { weight }: WatchedSite): void {
    // It was there until some time between two frames.
    if (counted) this.table.ended(last - since, last - since + this.settings.frame / 2, weight);
  }
}
