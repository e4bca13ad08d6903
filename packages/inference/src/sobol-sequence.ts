import { Stream } from '@invadolab/core';
import { directions } from './sobol-directions.js';

const BITS = 32;
const TWO_32 = 4294967296;

/** Most dimensions that `sobolPoints` has direction numbers for. */
export const mostSobolDimensions = directions.length + 1;

/**
 * `count` points of the Sobol sequence in [0, 1)^`dimension`, from the point with index `first` (default 1: the origin is
 * left out). With a `seed` every dimension is shifted by random bits (a digital shift), which keeps the points evenly
 * spread and makes estimates unbiased. Throws `RangeError` for more than `mostSobolDimensions` dimensions.
 */
export function sobolPoints(count: number, dimension: number, first = 1, seed?: number): Float64Array[] {
  if (!(dimension >= 1 && dimension <= mostSobolDimensions))
    throw new RangeError(`a Sobol sequence has 1 to ${mostSobolDimensions} dimensions, not ${dimension}`);
  const points = Array.from({ length: count }, () => new Float64Array(dimension));
  for (let d = 0; d < dimension; d++) {
    const numbers = directionNumbers(d);
    const shift = seed === undefined ? 0 : new Stream(seed, 'sobol shift').at(d, 0, 0).integer(TWO_32);
    for (let i = 0; i < count; i++) points[i][d] = (atIndex(first + i, numbers) ^ shift) >>> 0;
    for (let i = 0; i < count; i++) points[i][d] = (points[i][d] + (seed === undefined ? 0 : 0.5)) / TWO_32;
  }
  return points;
}

/** Exclusive or of the direction numbers where the Gray code of the index has a 1. */
function atIndex(index: number, numbers: Uint32Array): number {
  let gray = (index ^ (index >>> 1)) >>> 0;
  let bits = 0;
  for (let i = 0; gray !== 0; i++, gray >>>= 1) if ((gray & 1) === 1) bits ^= numbers[i];
  return bits;
}

/** v_1 ... v_32 of a dimension, as numbers of 32 bits with the binary point in front. */
function directionNumbers(dimension: number): Uint32Array {
  const numbers = new Uint32Array(BITS);
  if (dimension === 0) {
    for (let i = 0; i < BITS; i++) numbers[i] = (1 << (BITS - 1 - i)) >>> 0;
    return numbers;
  }
  const [degree, coefficients, ...initial] = directions[dimension - 1].split(' ').map(Number);
  for (let i = 0; i < degree; i++) numbers[i] = (initial[i] << (BITS - 1 - i)) >>> 0;
  for (let i = degree; i < BITS; i++) {
    numbers[i] = numbers[i - degree] ^ (numbers[i - degree] >>> degree);
    for (let k = 1; k < degree; k++) if ((coefficients >> (degree - 1 - k)) & 1) numbers[i] ^= numbers[i - k];
  }
  return numbers;
}
