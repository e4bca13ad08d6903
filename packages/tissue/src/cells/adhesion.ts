/**
 * How cells push and hold each other. A pair at distance d, R the sum of its radii, moves each of the two by the velocity
 * c_r (1 - d/R)^2 apart while d < R, and by c_a (1 - d/A)^2 together while d < A = `range` R: the potentials of
 * PhysiCell (Ghaffarizadeh and others 2018, doi:10.1371/journal.pcbi.1005991), inertia neglected.
 */
export interface Contact {
  /** A / R, at least 1. */
  readonly range: number;
  /** Number of types; types are numbers below it. */
  readonly types: number;
  /** um/s, c_r and c_a of types i and j at i * types + j: symmetric, not negative. */
  readonly repulsion: Float64Array;
  readonly adhesion: Float64Array;
}

/** The table of pairs in which types i and j have the geometric mean of their own values. */
export function geometricPairs(values: readonly number[]): Float64Array {
  const n = values.length;
  return Float64Array.from({ length: n * n }, (_, at) => Math.sqrt(values[Math.floor(at / n)] * values[at % n]));
}

/** Throws `RangeError` for tables of the wrong size, one-sided or negative ones, and a range below 1. */
export function checkContact({ range, types, repulsion, adhesion }: Contact): void {
  if (!(range >= 1 && Number.isFinite(range)))
    throw new RangeError(`cells cannot adhere up to ${range} of their contact`);
  if (!(Number.isInteger(types) && types >= 1 && types <= 256))
    throw new RangeError(`cells cannot be of ${types} types; 1 to 256 can be told apart`);
  for (const [name, table] of Object.entries({ repulsion, adhesion })) {
    if (table.length !== types * types)
      throw new RangeError(`${name} of ${types} types needs ${types * types} numbers`);
    for (let at = 0; at < table.length; at++) {
      const value = table[at];
      const back = table[(at % types) * types + Math.floor(at / types)];
      if (!(value >= 0 && Number.isFinite(value))) throw new RangeError(`${name} cannot be ${value} um/s`);
      if (value !== back) throw new RangeError(`${name} of two types cannot be ${value} one way and ${back} the other`);
    }
  }
}

/**
 * Distance at which a pair is at rest, as a share of the sum of its radii: 1 without adhesion; 0 where adhesion outweighs
 * repulsion even at full overlap. From sqrt(c_r) (1 - q) = sqrt(c_a) (1 - q / range).
 */
export function restingDistance(repulsion: number, adhesion: number, range: number): number {
  const push = Math.sqrt(repulsion);
  const pull = Math.sqrt(adhesion);
  if (pull >= push) return 0;
  return (push - pull) / (push - pull / range);
}

/**
 * s, the longest step that Adams-Bashforth 2 is stable at for a pair at full overlap, where contacts are stiffest:
 * R / (4 c_r) for the smallest radius and the strongest repulsion; infinite without repulsion. In it the two go a quarter of
 * R each. A cell pressed by n others from one side needs a step about n times as short.
 */
export function longestStep({ repulsion }: Contact, smallestRadius: number): number {
  const strongest = repulsion.reduce((most, value) => Math.max(most, value), 0);
  return strongest > 0 ? (2 * smallestRadius) / (4 * strongest) : Number.POSITIVE_INFINITY;
}
