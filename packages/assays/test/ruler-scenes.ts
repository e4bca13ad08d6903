import { cos, exp, log, Stream, sin } from '@invadolab/core';
import { contains, widened } from '../src/ruler/region.js';
import type { Film, Scene, SceneCell, SceneSite } from '../src/ruler/scene.js';

/** What a drawn scene is asked to have. */
export interface SceneKind {
  /** Sites attempted per cell. */
  readonly sites: number;
  /** Standard deviation of the dose that makes a hole, um, between these; 0.3 and 1 where left out. */
  readonly holes?: readonly [number, number];
}

const side = 256;
const voxel = 0.25;

/**
 * A scene with known content: one ellipse of 700 to 1900 um2 on a film of 64 um; sites anywhere in it, of 3,000 to
 * 100,000 molecules of actin and about an eighth of that of the marker; under half of them a hole of any depth and width.
 */
export function drawScene(seed: number, number: number, { sites: attempts, holes = [0.3, 1] }: SceneKind): Scene {
  const draw = new Stream(seed, 'ruler scenes').at(number, 0, 0);
  const between = (low: number, high: number) => low + (high - low) * draw.uniform();
  const logBetween = (low: number, high: number) => exp(between(log(low), log(high)));
  const area = between(700, 1900);
  const aspect = between(1, 2);
  const angle = between(0, Math.PI);
  const across = Math.sqrt(area / (Math.PI * aspect));
  const middle = (side * voxel) / 2;
  const cell: SceneCell = {
    id: 1,
    x: middle + between(-1, 1),
    y: middle + between(-1, 1),
    along: across * aspect,
    across,
    cos: cos(angle),
    sin: sin(angle),
  };
  const sites: SceneSite[] = [];
  const dose = new Float64Array(side * side);
  while (sites.length < attempts) {
    const x = cell.x + between(-cell.along, cell.along);
    const y = cell.y + between(-cell.along, cell.along);
    if (!contains(cell, x, y, 0)) continue;
    const actin = logBetween(3000, 100_000);
    const marker = actin * logBetween(0.06, 0.25);
    const radius = between(0.2, 0.4);
    sites.push({ id: sites.length + 1, cell: 1, x, y, actin, marker, radius, length: Number.NaN });
    const hole = { x, y, peak: logBetween(0.1, 5), width: between(...holes) };
    if (draw.uniform() < 0.5 && contains(widened(cell, -1), x, y, 0)) addDose(dose, hole);
  }
  const film: Film = { left: dose.map((each) => exp(-each)), side, voxel };
  return { time: 0, cells: [cell], sites, film };
}

function addDose(dose: Float64Array, hole: { x: number; y: number; peak: number; width: number }): void {
  const reach = Math.ceil((4 * hole.width) / voxel);
  const column = Math.floor(hole.x / voxel);
  const row = Math.floor(hole.y / voxel);
  for (let r = Math.max(0, row - reach); r <= Math.min(side - 1, row + reach); r++) {
    for (let c = Math.max(0, column - reach); c <= Math.min(side - 1, column + reach); c++) {
      const dx = (c + 0.5) * voxel - hole.x;
      const dy = (r + 0.5) * voxel - hole.y;
      dose[r * side + c] += hole.peak * exp(-(dx * dx + dy * dy) / (2 * hole.width * hole.width));
    }
  }
}
