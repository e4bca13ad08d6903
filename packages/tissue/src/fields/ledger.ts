/**
 * Where the molecules of a substance came from and went, in molecules. `holds` is what must be there if every step
 * conserves: it is reckoned from the parts alone and never from the densities, so that the two can be compared.
 */
export class Ledger {
  /** Parts in this order: start, put, taken, decayed, entered, left, holds. */
  readonly parts = new Float64Array(7);

  get start(): number {
    return this.parts[0];
  }

  /** Secreted, released, or put in from outside. */
  get put(): number {
    return this.parts[1];
  }

  get taken(): number {
    return this.parts[2];
  }

  get decayed(): number {
    return this.parts[3];
  }

  /** Through the faces: sums of what each stretch of a face brought, or took, in each step on balance. */
  get entered(): number {
    return this.parts[4];
  }

  get left(): number {
    return this.parts[5];
  }

  get holds(): number {
    return this.parts[6];
  }

  /** Starts anew from this amount. */
  open(amount: number): void {
    this.parts.fill(0);
    this.parts[0] = amount;
    this.parts[6] = amount;
  }

  /** What came in at a point, and what went. */
  exchanged(put: number, taken: number): void {
    this.parts[1] += put;
    this.parts[2] += taken;
    this.parts[6] += put - taken;
  }

  /** A step that keeps `share`, and what came in and went out through the faces in it. */
  stepped(share: number, entered: number, left: number): void {
    const lost = (1 - share) * this.parts[6];
    this.parts[3] += lost;
    this.parts[4] += entered;
    this.parts[5] += left;
    this.parts[6] += entered - left - lost;
  }

  /** How far `amount` is from what must be there, over all that ever came in; 0 where nothing did. */
  error(amount: number): number {
    const all = this.parts[0] + this.parts[1] + this.parts[4];
    return all === 0 ? Math.abs(amount) : Math.abs(amount - this.parts[6]) / all;
  }
}
