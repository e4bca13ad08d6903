import type { FieldSnapshot, Frame } from '@invadolab/results';
import { Canvas, night, type Rgb } from './canvas.js';
import { projected, shownLength, toViewer } from './projection.js';
import { drawVeil } from './veil.js';
import { extent, type View } from './view.js';

/** To the light, over the left shoulder of who looks: right, up and towards the viewer. */
const light = [-0.45, 0.62, 0.643] as const;
const ambient = 0.46;
/** Of white, where the light is thrown back straight. */
const gloss = 0.3;
/** Share of light that is lost at the far end. */
const gloom = 0.5;
const white: Rgb = [255, 255, 255];
const line: Rgb = [159, 182, 208];

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
  if (surface !== undefined) drawCorner(canvas, view, surface.field);
  const depth = new Float32Array(size * size).fill(Number.NEGATIVE_INFINITY);
  if (frame !== undefined) drawSpheres(canvas, depth, view, frame, colourOf);
  if (surface !== undefined) drawVeil(canvas, depth, view, surface.field, surface.level);
  return canvas;
}

/** The three edges of a field's box that meet in its furthest corner: the room that everything stands in. */
function drawCorner(canvas: Canvas, view: View, field: FieldSnapshot): void {
  const ends = [0, 1, 2].map((axis) => {
    const [low, high] = extent(field, axis);
    return toViewer[axis] > 0 ? [low, high] : [high, low];
  });
  const at = (x: number, y: number, z: number) => projected(view, canvas.size, ends[0][x], ends[1][y], ends[2][z]);
  for (const to of [at(1, 0, 0), at(0, 1, 0), at(0, 0, 1)]) canvas.line(at(0, 0, 0), to, line, 0.4);
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
        const sheen = facing * facing * facing * facing;
        canvas.glaze(at, white, gloss * sheen * sheen * sheen * (1 - far));
      }
    }
  }
}
