import { cos, exp, sin } from '@invadolab/core';

/** A region on the plane: an ellipse by its half axes, or a Gaussian by its standard deviation (`a`; `b` unused). */
export interface Region {
  shape: 'disc' | 'gaussian';
  x: number;
  y: number;
  a: number;
  b: number;
  angle: number;
}

/** Where a Gaussian footprint is cut, in standard deviations: 0.2 % of it lies outside. */
const reach = 3.5;

/**
 * The voxels under a region and their weights, on a square periodic grid. A disc has weight 1 at voxels whose centre lies
 * inside; a Gaussian falls from 1 at its centre. Both are then scaled so that the weighted area is exactly that of the
 * region (pi a b, 2 pi a2), so amounts do not depend on where the grid lies. A region that holds no voxel centre gets the
 * voxel it stands on. An object belongs to one individual and one grid.
 */
export class Footprint {
  count = 0;
  index = new Int32Array(64);
  weight = new Float64Array(64);
  /** Block of each voxel, on a coarser grid of `blocks` per side. */
  block = new Int32Array(64);
  /** Sum of the weights. */
  total = 0;
  readonly #last: Region = { shape: 'disc', x: Number.NaN, y: 0, a: 0, b: 0, angle: 0 };

  /** Lays the region on a grid; does nothing where it has not changed since, so always give the same grid. */
  cover(region: Region, side: number, voxel: number, blocks: number): void {
    const last = this.#last;
    const moved = region.x !== last.x || region.y !== last.y || region.angle !== last.angle;
    if (!moved && region.a === last.a && region.b === last.b && region.shape === last.shape) return;
    Object.assign(last, region);
    if (region.shape === 'gaussian') this.#gaussian(region, side, voxel, blocks);
    else this.#disc(region, side, voxel, blocks);
    let sum = 0;
    for (let k = 0; k < this.count; k++) sum += this.weight[k];
    // A point stands for one voxel.
    const area = areaOf(region) / (voxel * voxel) || 1;
    if (!(sum > 0)) {
      this.count = 0;
      this.#add(wrap(Math.floor(region.x / voxel), side), wrap(Math.floor(region.y / voxel), side), side, blocks, 1);
      sum = 1;
    }
    const scale = area / sum;
    for (let k = 0; k < this.count; k++) this.weight[k] *= scale;
    this.total = area;
  }

  #gaussian({ x, y, a }: Region, side: number, voxel: number, blocks: number): void {
    this.count = 0;
    if (!(a > 0)) return;
    const radius = Math.min(reach * a, (side * voxel) / 2);
    const factor = -1 / (2 * a * a);
    const [fromX, toX] = span(x, radius, voxel);
    const [fromY, toY] = span(y, radius, voxel);
    const wx = new Float64Array(Math.max(0, toX - fromX + 1));
    for (let i = fromX; i <= toX; i++) {
      const dx = (i + 0.5) * voxel - x;
      wx[i - fromX] = exp(dx * dx * factor);
    }
    for (let j = fromY; j <= toY; j++) {
      const dy = (j + 0.5) * voxel - y;
      const wy = exp(dy * dy * factor);
      const row = wrap(j, side);
      for (let i = fromX; i <= toX; i++) {
        const dx = (i + 0.5) * voxel - x;
        if (dx * dx + dy * dy <= radius * radius) this.#add(wrap(i, side), row, side, blocks, wx[i - fromX] * wy);
      }
    }
  }

  #disc({ x, y, a, b, angle }: Region, side: number, voxel: number, blocks: number): void {
    this.count = 0;
    if (!(a > 0 && b > 0)) return;
    const radius = Math.min(Math.max(a, b), (side * voxel) / 2);
    const c = cos(angle);
    const s = sin(angle);
    const [fromX, toX] = span(x, radius, voxel);
    const [fromY, toY] = span(y, radius, voxel);
    for (let j = fromY; j <= toY; j++) {
      const dy = (j + 0.5) * voxel - y;
      const row = wrap(j, side);
      for (let i = fromX; i <= toX; i++) {
        const dx = (i + 0.5) * voxel - x;
        const u = (dx * c + dy * s) / a;
        const v = (dy * c - dx * s) / b;
        if (u * u + v * v <= 1) this.#add(wrap(i, side), row, side, blocks, 1);
      }
    }
  }

  #add(column: number, row: number, side: number, blocks: number, weight: number): void {
    const k = this.count++;
    if (k === this.index.length) this.#grow();
    this.index[k] = row * side + column;
    this.block[k] = Math.floor((row * blocks) / side) * blocks + Math.floor((column * blocks) / side);
    this.weight[k] = weight;
  }

  #grow(): void {
    const length = this.index.length * 2;
    const index = new Int32Array(length);
    const block = new Int32Array(length);
    const weight = new Float64Array(length);
    index.set(this.index);
    block.set(this.block);
    weight.set(this.weight);
    this.index = index;
    this.block = block;
    this.weight = weight;
  }
}

/** um2 */
export function areaOf({ shape, a, b }: Region): number {
  return shape === 'disc' ? Math.PI * a * b : 2 * Math.PI * a * a;
}

/** Voxels whose centres can lie within `radius` of `at`. */
function span(at: number, radius: number, voxel: number): readonly [number, number] {
  return [Math.ceil((at - radius) / voxel - 0.5), Math.floor((at + radius) / voxel - 0.5)];
}

function wrap(i: number, side: number): number {
  const rest = i % side;
  return rest < 0 ? rest + side : rest;
}
