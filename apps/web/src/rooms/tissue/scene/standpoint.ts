import { MathUtils, Vector3 } from 'three';
import type { TissueMoment } from '../../../worker/tissue/moment.js';
import { type Edges, edgesOf } from './space.js';

/** Degrees from the lower to the upper edge of a picture; little, so that what is near is not much larger than what is far. */
export const fieldOfView = 24;

/** Of a picture, left free on each side. */
const margin = 0.06;
/** Of an edge of the box; cells that are so far from every face leave room around them. */
const inside = 0.2;

/** How far away one has to stand in a direction (length 1) to see the whole box in a square picture, um. */
export function distanceToSee([lx, ly, lz]: Edges, from: Vector3): number {
  const right = new Vector3(0, 1, 0).cross(from).normalize();
  const up = new Vector3().crossVectors(from, right);
  const reach = (1 - 2 * margin) * Math.tan(MathUtils.degToRad(fieldOfView / 2));
  let away = 0;
  for (const x of [-lx / 2, lx / 2])
    for (const y of [-lz / 2, lz / 2])
      for (const z of [-ly / 2, ly / 2]) {
        const corner = new Vector3(x, y, z);
        const aside = Math.max(Math.abs(corner.dot(right)), Math.abs(corner.dot(up)));
        away = Math.max(away, aside / reach + corner.dot(from));
      }
  return away;
}

/** Whether all cells are well inside their box. */
export function isInside(moment: TissueMoment): boolean {
  const { x, y, z } = moment.cells;
  const edges = edgesOf(moment);
  return [x, y, z].every((column, axis) =>
    column.every((at) => at > inside * edges[axis] && at < (1 - inside) * edges[axis]),
  );
}
