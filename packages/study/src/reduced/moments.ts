import type { AssaySetup } from '@invadolab/assays';
import { exp } from '@invadolab/core';
import type { Mark, ReducedScene, ReducedSite } from '@invadolab/engine';
import { type Expected, sumBelow } from './compound.js';
import type { Expectation, LifeTable } from './life-table.js';
import { isPunctum, isWithin, type Rulers, rulersOf } from './visible.js';

/** A measure of one cell. */
export interface Moments extends Expectation {
  /** Where the cells are not averaged but their sites pooled, which a lifetime asks for: those of this cell. */
  readonly table?: LifeTable;
}

/** Every measure of sites and film that has moments here; there is no picture to measure anything on. */
export const filmMeasures: readonly string[] = [
  'invadopodia.count.true',
  'invadopodia.precursors.true',
  'invadopodia.mature.true',
  'invadopodia.mature_share.true',
  'invadopodia.length.mean.true',
  'cells.with_puncta.true',
  'cells.with_invadopodia.true',
  'cells.degrading.true',
  'matrix.degraded_area.true',
  'matrix.degraded_area.below_0.6.true',
  'matrix.degraded_area.below_0.9.true',
  'matrix.degraded_area.per_degrading_cell.true',
  'matrix.degraded_fraction.true',
  'matrix.degraded_mass.true',
];

/**
 * Measures of the ruler on the true state, as moments of one cell. Given the state of their cell, sites are independent,
 * so what is seen of them is Poisson distributed, and sums over them have Campbell's moments.
 */
export function momentsOf(scene: ReducedScene, setup: AssaySetup): ReadonlyMap<string, Moments> {
  const settings = rulersOf(setup);
  const values = new Map<string, Moments>();
  measureSites(values, scene, setup, settings);
  measureFilm(values, scene, setup, settings);
  return values;
}

function measureSites(values: Map<string, Moments>, scene: ReducedScene, setup: AssaySetup, settings: Rulers): void {
  const { ruler } = settings;
  const { protocol } = setup;
  const byId = new Map(scene.marks.map((mark) => [mark.id, mark]));
  const seen = scene.sites.filter((site) => isPunctum(scene, site, setup, settings));
  const near = Math.PI * ruler.mature_within * ruler.mature_within;
  const mature = seen.filter(({ id }) => {
    const hole = holeOf(byId.get(id), protocol.film, ruler.hole, ruler.smallest_hole);
    return Math.min(hole, near) >= ruler.mature_hole * (1 - 1e-9);
  });
  const of = (sites: readonly ReducedSite[]): Moments => summed(sites.map((site) => ({ ...site, size: 1 })));
  const count = of(seen);
  values.set('invadopodia.count.true', count);
  values.set('invadopodia.precursors.true', of(seen.filter((site) => !mature.includes(site))));
  values.set('invadopodia.mature.true', of(mature));
  values.set('cells.with_puncta.true', chance(1 - exp(-count.mean)));
  values.set('cells.with_invadopodia.true', chance(1 - exp(-of(mature).mean)));
  if (!(count.mean > 0)) return;
  values.set('invadopodia.mature_share.true', exact(of(mature).mean / count.mean));
  if (protocol.length === undefined) return;
  const length = seen.reduce((sum, { weight, values: own }) => sum + weight * own[protocol.length], 0);
  values.set('invadopodia.length.mean.true', exact(length / count.mean));
}

function measureFilm(values: Map<string, Moments>, scene: ReducedScene, setup: AssaySetup, settings: Rulers): void {
  const { ruler } = settings;
  const { film } = setup.protocol;
  const outline = Math.PI * scene.cell.a * scene.cell.b;
  const areas = (share: number): Moments => {
    return summed(scene.marks.map((mark) => ({ ...mark, size: newHoleOf(mark, film, share, ruler.smallest_hole) })));
  };
  values.set('matrix.degraded_area.true', areas(ruler.hole));
  values.set('matrix.degraded_area.below_0.6.true', areas(0.6));
  values.set('matrix.degraded_area.below_0.9.true', areas(0.9));
  const lost = summed(scene.marks.map((mark) => ({ ...mark, size: lostOf(mark, film) })));
  const everywhere = scene.side * scene.side * (1 - scene.left[film]);
  values.set('matrix.degraded_mass.true', { ...lost, mean: lost.mean + everywhere });
  const holes = (margin: number) =>
    scene.marks
      .filter((mark) => isWithin(scene, mark, margin))
      .map((mark) => ({ ...mark, size: newHoleOf(mark, film, ruler.hole, ruler.smallest_hole) }))
      .filter(({ size }) => size > 0);
  const under = summed(holes(0));
  const share = 1 / outline;
  values.set('matrix.degraded_fraction.true', scaled(under, share));
  const nearby = holes(ruler.degrading_margin);
  const below = sumBelow(nearby, ruler.degrading_hole);
  values.set('cells.degrading.true', chance(1 - below.probability));
  const all = summed(nearby).mean;
  if (below.probability < 1)
    values.set(
      'matrix.degraded_area.per_degrading_cell.true',
      exact(Math.max(ruler.degrading_hole, (all - below.mean) / (1 - below.probability))),
    );
}

/** um2 of a mark where less than `share` of the film is left, between its rings by linear interpolation; 0 below `smallest`. */
function holeOf(mark: Mark | undefined, film: string, share: number, smallest: number): number {
  if (mark === undefined) return 0;
  const left = mark.left[film];
  let rings = 0;
  while (rings < left.length && left[rings] < share) rings++;
  if (rings === 0) return 0;
  // A ring's density is that of its middle; the edge lies where the profile between two middles reaches the share.
  let area = rings === left.length ? rings : rings - 0.5;
  if (rings < left.length) area += (share - left[rings - 1]) / (left[rings] - left[rings - 1]);
  area *= mark.ring;
  return area >= smallest * (1 - 1e-9) ? area : 0;
}

/**
 * What a mark adds to the area of all holes. One that began inside a hole adds nothing, so that overlap is counted once: a
 * disc that falls anywhere adds its area times the share that is still free, which is the chance of a free middle.
 */
function newHoleOf(mark: Mark, film: string, share: number, smallest: number): number {
  return mark.found[film] < share ? 0 : holeOf(mark, film, share, smallest);
}

/** Lost share of the film, summed over the area of a mark, um2. */
function lostOf(mark: Mark, film: string): number {
  return mark.left[film].reduce((sum, left) => sum + (mark.found[film] - left), 0) * mark.ring;
}

/** Campbell: the mean of a sum over a Poisson process, its variance, and the variance of the mean as sampled. */
function summed(all: readonly (Expected & { readonly family: number })[]): Moments {
  let mean = 0;
  let variance = 0;
  const families = new Map<number, number>();
  for (const { weight, size, family } of all) {
    mean += weight * size;
    variance += weight * size * size;
    families.set(family, (families.get(family) ?? 0) + weight * size);
  }
  let sampling = 0;
  for (const sum of families.values()) sampling += sum * sum;
  return { mean, variance, sampling };
}

function scaled({ mean, variance, sampling }: Moments, by: number): Moments {
  return { mean: mean * by, variance: variance * by * by, sampling: sampling * by * by };
}

function chance(probability: number): Moments {
  return { mean: probability, variance: probability * (1 - probability), sampling: 0 };
}

function exact(mean: number): Moments {
  return { mean, variance: 0, sampling: 0 };
}
