import type { FieldSnapshot, Frame } from '@invadolab/results';
import { Canvas, night, type Rgb } from './canvas.js';
import { heat } from './colours.js';
import { sampled } from './sample.js';
import type { View } from './view.js';

/** What is low and what is high in a colour scale. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Smallest and largest value that any of the cuts shows. */
export function cutRange(fields: readonly FieldSnapshot[], view: View): Range {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const field of fields) {
    eachPixel(view, 48, (_, x, y) => {
      const value = sampled(field, x, y, view.centre[2]);
      if (value < low) low = value;
      if (value > high) high = value;
    });
  }
  if (low > high) return { low: 0, high: 1 };
  // From zero where that is near: a field that is nearly even must not look as if it were not.
  const from = low > 0 && low < 0.6 * high ? 0 : low;
  return { low: from, high: high > from ? high : from + 1 };
}

/**
 * The plane through the middle: the field in colours, and what the plane cuts of every agent as a disc. Where two touch,
 * the border is where they would press each other flat.
 */
export function drawCut(
  size: number,
  view: View,
  field: FieldSnapshot | undefined,
  range: Range,
  frame: Frame | undefined,
  colourOf: (type: string) => Rgb,
): Canvas {
  const canvas = new Canvas(size);
  const [, , z] = view.centre;
  eachPixel(view, size, (pixel, x, y) => {
    const value = field === undefined ? Number.NaN : sampled(field, x, y, z);
    canvas.set(pixel, Number.isNaN(value) ? night : heat((value - range.low) / (range.high - range.low)));
  });
  if (frame !== undefined) discs(canvas, view, frame, colourOf);
  return canvas;
}

function discs(canvas: Canvas, view: View, frame: Frame, colourOf: (type: string) => Rgb): void {
  const { size } = canvas;
  const owner = owners(size, view, frame);
  const whose = (row: number, column: number) =>
    row < 0 || column < 0 || row >= size || column >= size ? -1 : owner[row * size + column];
  for (let at = 0; at < owner.length; at++) {
    const own = owner[at];
    if (own < 0) continue;
    const column = at % size;
    const row = (at - column) / size;
    // Lines of one pixel: both sides of a contact would be two.
    const border =
      whose(row, column + 1) !== own ||
      whose(row + 1, column) !== own ||
      whose(row - 1, column) < 0 ||
      whose(row, column - 1) < 0;
    canvas.set(at, colourOf(frame.types[frame.type[own]]), border ? 0.45 : 1);
  }
}

/** The agent that every pixel belongs to, or -1: of those that the plane cuts there, the one that reaches furthest beyond. */
function owners(size: number, view: View, { x, y, z, radius }: Frame): Int32Array {
  const pixel = view.side / size;
  const left = view.centre[0] - view.side / 2;
  const top = view.centre[1] + view.side / 2;
  const power = new Float32Array(size * size);
  const owner = new Int32Array(size * size).fill(-1);
  for (let i = 0; i < radius.length; i++) {
    const away = view.deep ? z[i] - view.centre[2] : 0;
    const cut = radius[i] * radius[i] - away * away;
    if (cut <= 0) continue;
    const [column, row] = [(x[i] - left) / pixel, (top - y[i]) / pixel];
    const reach = Math.sqrt(cut) / pixel;
    for (let r = Math.max(0, Math.floor(row - reach)); r < Math.min(size, row + reach); r++) {
      for (let c = Math.max(0, Math.floor(column - reach)); c < Math.min(size, column + reach); c++) {
        const dx = (c + 0.5 - column) * pixel;
        const dy = (r + 0.5 - row) * pixel;
        const own = dx * dx + dy * dy - cut;
        if (own >= power[r * size + c]) continue;
        power[r * size + c] = own;
        owner[r * size + c] = i;
      }
    }
  }
  return owner;
}

/** Calls with each pixel and the place of its middle, um. */
function eachPixel({ centre, side }: View, size: number, call: (pixel: number, x: number, y: number) => void): void {
  for (let pixel = 0; pixel < size * size; pixel++) {
    const column = pixel % size;
    const row = (pixel - column) / size;
    call(pixel, centre[0] + ((column + 0.5) / size - 0.5) * side, centre[1] - ((row + 0.5) / size - 0.5) * side);
  }
}
