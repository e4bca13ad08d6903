import { encode } from 'fast-png';
import type { Field } from './field.js';
import type { Measured } from './measure-field.js';
import type { Labels, Plane } from './plane.js';
import { quantileOf, sampled } from './statistics.js';

type Colour = readonly [number, number, number];

/** Colours of Okabe and Ito (2008), which stay apart with red-green blindness; shapes and panels tell them apart too. */
const colours = {
  cell: [86, 180, 233],
  excluded: [150, 150, 150],
  mature: [240, 228, 66],
  precursor: [255, 255, 255],
  hole: [230, 159, 0],
  bar: [255, 255, 255],
} as const satisfies Record<string, Colour>;

const gap = 8;

/** Longest side of one panel, pixels. */
const widest = 1600;

/**
 * A picture of what was found, as a PNG of two panels: the stain of the cells with their outlines (grey where they do not
 * count) and a ring round each punctum (doubled where it is mature), and the film with the outlines of its holes. A bar of
 * 10 um stands at the bottom right of each.
 */
export function overlayPng(field: Field, measured: Measured): Uint8Array {
  const stain = field.channels.actin ?? field.channels.marker ?? field.channels.nuclei;
  const shown = [stain, field.channels.film].filter((each) => each !== undefined);
  const step = Math.max(1, Math.ceil(Math.max(field.width, field.height) / widest));
  const width = Math.ceil(field.width / step);
  const height = Math.ceil(field.height / step);
  const canvas = new Canvas(shown.length * width + (shown.length - 1) * gap, height, step);
  for (const [panel, plane] of shown.entries()) {
    const left = panel * (width + gap);
    canvas.grey(plane, left);
    outlineCells(canvas, measured, left, field);
    if (plane === field.channels.film)
      outline(canvas, measured.holes?.labels, 1, left, field.width, () => colours.hole);
    for (const cell of measured.cells) {
      for (const { column, row, area, mature } of cell.puncta) {
        const radius = Math.max(3 * step, (1.6 * Math.sqrt(area / Math.PI)) / field.pixel);
        canvas.ring(column, row, radius, left, mature ? colours.mature : colours.precursor);
        if (mature) canvas.ring(column, row, radius + 2 * step, left, colours.mature);
      }
    }
    canvas.bar(10 / field.pixel, left, width);
  }
  return canvas.png();
}

function outlineCells(canvas: Canvas, { cells, footprints }: Measured, left: number, field: Field): void {
  if (footprints === undefined) return;
  const factor = Math.ceil(field.width / footprints.labels.width);
  const excluded = new Map(cells.map(({ label, excluded }) => [label, excluded]));
  outline(canvas, footprints.labels, factor, left, field.width, (label) =>
    excluded.get(label) === undefined && excluded.has(label) ? colours.cell : colours.excluded,
  );
}

/** Draws the pixels of each object that touch another one or the background. */
function outline(
  canvas: Canvas,
  labels: Labels | undefined,
  factor: number,
  left: number,
  across: number,
  colourOf: (label: number) => Colour,
): void {
  if (labels === undefined) return;
  const { width, height, data } = labels;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const label = data[at];
      if (label === 0) continue;
      const inner =
        (column === 0 || data[at - 1] === label) &&
        (column === width - 1 || data[at + 1] === label) &&
        (row === 0 || data[at - width] === label) &&
        (row === height - 1 || data[at + width] === label);
      if (inner) continue;
      for (let r = 0; r < factor; r++) {
        for (let c = 0; c < factor && column * factor + c < across; c++) {
          canvas.point(column * factor + c, row * factor + r, left, colourOf(label));
        }
      }
    }
  }
}

/** RGB pixels; positions come in pixels of the image, `left` in pixels of the canvas. */
class Canvas {
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
        const value = plane.data[Math.min(plane.height - 1, y * this.step) * plane.width + x * this.step];
        const level = Math.round(235 * Math.min(1, Math.max(0, (value - low) / (high - low))));
        this.set(x + left, y, [level, level, level]);
      }
    }
  }

  point(column: number, row: number, left: number, colour: Colour): void {
    this.set(left + Math.floor(column / this.step), Math.floor(row / this.step), colour);
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

  /** A bar at the bottom right of a panel, white on a black edge. */
  bar(length: number, left: number, width: number): void {
    const long = Math.round(length / this.step);
    const right = left + width - 10;
    for (let y = this.height - 17; y < this.height - 8; y++) {
      for (let x = right - long - 2; x < right + 2; x++) {
        const edge = y < this.height - 15 || y >= this.height - 10 || x < right - long || x >= right;
        if (x >= left) this.set(x, y, edge ? [0, 0, 0] : colours.bar);
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
