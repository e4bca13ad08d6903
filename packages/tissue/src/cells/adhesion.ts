/**
 * How cells push and hold each other. A pair at distance d, R the sum of its radii, moves each of the two by the velocity
 * c_r (1 - d/R)^2 apart while d < R, and by c_a (1 - d/A)^2 together while d < A = `range` R: the potentials of
 * PhysiCell (Ghaffarizadeh and others 2018, doi:10.1371/journal.pcbi.1005991), inertia neglected.
 */
export interface Contact {
  /** A / R, at least 1. */
  readonly range: number;
  /** um/s, c_r and c_a: not negative. */
  readonly repulsion: number;
  readonly adhesion: number;
}

/** Throws `RangeError` for negative speeds and a range below 1. */
export function checkContact({ range, repulsion, adhesion }: Contact): void {
  if (!(range >= 1 && Number.isFinite(range)))
    throw new RangeError(`cells cannot adhere up to ${range} of their contact`);
  for (const [name, value] of Object.entries({ repulsion, adhesion }))
    if (!(value >= 0 && Number.isFinite(value))) throw new RangeError(`${name} cannot be ${value} um/s`);
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
 * s, the longest step that Adams-Bashforth 2 is stable at for a pair of this radius (um) at full overlap, where contacts are stiffest:
 * R / (4 c_r), R the sum of their radii; infinite without repulsion. In it the two go a quarter of R each. A cell pressed
 * by n others from one side needs a step about n times as short.
 */
export function longestStep({ repulsion }: Pick<Contact, 'repulsion'>, radius: number): number {
  return repulsion > 0 ? (2 * radius) / (4 * repulsion) : Number.POSITIVE_INFINITY;
}
