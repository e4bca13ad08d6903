import { expm1 } from '@invadolab/core';
import type { CompiledField } from '@invadolab/model';
import type { Footprint } from './footprint.js';
import type { Losses } from './losses.js';
import { PlainLosses } from './losses-plain.js';
import { wasmLosses } from './losses-wasm.js';

/** Voxels per side of a block, where no soluble field sets the blocks. */
const blockSide = 16;

/**
 * Fixed species on a fine grid, touched only where something acts. What happens everywhere at a known rate is kept per
 * block of voxels as a factor and applied when a voxel is read or changed: `actual = stored x factor`, and for what it
 * turns into `actual = stored + gain x stored of its source`. Densities are molecule/um2.
 */
export class MatrixField {
  readonly side: number;
  readonly voxel: number;
  readonly area: number;
  /** Blocks per side. */
  readonly blocks: number;
  readonly stored: readonly Float64Array[];
  /** Per species and block: the factor, and the sum of what is stored. */
  readonly factor: readonly Float64Array[];
  readonly sums: readonly Float64Array[];
  /** Per species and block: the share of the source that has turned into it; the source species or -1. */
  readonly gain: readonly Float64Array[];
  readonly source: Int32Array;

  constructor(
    readonly field: CompiledField,
    blocks: number = Math.max(1, Math.floor(field.side / blockSide)),
  ) {
    this.side = field.side;
    this.voxel = field.voxel;
    this.area = field.voxel * field.voxel;
    this.blocks = blocks;
    const each = (length: number) => field.species.map(() => new Float64Array(length));
    this.stored = each(field.side * field.side);
    this.factor = each(blocks * blocks).map((one) => one.fill(1));
    this.gain = each(blocks * blocks);
    this.sums = each(blocks * blocks);
    this.source = new Int32Array(field.species.length).fill(-1);
    for (const reaction of field.reactions)
      for (const made of reaction.changes)
        for (const used of reaction.changes)
          if (made.amount > 0 && used.amount < 0 && made.at === 'field' && used.at === 'field')
            this.source[made.index] = used.index;
  }

  fill(species: number, density: number): void {
    this.stored[species].fill(density);
    const { sums, side, blocks } = this;
    sums[species].fill(0);
    for (let v = 0; v < side * side; v++) sums[species][blockOf(v, side, blocks)] += density;
  }

  /** molecule/um2 */
  value(species: number, voxel: number, block: number): number {
    const own = this.stored[species][voxel] * this.factor[species][block];
    const source = this.source[species];
    return source < 0 ? own : own + this.stored[source][voxel] * this.gain[species][block];
  }

  /** Adds to a voxel (molecule/um2). */
  add(species: number, voxel: number, block: number, density: number): void {
    const stored = density / this.factor[species][block];
    this.stored[species][voxel] += stored;
    this.sums[species][block] += stored;
    // What was already counted as turned into something else must not change with the source.
    for (let made = 0; made < this.source.length; made++)
      if (this.source[made] === species && this.gain[made][block] !== 0) {
        const shift = (stored * this.gain[made][block]) / this.factor[made][block];
        this.stored[made][voxel] -= shift;
        this.sums[made][block] -= shift;
      }
  }

  /** Mean density under a footprint; from whole blocks where it covers very many voxels. */
  mean(species: number, footprint: Footprint): number {
    let sum = 0;
    for (let k = 0; k < footprint.count; k++)
      sum += footprint.weight[k] * this.value(species, footprint.index[k], footprint.block[k]);
    return sum / footprint.total;
  }

  /** Mean density of blocks; `footprint` was laid on the grid of blocks. */
  blockMean(species: number, footprint: Footprint): number {
    let sum = 0;
    const perBlock = (this.side * this.side) / (this.blocks * this.blocks);
    for (let k = 0; k < footprint.count; k++) sum += footprint.weight[k] * this.blockSum(species, footprint.index[k]);
    return sum / (footprint.total * perBlock);
  }

  /** Sum over the voxels of a block, molecule/um2. */
  blockSum(species: number, block: number): number {
    const own = this.sums[species][block] * this.factor[species][block];
    const source = this.source[species];
    return source < 0 ? own : own + this.sums[source][block] * this.gain[species][block];
  }

  /**
   * What acts on all voxels at once over `dt` seconds: in each block `species` keeps the share exp(-rate x dt), and `made`
   * (or -1) gains `yielded` per molecule lost. `ratesOf` writes the rates (1/s; below 0 counts as 0) of the blocks `from`
   * to `to` to the start of `out`. Returns the sum of what is lost over the voxels, molecule/um2; NaN if a rate is
   * not a number: the field is lost then.
   */
  turn(
    species: number,
    made: number,
    yielded: number,
    dt: number,
    ratesOf: (from: number, to: number, out: Float64Array) => void,
  ): number {
    const factor = this.factor[species];
    const sums = this.sums[species];
    let lost = 0;
    for (let from = 0; from < factor.length; from += stretch) {
      const count = Math.min(stretch, factor.length - from);
      ratesOf(from, from + count, losses.values);
      intoShares(count, losses.exponents(count, dt));
      losses.factor.set(factor.subarray(from, from + count));
      losses.sums.set(sums.subarray(from, from + count));
      lost += losses.lose(count);
      factor.set(losses.factor.subarray(0, count), from);
      if (made >= 0) {
        const gain = this.gain[made];
        for (let i = 0; i < count; i++) gain[from + i] += losses.values[i] * yielded;
      }
      if (losses.least[0] < smallFactor || losses.least[1] < smallFactor)
        for (let block = from; block < from + count; block++) if (factor[block] < smallFactor) this.flush(block);
    }
    return lost;
  }

  /** Applies a block's factors to its voxels. */
  flush(block: number): void {
    const { side, blocks } = this;
    const bx = block % blocks;
    const by = (block - bx) / blocks;
    const fromX = Math.ceil((bx * side) / blocks);
    const toX = Math.ceil(((bx + 1) * side) / blocks);
    const fromY = Math.ceil((by * side) / blocks);
    const toY = Math.ceil(((by + 1) * side) / blocks);
    // Products first: they read what is stored of their sources.
    const order = [...this.source.keys()].sort((a, b) => Number(this.source[b] >= 0) - Number(this.source[a] >= 0));
    for (const species of order) {
      let sum = 0;
      for (let j = fromY; j < toY; j++)
        for (let v = j * side + fromX; v < j * side + toX; v++) {
          const value = this.value(species, v, block);
          this.stored[species][v] = value;
          sum += value;
        }
      this.sums[species][block] = sum;
      this.factor[species][block] = 1;
      this.gain[species][block] = 0;
    }
  }

  /** A copy of the densities, row-major. */
  densities(species: number): Float64Array {
    const { side, blocks } = this;
    const out = new Float64Array(side * side);
    for (let v = 0; v < out.length; v++) out[v] = this.value(species, v, blockOf(v, side, blocks));
    return out;
  }

  /** Molecules on the whole plane. */
  amount(species: number): number {
    let sum = 0;
    for (let block = 0; block < this.blocks * this.blocks; block++) sum += this.blockSum(species, block);
    return sum * this.area;
  }
}

/** Below this a factor is written out to the voxels. */
const smallFactor = 1e-3;

/** Blocks that are worked on at a time: what stays in the first cache. Even. */
const stretch = 1024;

/** The quickest kind there is; all have the same results to the bit. */
const losses: Losses = wasmLosses(stretch) ?? new PlainLosses(stretch);

/** Turns exponents into shares, by the shortest series that is exact to rounding for the largest of them. */
function intoShares(count: number, largest: number): void {
  if (largest < 1e-3) losses.shares(count);
  else if (largest < 0.05) losses.largerShares(count);
  else for (let i = 0; i < count; i++) losses.values[i] = -expm1(-losses.values[i]);
}

export function blockOf(voxel: number, side: number, blocks: number): number {
  const column = voxel % side;
  const row = (voxel - column) / side;
  return Math.floor((row * blocks) / side) * blocks + Math.floor((column * blocks) / side);
}
