import type { MicroscopeSettings, RulerSettings } from '../microscope/settings.js';
import { detectablePhotons, halfMaximumArea, spotWidth } from './detection.js';
import type { Holes } from './holes.js';
import { holeWithin } from './holes.js';
import { contains, disc, widened } from './region.js';
import { apart, type Scene, type SceneCell, type SceneSite, sideLength } from './scene.js';

/** A site that an image of its cell would show. */
export interface Punctum {
  readonly site: SceneSite;
  /** um: 2 sqrt(half-maximum area / pi), point spread function included. */
  readonly diameter: number;
  /** Enough hole lies close to it. */
  readonly mature: boolean;
}

/** Whether a site is bright enough in both channels and of a size that counts. */
export function isVisible(
  site: SceneSite,
  microscope: MicroscopeSettings,
  ruler: Pick<RulerSettings, 'log_sigma' | 'detection' | 'smallest_punctum' | 'largest_punctum'>,
): boolean {
  const width = spotWidth(site.radius, microscope);
  const area = halfMaximumArea(width);
  if (area < ruler.smallest_punctum || area > ruler.largest_punctum) return false;
  const actin = site.actin * microscope.actin_photons;
  if (actin < detectablePhotons(width, microscope.actin_background, microscope, ruler)) return false;
  const marker = site.marker * microscope.marker_photons;
  return marker >= detectablePhotons(width, microscope.marker_background, microscope, ruler);
}

/** The puncta of one cell, in id order: visible sites at least `edge` away from its edge. */
export function findPuncta(
  scene: Pick<Scene, 'sites' | 'film'>,
  cell: SceneCell,
  holes: Holes,
  microscope: MicroscopeSettings,
  ruler: RulerSettings,
): Punctum[] {
  const heart = widened(cell, -ruler.edge);
  const ring = sideLength(scene.film);
  return scene.sites
    .filter((site) => site.cell === cell.id && isVisible(site, microscope, ruler))
    .filter((site) => contains(heart, site.x, site.y, ring))
    .map((site) => {
      const hole = holeWithin(holes, disc(site.x, site.y, ruler.mature_within));
      const diameter = 2 * Math.sqrt(halfMaximumArea(spotWidth(site.radius, microscope)) / Math.PI);
      return { site, diameter, mature: hole >= ruler.mature_hole * (1 - 1e-9) };
    });
}

/** Distance from each punctum to the nearest other one, um, on a plane whose edges meet after `ring` um. */
export function nearestNeighbours(puncta: readonly Punctum[], ring: number): number[] {
  return puncta.map(({ site }) => {
    let nearest = Number.POSITIVE_INFINITY;
    for (const { site: other } of puncta) {
      if (other.id === site.id) continue;
      const dx = apart(site.x, other.x, ring);
      const dy = apart(site.y, other.y, ring);
      nearest = Math.min(nearest, dx * dx + dy * dy);
    }
    return Math.sqrt(nearest);
  });
}
