import { expm1 } from '@invadolab/core';
import type { CompiledField } from '@invadolab/model';
import type { Footprint } from './footprint.js';

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
  /** Work space: one number per block of a stretch. */
  readonly #losses: Float64Array;

  constructor(
    readonly field: CompiledField,
    blocks: number = Math.max(1, Math.floor(field.side / blockSide)),
  ) {
    this.side = field.side;
    this.voxel = field.voxel;
    this.area = field.voxel * field.voxel;
    this.blocks = blocks;
    this.#losses = new Float64Array(Math.min(stretch, blocks * blocks));
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
   * What acts on all voxels at once: in each block `species` keeps the share exp(-exponent), and `made` (or -1) gains
   * `yielded` per molecule lost. `exponentsOf` writes the exponents (>= 0) of the blocks `from` to `to` to the start of
   * `out`. Returns the sum of what is lost over the voxels, molecule/um2.
   */
  turn(
    species: number,
    made: number,
    yielded: number,
    exponentsOf: (from: number, to: number, out: Float64Array) => void,
  ): number {
    const losses = this.#losses;
    const factor = this.factor[species];
    const sums = this.sums[species];
    let lost = 0;
    // A stretch stays in the first cache from its exponents to its factors.
    for (let from = 0; from < factor.length; from += stretch) {
      const count = Math.min(stretch, factor.length - from);
      exponentsOf(from, from + count, losses);
      turnIntoLosses(losses, count);
      lost += loseShares(losses, factor, sums, from, count);
      if (made >= 0) gainShares(losses, this.gain[made], yielded, from, count);
    }
    let least = 1;
    for (let block = 0; block < factor.length; block++) if (factor[block] < least) least = factor[block];
    if (least < smallFactor)
      for (let block = 0; block < factor.length; block++) if (factor[block] < smallFactor) this.flush(block);
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

/** Blocks at a time. */
const stretch = 1024;

/**
 * Turns the first `count` exponents x >= 0 into 1 - exp(-x): by the series that is exact to rounding for the largest of
 * them, since a loop without branches and calls is several times as fast.
 */
function turnIntoLosses(all: Float64Array, count: number): void {
  let largest = 0;
  for (let i = 0; i < count; i++) if (all[i] > largest) largest = all[i];
  if (largest < 1e-3) for (let i = 0; i < count; i++) all[i] = all[i] * series(all[i]);
  else if (largest < 0.05) for (let i = 0; i < count; i++) all[i] = all[i] * longSeries(all[i]);
  else for (let i = 0; i < count; i++) all[i] = -expm1(-all[i]);
}

/** Takes shares from factors, and turns the shares into what the factors lost. Returns the sum of what is lost. */
function loseShares(
  shares: Float64Array,
  factor: Float64Array,
  sums: Float64Array,
  from: number,
  count: number,
): number {
  let lost = 0;
  for (let i = 0; i < count; i++) {
    const change = factor[from + i] * shares[i];
    shares[i] = change;
    factor[from + i] -= change;
    lost += sums[from + i] * change;
  }
  return lost;
}

function gainShares(losses: Float64Array, gain: Float64Array, yielded: number, from: number, count: number): void {
  for (let i = 0; i < count; i++) gain[from + i] += losses[i] * yielded;
}

/** (1 - exp(-x)) / x to x^5 / 720. */
function series(x: number): number {
  return 1 - x * (1 / 2 - x * (1 / 6 - x * (1 / 24 - x * (1 / 120))));
}

/** The same to x^9 / 3628800. */
function longSeries(x: number): number {
  const tail = 1 / 720 - x * (1 / 5040 - x * (1 / 40320 - x * (1 / 362880)));
  return 1 - x * (1 / 2 - x * (1 / 6 - x * (1 / 24 - x * (1 / 120 - x * tail))));
}

export function blockOf(voxel: number, side: number, blocks: number): number {
  const column = voxel % side;
  const row = (voxel - column) / side;
  return Math.floor((row * blocks) / side) * blocks + Math.floor((column * blocks) / side);
}
