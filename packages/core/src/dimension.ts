/** Exponents of length, time, mass, amount and temperature, whose base units are um, s, mg, molecule and K. */
export type Dimension = readonly [length: number, time: number, mass: number, amount: number, temperature: number];

/** The dimension of a pure number. */
export const dimensionless: Dimension = [0, 0, 0, 0, 0];

const baseUnits = ['um', 's', 'mg', 'molecule', 'K'] as const;

/** True when both have the same exponents. */
export function sameDimension(a: Dimension, b: Dimension): boolean {
  return a.every((exponent, axis) => exponent === b[axis]);
}

/** Dimension of a product. */
export function multiplyDimension(a: Dimension, b: Dimension): Dimension {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4]];
}

/** Dimension of a power; `exponent` may be a fraction or negative (-1: the reciprocal). */
export function powerDimension(a: Dimension, exponent: number): Dimension {
  // Adding 0 turns -0 into 0, so that equal dimensions also print and hash alike.
  return [a[0] * exponent + 0, a[1] * exponent + 0, a[2] * exponent + 0, a[3] * exponent + 0, a[4] * exponent + 0];
}

/** The dimension written in base units, as `parseUnit` reads it: `molecule/um3`, `1/s`, `1`. */
export function formatDimension(dimension: Dimension): string {
  const above: string[] = [];
  const below: string[] = [];
  // Amount and mass first: `molecule/um3` and `mg um/s2` are how people write them.
  for (const axis of [3, 2, 0, 1, 4]) {
    const exponent = dimension[axis];
    const size = Math.abs(exponent);
    if (exponent !== 0) (exponent > 0 ? above : below).push(baseUnits[axis] + (size === 1 ? '' : size));
  }
  return [above.join(' ') || '1', ...below].join('/');
}
