import { detectablePhotons, halfMaximumArea, spotWidth } from '../src/ruler/detection.js';
import { contains, widened } from '../src/ruler/region.js';
import type { Scene, SceneSite } from '../src/ruler/scene.js';

type Microscope = Parameters<typeof detectablePhotons>[2] & Readonly<Record<'psf' | StainSetting, number>>;
type StainSetting = 'actin_photons' | 'marker_photons' | 'actin_background' | 'marker_background';
type Ruler = Parameters<typeof detectablePhotons>[3] &
  Readonly<Record<'smallest_punctum' | 'largest_punctum' | 'edge', number>>;

/** A punctum of the picture without noise: where it has its maximum, and the site that makes most of it. */
export interface PlantedPunctum {
  readonly site: SceneSite;
  /** um */
  readonly x: number;
  readonly y: number;
}

/**
 * What counts as a punctum in the noiseless picture through the lens, by the ruler's definition and in closed form: the
 * maxima of the Laplacian of Gaussian of all spots together, of which the response stands `detection` standard deviations of the
 * noise of the background above it in actin and, at the same place, in the marker; half-maximum area of the strongest site and
 * distance from the edge as the definition says. Sites that make one maximum are one punctum.
 *
 * A spot of N photons and width w responds at distance r with N p^2 / (pi S^4) (1 - r^2 / 2 S^2) exp(-r^2 / 2 S^2), where
 * S^2 = w^2 + s^2: minus the Laplacian of a Gaussian. Divided by what is needed at its centre it is in units of `detection`.
 */
export function plantedPuncta(scene: Scene, microscope: Microscope, ruler: Ruler): PlantedPunctum[] {
  const [cell] = scene.cells;
  const heart = widened(cell, -ruler.edge);
  const spots = scene.sites.map((site) => spotOf(site, microscope, ruler));
  const puncta: PlantedPunctum[] = [];
  for (const { site } of [...spots].sort((a, b) => b.actin - a.actin)) {
    const top = climb(spots, site);
    if (puncta.some(({ x, y }) => Math.hypot(x - top.x, y - top.y) < 0.05)) continue;
    const area = halfMaximumArea(spotWidth(site.radius, microscope));
    if (area < ruler.smallest_punctum || area > ruler.largest_punctum) continue;
    if (!contains(heart, top.x, top.y, 0)) continue;
    if (responseAt(spots, top.x, top.y, 'actin') < 1 || responseAt(spots, top.x, top.y, 'marker') < 1) continue;
    puncta.push({ site, ...top });
  }
  return puncta;
}

interface Spot {
  readonly site: SceneSite;
  /** Response at its centre, of what must be there. */
  readonly actin: number;
  readonly marker: number;
  /** um2: width of lens, core and filter together, squared. */
  readonly spread: number;
}

function spotOf(site: SceneSite, microscope: Microscope, ruler: Ruler): Spot {
  const width = spotWidth(site.radius, microscope);
  const share = (photons: number, background: number) =>
    photons / detectablePhotons(width, background, microscope, ruler);
  return {
    site,
    actin: share(site.actin * microscope.actin_photons, microscope.actin_background),
    marker: share(site.marker * microscope.marker_photons, microscope.marker_background),
    spread: width * width + ruler.log_sigma * ruler.log_sigma,
  };
}

function responseAt(spots: readonly Spot[], x: number, y: number, stain: 'actin' | 'marker'): number {
  let sum = 0;
  for (const spot of spots) {
    const away = ((x - spot.site.x) ** 2 + (y - spot.site.y) ** 2) / (2 * spot.spread);
    if (away < 20) sum += spot[stain] * (1 - away) * Math.exp(-away);
  }
  return sum;
}

/** The maximum of actin that is reached from a site by going uphill, in steps that are halved down to a thousandth of a um. */
function climb(spots: readonly Spot[], from: SceneSite): { x: number; y: number } {
  const close = spots.filter(({ site }) => Math.hypot(site.x - from.x, site.y - from.y) < 4);
  let { x, y } = from;
  let height = responseAt(close, x, y, 'actin');
  for (let step = 0.064; step > 0.0005; ) {
    const ways = [0, 1, 2, 3, 4, 5, 6, 7].map((eighth) => {
      const angle = (eighth * Math.PI) / 4;
      return [x + step * Math.cos(angle), y + step * Math.sin(angle)] as const;
    });
    const heights = ways.map(([u, v]) => responseAt(close, u, v, 'actin'));
    const best = heights.indexOf(Math.max(...heights));
    if (heights[best] > height) {
      [x, y] = ways[best];
      height = heights[best];
    } else step /= 2;
  }
  return { x, y };
}
