import type { SnapshotColumn } from '../assay.js';
import type { Spots } from './spots.js';

/** A stretch of the tissue on its voxels: share of each that lies in it. */
export class Zone {
  readonly #shares: Float64Array;
  readonly #shape: readonly [number, number, number];
  readonly #voxel: number;
  /** um along the last axis at which it begins. */
  readonly begins: number;

  /** Throws if the column is no field of the tissue. */
  constructor({ values, box }: SnapshotColumn) {
    if (box === undefined) throw new Error('a zone is a field of the tissue');
    this.#shares = values;
    this.#shape = box.shape;
    this.#voxel = box.voxel;
    const [nz, ny, nx] = box.shape;
    const flat = nz === 1;
    const layers = flat ? ny : nz;
    const layer = flat ? nx : nx * ny;
    let begins = layers * box.voxel;
    for (let k = layers - 1; k >= 0; k--) {
      let most = 0;
      for (let v = k * layer; v < (k + 1) * layer; v++) most = Math.max(most, values[v]);
      if (most > 0) begins = (k + 1 - most) * box.voxel;
    }
    this.begins = begins;
  }

  /** Whether the centre of a cell lies in a voxel of which at least half belongs to it. */
  holds({ x, y, z }: Spots, cell: number): boolean {
    const [nz, ny, nx] = this.#shape;
    const index = (at: number, count: number) => Math.max(0, Math.min(count - 1, Math.floor(at / this.#voxel)));
    const k = nz === 1 ? 0 : index(z[cell], nz);
    return this.#shares[index(x[cell], nx) + nx * (index(y[cell], ny) + ny * k)] >= 0.5;
  }

  /** How far behind its beginning a cell is along the last axis, um; 0 before it. */
  depth({ y, z }: Spots, cell: number): number {
    return Math.max(0, (this.#shape[0] === 1 ? y[cell] : z[cell]) - this.begins);
  }
}

/** Who was seen beyond a barrier, from look to look. */
export class Crossings {
  /** First time that anybody was seen there, s. */
  first: number | undefined;
  /** Cells that came over it, each counted once; those born beyond did not. */
  crossed = 0;
  /** Of these, cells that were there at the start. */
  crossedOfFirst = 0;
  /** Time that cells spent in front of it, s. */
  waited = 0;
  #first: ReadonlySet<number> | undefined;
  readonly #seen = new Set<number>();
  #last: { readonly time: number; readonly waiting: number } | undefined;

  /** Cells at a time later than before: who is beyond, and how many wait at the barrier. */
  look(time: number, spots: Spots, beyond: (cell: number) => boolean, waiting: number): void {
    this.#first ??= new Set(spots.ids);
    for (let cell = 0; cell < spots.count; cell++) {
      const id = spots.ids[cell];
      if (this.#seen.has(id) || !beyond(cell)) continue;
      this.#seen.add(id);
      const ofStart = this.#first.has(id);
      if (time === 0 || (!ofStart && this.#seen.has(spots.parents[cell]))) continue;
      this.first ??= time;
      this.crossed++;
      if (ofStart) this.crossedOfFirst++;
    }
    if (this.#last) this.waited += 0.5 * (waiting + this.#last.waiting) * (time - this.#last.time);
    this.#last = { time, waiting };
  }

  /** Share of the first cells that came over; undefined without any. */
  get share(): number | undefined {
    return this.#first && this.#first.size > 0 ? this.crossedOfFirst / this.#first.size : undefined;
  }
}
