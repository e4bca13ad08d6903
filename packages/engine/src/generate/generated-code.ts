/** Most kernels remembered unless told otherwise. */
const usual = 64;

/**
 * Remembers generated kernels by what they were generated from. Models that differ only in the values of parameters and
 * amounts need the same code, and V8 takes about half a second to optimise it for a large network: arms, experiments and
 * ensembles should pay that once. Kernels keep nothing from one advance to the next, so sharing them cannot change a
 * result.
 */
export class GeneratedCode {
  readonly #known = new Map<string, unknown>();

  /** Remembers `most` kernels; above, the oldest goes first. */
  constructor(readonly most = usual) {}

  /** How many kernels are remembered. */
  get size(): number {
    return this.#known.size;
  }

  /** What `make` returned the first time it was asked for with these ingredients, which must determine it. */
  once<Kernel>(ingredients: readonly unknown[], make: () => Kernel): Kernel {
    const key = JSON.stringify(ingredients);
    const before = this.#known.get(key);
    if (before !== undefined) return before as Kernel;
    const made = make();
    this.#known.set(key, made);
    if (this.#known.size > this.most) {
      const [oldest] = this.#known.keys();
      this.#known.delete(oldest);
    }
    return made;
  }
}
