import type { FieldSnapshot } from '@invadolab/results';
import type { Canvas, Rgb } from './canvas.js';
import { right, shownLength, toViewer, up } from './projection.js';
import { sampled } from './sample.js';
import type { View } from './view.js';

const mist: Rgb = [158, 196, 232];
/** Pixels between the looks that find out where there is a surface at all. */
const coarse = 5;

/** Called where a look through the field, from the viewer on, meets the surface: how near the viewer, um, and where. */
type Met = (away: number, x: number, y: number, z: number) => void;

/**
 * Lays mist where a field crosses a level in front of what is drawn already: thin where that surface faces the viewer and
 * thick where it is seen from its edge. `depth` is how near the viewer every pixel's agent is, um.
 */
export function drawVeil(canvas: Canvas, depth: Float32Array, view: View, field: FieldSnapshot, level: number): void {
  const { size } = canvas;
  const blocks = Math.ceil(size / coarse);
  const near = new Uint8Array(blocks * blocks);
  for (let block = 0; block < near.length; block++) {
    const middle = (index: number) => index * coarse + coarse / 2;
    look(view, size, field, level, middle(block % blocks), middle(Math.floor(block / blocks)), () => {
      near[block] = 1;
    });
  }
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!around(near, blocks, Math.floor(row / coarse), Math.floor(column / coarse))) continue;
      const pixel = row * size + column;
      look(view, size, field, level, column + 0.5, row + 0.5, (away, x, y, z) => {
        if (depth[pixel] < away) canvas.glaze(pixel, mist, 0.06 + 0.42 * edge(field, x, y, z));
      });
    }
  }
}

/** Whether a block or one beside it has a surface. */
function around(near: Uint8Array, blocks: number, row: number, column: number): boolean {
  for (let r = Math.max(0, row - 1); r <= Math.min(blocks - 1, row + 1); r++) {
    for (let c = Math.max(0, column - 1); c <= Math.min(blocks - 1, column + 1); c++) {
      if (near[r * blocks + c] === 1) return true;
    }
  }
  return false;
}

/** Goes through the field behind one point of the picture. */
function look(
  view: View,
  size: number,
  field: FieldSnapshot,
  level: number,
  column: number,
  row: number,
  met: Met,
): void {
  const scale = shownLength(view) / size;
  const u = (column - size / 2) * scale;
  const v = (size / 2 - row) * scale;
  const x = view.centre[0] + u * right[0] + v * up[0];
  const y = view.centre[1] + u * right[1] + v * up[1];
  const z = view.centre[2] + u * right[2] + v * up[2];
  // Half of the diagonal of a cube.
  const reach = 0.87 * view.side;
  const step = Math.max(field.voxel * 0.8, reach / 100);
  let before = Number.NaN;
  for (let away = reach; away > -reach; away -= step) {
    const value = sampled(field, x + away * toViewer[0], y + away * toViewer[1], z + away * toViewer[2]);
    if ((before - level) * (value - level) < 0) {
      const at = away + (step * (level - value)) / (before - value);
      met(at, x + at * toViewer[0], y + at * toViewer[1], z + at * toViewer[2]);
    }
    before = value;
  }
}

/** 0 where the surface of equal values through a point faces the viewer, 1 where it is seen from its edge. */
function edge(field: FieldSnapshot, x: number, y: number, z: number): number {
  const h = field.voxel;
  const sx = sampled(field, x + h, y, z) - sampled(field, x - h, y, z);
  const sy = sampled(field, x, y + h, z) - sampled(field, x, y - h, z);
  const sz = sampled(field, x, y, z + h) - sampled(field, x, y, z - h);
  const length = Math.sqrt(sx * sx + sy * sy + sz * sz);
  if (!(length > 0)) return 0;
  const facing = Math.abs(sx * toViewer[0] + sy * toViewer[1] + sz * toViewer[2]) / length;
  return (1 - facing) * (1 - facing);
}
