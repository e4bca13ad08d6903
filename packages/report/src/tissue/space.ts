import type { FieldSnapshot, Frame } from '@invadolab/results';
import { Canvas, night, type Rgb } from './canvas.js';
import { projected, shownLength } from './projection.js';
import { drawVeil } from './veil.js';
import type { View } from './view.js';

/** To the light, over the left shoulder of who looks: right, up and towards the viewer. */
const light = [-0.45, 0.62, 0.643] as const;
const ambient = 0.42;
/** Share of light that is lost at the far end. */
const gloom = 0.5;

/**
 * Agents as shaded spheres, seen without perspective, and the surface where a field crosses a level as a veil. Spheres
 * further away are darker.
 */
export function drawSpace(
  size: number,
  view: View,
  surface: { readonly field: FieldSnapshot; readonly level: number } | undefined,
  frame: Frame | undefined,
  colourOf: (type: string) => Rgb,
): Canvas {
  const canvas = new Canvas(size);
  for (let pixel = 0; pixel < size * size; pixel++) canvas.set(pixel, night);
  const depth = new Float32Array(size * size).fill(Number.NEGATIVE_INFINITY);
  if (frame !== undefined) drawSpheres(canvas, depth, view, frame, colourOf);
  if (surface !== undefined) drawVeil(canvas, depth, view, surface.field, surface.level);
  return canvas;
}

function drawSpheres(
  canvas: Canvas,
  depth: Float32Array,
  view: View,
  { x, y, z, radius, type, types }: Frame,
  colourOf: (type: string) => Rgb,
): void {
  const { size } = canvas;
  const pixel = shownLength(view) / size;
  for (let i = 0; i < radius.length; i++) {
    const [column, row, near] = projected(view, size, x[i], y[i], z[i]);
    const reach = radius[i] / pixel;
    const colour = colourOf(types[type[i]]);
    for (let r = Math.max(0, Math.floor(row - reach)); r < Math.min(size, row + reach); r++) {
      for (let c = Math.max(0, Math.floor(column - reach)); c < Math.min(size, column + reach); c++) {
        const nx = (c + 0.5 - column) / reach;
        const ny = (row - r - 0.5) / reach;
        const square = nx * nx + ny * ny;
        if (square > 1) continue;
        const nz = Math.sqrt(1 - square);
        const at = r * size + c;
        const front = near + nz * radius[i];
        if (front <= depth[at]) continue;
        depth[at] = front;
        const facing = Math.max(0, nx * light[0] + ny * light[1] + nz * light[2]);
        const far = Math.min(1, Math.max(0, 0.5 - front / view.side));
        const rim = nz < 0.3 ? 0.55 : 1;
        canvas.set(at, colour, (ambient + (1 - ambient) * facing) * (1 - gloom * far) * rim);
      }
    }
  }
}
