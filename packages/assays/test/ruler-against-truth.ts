import type { MicroscopeImage } from '../src/assay.js';
import { renderScene } from '../src/microscope/render.js';
import { microscopeSettings, rulerSettings, settingValues } from '../src/microscope/settings.js';
import { halfMaximumArea, spotWidth } from '../src/ruler/detection.js';
import { findHoles, holeWithin } from '../src/ruler/holes.js';
import { type JudgedPunctum, measureField } from '../src/ruler/image/measure-field.js';
import { renderedField } from '../src/ruler/image/rendered.js';
import { thresholds } from '../src/ruler/image/thresholds.js';
import { findPuncta } from '../src/ruler/puncta.js';
import { disc } from '../src/ruler/region.js';
import type { Scene, SceneCell, SceneSite } from '../src/ruler/scene.js';
import { type PlantedPunctum, plantedPuncta } from './planted-puncta.js';
import { drawScene, type SceneKind } from './ruler-scenes.js';

/** One point of the range over which the ruler is judged. */
export interface Condition extends SceneKind {
  readonly name: string;
  /** Of the microscope, in place of its defaults. */
  readonly microscope?: Readonly<Partial<Record<keyof typeof microscopeSettings, number>>>;
  /** Share of the light that is missing in the corners. */
  readonly vignette?: number;
}

/** Sums over the images of one condition; areas in um2. */
export interface Tally {
  images: number;
  /** Puncta of the picture without noise, and of the images. */
  truth: number;
  found: number;
  /** Pairs of the two, one to one. */
  matched: number;
  /** Puncta of the true state, among them those that the lens merges. */
  state: number;
  /** Seen where there is no site at all, however faint. */
  noise: number;
  matureAgree: number;
  hole: { truth: number; image: number };
  strict: { truth: number; image: number };
  loose: { truth: number; image: number };
  diameter: { truth: number; image: number };
  footprint: { truth: number; image: number };
  cells: number;
}

const limits = thresholds();
const ruler = settingValues(rulerSettings, {});
/** A punctum is the right one if it lies within this of it, um. */
const near = 0.5;

/** Draws, renders and measures `images` fields and compares what the image shows with what is there. */
export function compareWithTruth(condition: Condition, images: number, seed: number, first = 0): Tally {
  const pair = () => ({ truth: 0, image: 0 });
  const tally: Tally = {
    images,
    truth: 0,
    found: 0,
    matched: 0,
    state: 0,
    noise: 0,
    matureAgree: 0,
    hole: pair(),
    strict: pair(),
    loose: pair(),
    diameter: pair(),
    footprint: pair(),
    cells: 0,
  };
  for (let number = first; number < first + images; number++) compareOne(condition, seed, number, tally);
  return tally;
}

function compareOne(condition: Condition, seed: number, number: number, tally: Tally): void {
  const microscope = settingValues(microscopeSettings, condition.microscope ?? {});
  const scene = drawScene(seed, number, condition);
  const run = { arm: 'drawn', experiment: 0, cell: number, seed };
  const image = shaded(renderScene(scene, run, microscope), condition.vignette ?? 0);
  const seen = measureField(renderedField(image), limits);
  const [cell] = scene.cells;
  const holes = findHoles(scene.film, ruler.hole, ruler.smallest_hole);
  const state = findPuncta(scene, cell, holes, microscope, ruler);
  const truth = plantedPuncta(scene, microscope, ruler);
  const puncta = seen.cells.filter(({ excluded }) => excluded === undefined).flatMap((each) => each.puncta);
  tally.truth += truth.length;
  tally.found += puncta.length;
  tally.state += state.length;
  tally.noise += puncta.filter((shown) => !scene.sites.some((site) => apart(site, shown, cell, image) <= near)).length;
  for (const [there, shown] of matches(truth, puncta, scene, image)) {
    tally.matched++;
    const hole = holeWithin(holes, disc(there.x, there.y, ruler.mature_within));
    if (hole >= ruler.mature_hole === shown.mature) tally.matureAgree++;
    tally.diameter.truth += 2 * Math.sqrt(halfMaximumArea(spotWidth(there.site.radius, microscope)) / Math.PI);
    tally.diameter.image += 2 * Math.sqrt(shown.area / Math.PI);
  }
  const areaBelow = (share: number) => findHoles(scene.film, share, ruler.smallest_hole).area;
  tally.hole.truth += holes.area;
  tally.hole.image += seen.holes?.area ?? 0;
  tally.strict.truth += areaBelow(limits.strict_hole);
  tally.strict.image += seen.strict || 0;
  tally.loose.truth += areaBelow(limits.loose_hole);
  tally.loose.image += seen.loose || 0;
  tally.footprint.truth += Math.PI * cell.along * cell.across;
  tally.footprint.image += seen.cells.reduce((sum, each) => sum + each.area, 0);
  tally.cells += seen.cells.filter(({ excluded }) => excluded === undefined).length;
}

/** Pairs of what is there and what is seen, the nearest first, each in one pair at most. */
function matches(
  truth: readonly PlantedPunctum[],
  puncta: readonly JudgedPunctum[],
  scene: Scene,
  image: MicroscopeImage,
): [PlantedPunctum, JudgedPunctum][] {
  const [cell] = scene.cells;
  const pairs = truth.flatMap((there) =>
    puncta.map((shown) => ({ there, shown, away: apart(there, shown, cell, image) })),
  );
  const taken = new Set<PlantedPunctum | JudgedPunctum>();
  return pairs
    .filter(({ away }) => away <= near)
    .sort((a, b) => a.away - b.away)
    .flatMap(({ there, shown }): [PlantedPunctum, JudgedPunctum][] => {
      if (taken.has(there) || taken.has(shown)) return [];
      taken.add(there).add(shown);
      return [[there, shown]];
    });
}

/** Distance of a site and a punctum of the image, um; the middle of the image is that of the cell. */
function apart(
  site: Pick<SceneSite, 'x' | 'y'>,
  shown: JudgedPunctum,
  cell: SceneCell,
  image: MicroscopeImage,
): number {
  const x = cell.x + (shown.column + 0.5 - image.width / 2) * image.pixel;
  const y = cell.y - (shown.row + 0.5 - image.height / 2) * image.pixel;
  return Math.hypot(x - site.x, y - site.y);
}

/** Uneven light in all channels, falling off from the middle to the corners. */
function shaded(image: MicroscopeImage, vignette: number): MicroscopeImage {
  if (vignette === 0) return image;
  const { width, height, dark } = image;
  const channels = image.channels.map(({ name, data }) => ({
    name,
    data: data.map((count, i) => {
      const x = (i % width) / width - 0.5;
      const y = Math.floor(i / width) / height - 0.5;
      return Math.round(dark + (count - dark) * (1 - vignette * 2 * (x * x + y * y)));
    }),
  }));
  return { ...image, channels };
}
