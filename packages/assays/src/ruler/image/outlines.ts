import type { Field } from './field.js';
import type { Exclusion } from './footprints.js';
import type { Measured } from './measure-field.js';
import type { Labels } from './plane.js';

/** Closed lines around one object, outer and inner ones: columns and rows in turn, in pixels of the image from its top left corner. */
export type Loops = readonly (readonly number[])[];

/** The outline of a cell by its number in the tables. */
export interface OutlinedCell {
  readonly cell: number;
  readonly excluded?: Exclusion;
  readonly loops: Loops;
}

/** The ring round a punctum: centre and radius in pixels of the image. */
export interface RingedPunctum {
  readonly cell: number;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly mature: boolean;
}

/** Everything found in one field as lines, to be drawn over its picture at any size. */
export interface FieldOutlines {
  readonly cells: readonly OutlinedCell[];
  readonly nuclei: readonly Loops[];
  readonly puncta: readonly RingedPunctum[];
  readonly holes: readonly { readonly hole: number; readonly loops: Loops }[];
}

/** Outlines of what the ruler found: the same objects that its tables list, under the same numbers. */
export function outlinesOf(field: Field, { cells, footprints, nuclei, holes }: Measured): FieldOutlines {
  const grid = footprints === undefined ? 1 : footprints.pixel / field.pixel;
  const bodies = footprints && loopsOf(footprints.labels, grid);
  const nuclear = nuclei ? loopsOf(nuclei.labels, Math.ceil(field.width / nuclei.labels.width)) : [];
  const eaten = holes && loopsOf(holes.labels, 1);
  return {
    cells: cells.map(({ label, excluded }) => ({ cell: label, excluded, loops: bodies?.[label] ?? [] })),
    nuclei: nuclear.slice(1),
    puncta: cells.flatMap(({ puncta }) =>
      puncta.map(({ cell, column, row, area, mature }) => ({
        cell,
        x: column + 0.5,
        y: row + 0.5,
        radius: (1.6 * Math.sqrt(area / Math.PI)) / field.pixel,
        mature,
      })),
    ),
    holes: (holes?.found ?? []).map(({ label }) => ({ hole: label, loops: eaten?.[label] ?? [] })),
  };
}

/**
 * The lines around every object, by label. They run through the middles of the edges between an object's pixels and what is around them,
 * so a step of one pixel becomes a slope and no line leaves the pixel it belongs to.
 */
function loopsOf({ width, height, data, count }: Labels, scale: number): Loops[] {
  const loops: number[][][] = Array.from({ length: count + 1 }, () => []);
  const at = (column: number, row: number) =>
    column < 0 || row < 0 || column >= width || row >= height ? 0 : data[row * width + column];
  /** Pixels whose upper edge was walked along. */
  const walked = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const label = at(column, row);
      if (label === 0 || at(column, row - 1) === label || walked[row * width + column] === 1) continue;
      const inside = (c: number, r: number) => at(c, r) === label;
      loops[label].push(
        walk(column, row, inside, (c, r) => {
          walked[r * width + c] = 1;
        }).map((each) => each * scale),
      );
    }
  }
  return loops;
}

/** Steps right, down, left and up. */
const steps = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/** One line from the upper edge of a pixel back to it, with the object on the right hand; `onUpper` hears of every upper edge on the way. */
function walk(
  column: number,
  row: number,
  inside: (column: number, row: number) => boolean,
  onUpper: (column: number, row: number) => void,
): number[] {
  const line: number[] = [];
  let [x, y, way] = [column, row, 0];
  do {
    if (way === 0) onUpper(x, y);
    const [dx, dy] = steps[way];
    const point = [x + dx / 2, y + dy / 2];
    const last = line.length;
    // In a straight row the middle point says nothing.
    const straight =
      last >= 4 &&
      (point[0] - line[last - 2]) * (line[last - 1] - line[last - 3]) ===
        (point[1] - line[last - 1]) * (line[last - 2] - line[last - 4]);
    if (straight) line.splice(last - 2, 2);
    line.push(point[0], point[1]);
    [x, y] = [x + dx, y + dy];
    way = turn(x, y, way, inside);
  } while (x !== column || y !== row || way !== 0);
  return line;
}

/** The next way at a corner: left where the object goes on to the left, straight on where it lies ahead on the right, else right. */
function turn(x: number, y: number, way: number, inside: (column: number, row: number) => boolean): number {
  // The two pixels ahead of the corner, left and right of the way.
  const [left, right] = [
    [
      [x, y - 1],
      [x, y],
    ],
    [
      [x, y],
      [x - 1, y],
    ],
    [
      [x - 1, y],
      [x - 1, y - 1],
    ],
    [
      [x - 1, y - 1],
      [x, y - 1],
    ],
  ][way];
  if (inside(left[0], left[1])) return (way + 3) % 4;
  return inside(right[0], right[1]) ? way : (way + 1) % 4;
}
