import { dimensionless, formatDimension, sameDimension } from './dimension.js';
import { BadInput } from './errors.js';
import { parseUnit, type Unit } from './unit.js';

/** A number with its unit; `value` is in base units. */
export interface ParsedQuantity {
  readonly value: number;
  readonly unit: Unit;
}

const pattern = /^\s*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d+))?)\s*(.*?)\s*$/u;
const LONGEST = 100;

/**
 * Reads `"8.6 nM"`, `"50nm"`, `"1e5 1/M/s"` or a bare number, which is dimensionless. With `expected` (a unit, or its
 * text) the dimension must be that unit's. Throws `BadInput` for anything that is no finite number with a known unit.
 */
export function parseQuantity(text: string | number, expected?: string | Unit): ParsedQuantity {
  const wanted = typeof expected === 'string' ? parseUnit(expected) : expected;
  const example = wanted === undefined ? 'a number with a unit, such as 8.6 nM' : `a number in ${wanted.text}`;
  const written = String(text);
  const match = written.length > LONGEST ? null : pattern.exec(written);
  if (match === null) throw new BadInput('not a quantity', { found: written, expected: example });
  const unit = parseUnit(match[3]);
  const value = toBase(match[1], unit);
  if (!Number.isFinite(value)) throw new BadInput('a number is too large', { found: written, expected: example });
  if (wanted !== undefined && !sameDimension(unit.dimension, wanted.dimension)) {
    const bare = match[3] === '';
    throw new BadInput(bare ? 'a unit is missing' : 'wrong dimension', {
      found: bare ? written : `${written} (${formatDimension(unit.dimension)})`,
      expected: sameDimension(wanted.dimension, dimensionless)
        ? 'a pure number'
        : `${example} (${formatDimension(wanted.dimension)})`,
    });
  }
  return { value, unit };
}

/** The number in base units of a number in `unit`; powers of ten are moved in decimal, so 50 nm is exactly 0.05 um. */
export function toBase(number: number | string, unit: Unit): number {
  return shift(number, unit.exponent) * unit.mantissa;
}

/** The number in `unit` of a number in base units. */
export function fromBase(value: number, unit: Unit): number {
  return shift(value / unit.mantissa, -unit.exponent);
}

function shift(number: number | string, exponent: number): number {
  const [digits, power = '0'] = String(number).toLowerCase().split('e');
  return Number(`${digits}e${Number(power) + exponent}`);
}
