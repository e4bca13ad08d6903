import { encode } from 'fast-png';
import type { Plane } from './plane.js';
import { quantileOf, sampled } from './statistics.js';

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/** Signs of a bar's label, column by column; the lowest bit is the top row of seven. */
const glyphs: Readonly<Record<string, readonly number[]>> = {
  '0': [0x3e, 0x41, 0x41, 0x3e],
  '1': [0x42, 0x7f, 0x40],
  u: [0x3c, 0x40, 0x40, 0x7c],
  m: [0x7c, 0x04, 0x78, 0x04, 0x78],
  ' ': [0, 0],
};
const glyphHeight = 7;
/** Pixels of the canvas per dot of a sign. */
const dot = 2;

function labelColumns(label: string): number[] {
  return [...label].flatMap((sign) => [...(glyphs[sign] ?? []), 0]).slice(0, -1);
}

/**
 * RGB pixels; positions come in pixels of the image, `left` in pixels of the canvas. `step` pixels of the image make one of the canvas;
 * below 1 it is one over a whole number.
 */
export class Canvas {
  private readonly bytes: Uint8Array;

  constructor(
    private readonly width: number,
    private readonly height: number,
    private readonly step: number,
  ) {
    this.bytes = new Uint8Array(3 * width * height).fill(255);
  }

  /** The plane in grey, from its 1 % to its 99.8 % quantile. */
  grey(plane: Plane, left: number): void {
    const sorted = sampled(plane.data, () => true).sort();
    const low = quantileOf(sorted, 0.01);
    const high = Math.max(quantileOf(sorted, 0.998), low + 1e-9);
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x * this.step < plane.width; x++) {
        const row = Math.min(plane.height - 1, Math.floor(y * this.step));
        const value = plane.data[row * plane.width + Math.floor(x * this.step)];
        const level = Math.round(235 * Math.min(1, Math.max(0, (value - low) / (high - low))));
        this.set(x + left, y, [level, level, level]);
      }
    }
  }

  /** A pixel of the image. */
  point(column: number, row: number, left: number, colour: Colour): void {
    const across = Math.max(1, Math.round(1 / this.step));
    const [x, y] = [left + Math.floor(column / this.step), Math.floor(row / this.step)];
    for (let dy = 0; dy < across; dy++) for (let dx = 0; dx < across; dx++) this.set(x + dx, y + dy, colour);
  }

  /** A circle one pixel wide, as the pixels whose distance to the centre rounds to the radius. */
  ring(column: number, row: number, radius: number, left: number, colour: Colour): void {
    const [x, y, r] = [column / this.step, row / this.step, radius / this.step];
    for (let dy = -Math.ceil(r); dy <= Math.ceil(r); dy++) {
      for (let dx = -Math.ceil(r); dx <= Math.ceil(r); dx++) {
        if (Math.abs(Math.sqrt(dx * dx + dy * dy) - r) < 0.6)
          this.set(left + Math.round(x) + dx, Math.round(y) + dy, colour);
      }
    }
  }

  /** A bar at the bottom right of a panel, white on a black edge, with its length above it. */
  bar(length: number, label: string, left: number, width: number): void {
    const long = Math.round(length / this.step);
    const right = left + width - 10;
    const start = Math.max(left, right - long);
    this.edged(start, this.height - 15, (x, y) => x >= 0 && x < right - start && y >= 0 && y < 5);
    const columns = labelColumns(label);
    const wide = columns.length * dot;
    const at = Math.max(left, start + Math.round((right - start - wide) / 2));
    this.edged(at, this.height - 17 - glyphHeight * dot, (x, y) => {
      const column = columns[Math.floor(x / dot)] ?? 0;
      return y >= 0 && y < glyphHeight * dot && ((column >> Math.floor(y / dot)) & 1) === 1;
    });
  }

  /** A white shape on a black edge of two pixels; `inside` is asked about places relative to (left, top). */
  private edged(left: number, top: number, inside: (x: number, y: number) => boolean): void {
    const near = [-2, -1, 0, 1, 2];
    const reach = this.width - left;
    for (let y = -2; y < glyphHeight * dot + 2; y++) {
      for (let x = -2; x < reach; x++) {
        if (inside(x, y)) this.set(left + x, top + y, [255, 255, 255]);
        else if (near.some((dy) => near.some((dx) => inside(x + dx, y + dy)))) this.set(left + x, top + y, [0, 0, 0]);
      }
    }
  }

  png(): Uint8Array {
    const { width, height, bytes } = this;
    return encode({ width, height, data: bytes, depth: 8, channels: 3, text: { Software: 'InvadoLab' } });
  }

  private set(x: number, y: number, [red, green, blue]: Colour): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const at = 3 * (y * this.width + x);
    this.bytes[at] = red;
    this.bytes[at + 1] = green;
    this.bytes[at + 2] = blue;
  }
}
