import type { Ledger } from './ledger.js';
import type { SolubleField3 } from './soluble.js';

/**
 * Whole molecules (vesicles, carriers) that cells put into a field and take out of it. A density has fractions, so the field keeps a
 * count beside it: `put - taken - lost = held`, exact as whole numbers. What a row has taken up short of a whole one is its `credit`,
 * below 1, a column of its table. Densities and credits together come to `held`, but for fractions of what was lost or entered.
 */
export class WholeMolecules {
  /** Whole numbers in this order: put (and entered), taken, lost, of these entered. */
  readonly counts = new Float64Array(4);

  get put(): number {
    return this.counts[0];
  }

  get taken(): number {
    return this.counts[1];
  }

  get lost(): number {
    return this.counts[2];
  }

  get held(): number {
    return this.counts[0] - this.counts[1] - this.counts[2];
  }

  /** Puts whole numbers of molecules into voxels, row by row. Throws `RangeError` for others. */
  putWhole(field: SolubleField3, voxels: Int32Array, amounts: ArrayLike<number>): void {
    for (let row = 0; row < voxels.length; row++) {
      const amount = amounts[row];
      if (!Number.isInteger(amount) || amount < 0) throw new RangeError(`${amount} is no number of whole molecules`);
      if (amount === 0) continue;
      field.put(voxels[row], amount);
      this.counts[0] += amount;
    }
  }

  /**
   * Turns what rows took up (molecules, from `exchange`) and their credits into whole molecules: writes these to `out` and what is left to
   * `credit`. Never more than the field holds; what is over stays credit.
   */
  takeWhole(taken: Float64Array, credit: Float64Array, out: Int32Array, rows = taken.length): void {
    for (let row = 0; row < rows; row++) {
      const due = credit[row] + taken[row];
      const whole = Math.min(Math.floor(due), this.held);
      credit[row] = due - whole;
      out[row] = whole;
      this.counts[1] += whole;
    }
  }

  /** Counts what decayed or crossed the faces since the field's ledger was opened, in whole molecules. */
  follow({ decayed, left, entered }: Ledger): void {
    const came = Math.floor(entered);
    this.counts[0] += came - this.counts[3];
    this.counts[3] = came;
    this.counts[2] = Math.min(Math.floor(decayed + left), this.counts[0] - this.counts[1]);
  }
}
