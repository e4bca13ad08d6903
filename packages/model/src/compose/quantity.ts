import {
  BadInput,
  type Dimension,
  dimensionless,
  formatDimension,
  isBadInput,
  parseQuantity,
  sameDimension,
} from '@invadolab/core';
import type { Quantity } from '../language.js';

/** A quantity in coherent base units, and the number and unit it was written with. */
export interface Reading {
  /** In base units. */
  readonly value: number;
  readonly dimension: Dimension;
  /** As written. */
  readonly number: number;
  /** As written; the empty text where dimensionless. */
  readonly unit: string;
}

const written = /^\s*([+-]?[\d.]+(?:[eE][+-]?\d+)?)\s*(.*?)\s*$/;

/** Reads a quantity; `unit` is the unit of bare numbers (default: none, a pure number). Throws `BadInput`. */
export function readQuantity(quantity: Quantity, unit?: string): Reading {
  const [, digits = '', own = ''] = written.exec(String(quantity)) ?? [];
  const text = own === '' && unit !== undefined ? `${quantity} ${unit}` : quantity;
  const parsed = parseQuantity(text);
  return {
    value: parsed.value,
    dimension: parsed.unit.dimension,
    number: Number(digits),
    unit: parsed.unit.text === '1' ? '' : parsed.unit.text,
  };
}

/** Reads a quantity that must have the dimension of `like`; `what` begins the message otherwise. */
export function readLike(quantity: Quantity, like: Reading, what: string): Reading {
  const reading = readNamed(quantity, what);
  if (sameDimension(reading.dimension, like.dimension)) return reading;
  throw new BadInput(`${what}: wrong dimension`, {
    found: `${quantity} (${formatDimension(reading.dimension)})`,
    expected: like.unit === '' ? 'a pure number' : `a quantity in ${like.unit} (${formatDimension(like.dimension)})`,
  });
}

function readNamed(quantity: Quantity, what: string): Reading {
  try {
    return readQuantity(quantity);
  } catch (error) {
    if (!isBadInput(error)) throw error;
    const { found, expected, nearest } = error;
    throw new BadInput(`${what}: ${error.summary}`, { found, expected, nearest });
  }
}

/** Reads a share: a fraction from 0 to 1, or a percentage. */
export function readShare(quantity: Quantity, what: string): number {
  const share = readPure(quantity, what, '0 % to 100 %');
  if (share >= 0 && share <= 1) return share;
  throw new BadInput(`${what}: not a share`, { found: String(quantity), expected: '0 % to 100 %' });
}

/** Reads a number without dimension; `expected` says what it should be. */
export function readPure(quantity: Quantity, what: string, expected: string): number {
  const reading = readNamed(quantity, what);
  if (sameDimension(reading.dimension, dimensionless)) return reading.value;
  throw new BadInput(`${what}: a unit does not belong here`, { found: String(quantity), expected });
}

/** Whether two readings are the same number, up to the rounding of a change of units. */
export function sameReading(a: Reading, b: Reading): boolean {
  return Math.abs(a.value - b.value) <= 1e-12 * Math.max(Math.abs(a.value), Math.abs(b.value));
}

/** The quantity as a person would write it: `8.6 nM`. */
export function writeReading(reading: { readonly number: number; readonly unit: string }): string {
  return reading.unit === '' ? String(reading.number) : `${reading.number} ${reading.unit}`;
}

/** The quantity for a model file: bare where it has no unit. */
export function asQuantity(reading: { readonly number: number; readonly unit: string }): Quantity {
  return reading.unit === '' ? reading.number : `${reading.number} ${reading.unit}`;
}

/** A reading times a number, rounded to 15 digits so that 30000 x (1 - 0.9) reads 3000. */
export function scaleReading(reading: Reading, factor: number): Reading {
  return {
    ...reading,
    value: Number((reading.value * factor).toPrecision(15)),
    number: Number((reading.number * factor).toPrecision(15)),
  };
}

/** The plausible range of an amount that is scaled: scaled with it; none where nothing is left. */
export function scaleRange(
  amount: { readonly range?: readonly [Quantity, Quantity]; readonly unit?: string },
  factor: number,
): readonly [Quantity, Quantity] | undefined {
  if (!amount.range || factor === 0) return undefined;
  const [low, high] = amount.range;
  const scaled = (bound: Quantity) => asQuantity(scaleReading(readQuantity(bound, amount.unit), factor));
  return [scaled(low), scaled(high)];
}

/** Whether a value lies in a range; true without one. */
export function withinRange(value: Reading, range: readonly [Quantity, Quantity] | undefined, unit?: string): boolean {
  if (!range) return true;
  const [low, high] = [readQuantity(range[0], unit).value, readQuantity(range[1], unit).value];
  const slack = 1e-12 * Math.max(Math.abs(low), Math.abs(high));
  return value.value >= low - slack && value.value <= high + slack;
}
