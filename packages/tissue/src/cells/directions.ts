import { cos, type Stream, sin } from '@invadolab/core';

/** Draws a unit vector, every direction alike: on the circle from one number, on the sphere from two. */
export function drawDirection(stream: Stream, dimensions: number, out: Float64Array): void {
  if (dimensions === 2) {
    const angle = 2 * Math.PI * stream.uniform();
    out[0] = cos(angle);
    out[1] = sin(angle);
    out[2] = 0;
    return;
  }
  const height = 2 * stream.uniform() - 1;
  const angle = 2 * Math.PI * stream.uniform();
  const ring = Math.sqrt(1 - height * height);
  out[0] = ring * cos(angle);
  out[1] = ring * sin(angle);
  out[2] = height;
}
