import type { MicroscopeSettings, RulerSettings } from '../microscope/settings.js';
import { microscopeSettings, rulerSettings, settingValues } from '../microscope/settings.js';
import type { Holes } from './holes.js';
import { findHoles, holeWithin } from './holes.js';
import { trueStateMeasures } from './measure-definitions.js';
import { findPuncta, nearestNeighbours, type Punctum } from './puncta.js';
import { areaOf, widened } from './region.js';
import type { Ruler } from './ruler.js';
import { type Film, type Scene, type SceneCell, sideLength } from './scene.js';

/**
 * The ruler on the state itself: the same definitions without image noise and without merging of spots that an
 * image cannot separate. Per-cell values are averaged over the cells of the scene, zeros included.
 */
export const trueStateRuler: Ruler = {
  id: 'true-state',
  title: 'true state of the simulation',
  measures: trueStateMeasures,
  measure(scene, given) {
    const microscope = settingValues(microscopeSettings, given);
    const ruler = settingValues(rulerSettings, given);
    const holes = findHoles(scene.film, ruler.hole, ruler.smallest_hole);
    const values = new Map<string, number>();
    measureFilm(values, scene, holes, ruler);
    const perCell = scene.cells.map((cell) => measureCell(scene, cell, holes, microscope, ruler));
    for (const id of new Set(perCell.flatMap((cell) => [...cell.keys()]))) {
      const seen = perCell.flatMap((cell) => cell.get(id) ?? []);
      values.set(id, seen.reduce((sum, value) => sum + value, 0) / seen.length);
    }
    return values;
  },
};

function measureFilm(values: Map<string, number>, scene: Scene, holes: Holes, ruler: RulerSettings): void {
  const nuclei = Math.max(1, scene.cells.length);
  const areaBelow = (share: number) => findHoles(scene.film, share, ruler.smallest_hole).area;
  values.set('matrix.degraded_area.true', holes.area / nuclei);
  values.set('matrix.degraded_area.below_0.6.true', areaBelow(0.6) / nuclei);
  values.set('matrix.degraded_area.below_0.9.true', areaBelow(0.9) / nuclei);
  values.set('matrix.degraded_mass.true', lost(scene.film) / nuclei);
}

/** Integral of the lost share over the film, um2. */
function lost(film: Film): number {
  let sum = 0;
  for (const left of film.left) sum += 1 - left;
  return sum * film.voxel * film.voxel;
}

function measureCell(
  scene: Scene,
  cell: SceneCell,
  holes: Holes,
  microscope: MicroscopeSettings,
  ruler: RulerSettings,
): Map<string, number> {
  const values = new Map<string, number>();
  const puncta = findPuncta(scene, cell, holes, microscope, ruler);
  const mature = puncta.filter((punctum) => punctum.mature);
  const share = (yes: boolean) => (yes ? 1 : 0);
  values.set('invadopodia.count.true', puncta.length);
  values.set('invadopodia.precursors.true', puncta.length - mature.length);
  values.set('invadopodia.mature.true', mature.length);
  if (puncta.length > 0) values.set('invadopodia.mature_share.true', mature.length / puncta.length);
  values.set('cells.with_puncta.true', share(puncta.length > 0));
  values.set('cells.with_invadopodia.true', share(mature.length > 0));
  const nearby = holeWithin(holes, widened(cell, ruler.degrading_margin));
  const degrading = nearby >= ruler.degrading_hole;
  values.set('cells.degrading.true', share(degrading));
  if (degrading) values.set('matrix.degraded_area.per_degrading_cell.true', nearby);
  const under = holeWithin(holes, cell);
  values.set('matrix.degraded_fraction.true', under / areaOf(cell));
  measureShape(values, puncta, sideLength(scene.film));
  return values;
}

function measureShape(values: Map<string, number>, puncta: readonly Punctum[], ring: number): void {
  if (puncta.length === 0) return;
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  values.set('invadopodia.diameter.true', mean(puncta.map((punctum) => punctum.diameter)));
  if (puncta.length >= 2) values.set('invadopodia.spacing.true', mean(nearestNeighbours(puncta, ring)));
  const lengths = puncta.map((punctum) => punctum.site.length);
  if (lengths.some(Number.isNaN)) return;
  values.set('invadopodia.length.mean.true', mean(lengths));
  values.set('invadopodia.length.max.true', Math.max(...lengths));
}
