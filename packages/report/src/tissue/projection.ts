import type { View } from './view.js';

type Vector = readonly [number, number, number];

/** Cosines and sines of 35 degrees from the right and of 25 from above. */
const [cosAround, sinAround, cosAbove, sinAbove] = [0.819152, 0.573576, 0.906308, 0.422618];
/** The axes of a picture in space: to the right, upwards, and towards who looks. */
export const right: Vector = [cosAround, sinAround, 0];
export const up: Vector = [-sinAbove * sinAround, sinAbove * cosAround, cosAbove];
export const toViewer: Vector = [cosAbove * sinAround, -cosAbove * cosAround, sinAbove];
/** A turned cube needs more room than its side. */
const room = 1.22;

/** Length of the sample that a picture shows along its side, um. */
export function shownLength(view: View): number {
  return view.side * room;
}

/** Where a point stands in a picture of `size` pixels, and how near it is to the viewer, um. No perspective. */
export function projected(view: View, size: number, x: number, y: number, z: number): Vector {
  const from: Vector = [x - view.centre[0], y - view.centre[1], z - view.centre[2]];
  const scale = size / shownLength(view);
  return [size / 2 + dot(from, right) * scale, size / 2 - dot(from, up) * scale, dot(from, toViewer)];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
