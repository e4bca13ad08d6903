import { Canvas, type Colour } from './canvas.js';
import type { Field } from './field.js';
import type { Measured } from './measure-field.js';
import type { Labels } from './plane.js';

/** Colours of Okabe and Ito (2008), which stay apart with red-green blindness; shapes and panels tell them apart too. */
const colours = {
  cell: [86, 180, 233],
  excluded: [150, 150, 150],
  mature: [240, 228, 66],
  precursor: [255, 255, 255],
  hole: [230, 159, 0],
} as const satisfies Record<string, Colour>;

const gap = 8;

/** Length of the bar, um: the first that fits into less than half of the field. */
const barLengths = [10, 1];

/** Longest side of one panel, pixels, at most, and about what a small field is enlarged to. */
const [widest, enlarged] = [1600, 480];

/**
 * A picture of what was found, as a PNG of two panels: the stain of the cells with their outlines (grey where they do not
 * count) and a ring round each punctum (doubled where it is mature), and the film with the outlines of its holes. A bar of
 * 10 or 1 um stands at the bottom right of each, with its length above it.
 */
export function overlayPng(field: Field, measured: Measured): Uint8Array {
  const stain = field.channels.actin ?? field.channels.marker ?? field.channels.nuclei;
  const shown = [stain, field.channels.film].filter((each) => each !== undefined);
  const longest = Math.max(field.width, field.height);
  const step = longest > enlarged / 2 ? Math.max(1, Math.ceil(longest / widest)) : 1 / Math.floor(enlarged / longest);
  const bar = barLengths.find((length) => length < (field.width * field.pixel) / 2) ?? 1;
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
    canvas.bar(bar / field.pixel, `${bar} um`, left, width);
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
