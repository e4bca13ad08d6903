import type { Grid3 } from './grid.js';

/**
 * The voxels that the rows of a table stand in. Rows of one voxel share a slot, in the order in which voxels first appear, so
 * sums over the rows of a voxel run in the order of the rows. One object serves all substances of a grid.
 */
export class Places {
  /** Per row. */
  slot = new Int32Array(0);
  /** Per slot. */
  voxel = new Int32Array(0);
  rows = 0;
  slots = 0;
  /** Slot + 1 of each voxel, 0 for none. */
  readonly #slotOf: Int32Array;

  constructor(readonly grid: Grid3) {
    this.#slotOf = new Int32Array(grid.size);
  }

  /** Takes over the voxels of the first `rows` rows. */
  stand(voxels: Int32Array, rows = voxels.length): void {
    for (let s = 0; s < this.slots; s++) this.#slotOf[this.voxel[s]] = 0;
    if (this.slot.length < rows) {
      this.slot = new Int32Array(2 * rows);
      this.voxel = new Int32Array(2 * rows);
    }
    this.rows = rows;
    this.slots = 0;
    for (let row = 0; row < rows; row++) {
      const v = voxels[row];
      if (this.#slotOf[v] === 0) {
        this.voxel[this.slots++] = v;
        this.#slotOf[v] = this.slots;
      }
      this.slot[row] = this.#slotOf[v] - 1;
    }
  }
}
