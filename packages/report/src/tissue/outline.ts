import type { Frame } from '@invadolab/results';
import type { View } from './view.js';

type Point = readonly [number, number];

/** Directions in which the edge of a disc is felt for, as cosine and sine of eighths of a turn. */
const half = Math.SQRT1_2;
const around: readonly Point[] = [
  [1, 0],
  [half, half],
  [0, 1],
  [-half, half],
  [-1, 0],
  [-half, -half],
  [0, -1],
  [half, -half],
];

/** The convex hull of what the middle plane cuts of the agents, counter-clockwise, um; empty where it cuts none. */
export function outlineOf({ x, y, z, radius }: Frame, { centre, deep }: View): Point[] {
  const points: Point[] = [];
  for (let i = 0; i < radius.length; i++) {
    const away = deep ? z[i] - centre[2] : 0;
    const cut = radius[i] * radius[i] - away * away;
    if (cut <= 0) continue;
    for (const [cosine, sine] of around) points.push([x[i] + Math.sqrt(cut) * cosine, y[i] + Math.sqrt(cut) * sine]);
  }
  points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return [...chain(points), ...chain(points.reverse())];
}

/** One side of the hull of sorted points, without its last one. */
function chain(points: readonly Point[]): Point[] {
  const side: Point[] = [];
  for (const point of points) {
    while (side.length > 1 && turn(side[side.length - 2], side[side.length - 1], point) <= 0) side.pop();
    side.push(point);
  }
  return side.slice(0, -1);
}

function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
