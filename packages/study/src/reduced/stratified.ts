import { normalQuantile, Stream } from '@invadolab/core';
import type { Deviates } from '../draws.js';

/**
 * What `count` cells differ by: for every purpose the normal distribution is cut into `count` equally likely shares and each
 * cell, a replicate from 0, stands in another one, in an order drawn per purpose (Latin hypercube sampling, McKay, Beckman and
 * Conover 1979). Every deviate by itself is normal; what adds up over amounts has its mean from far fewer cells.
 */
export function stratified(seed: number, count: number): Deviates {
  const known = new Map<string, Float64Array>();
  return (purpose, cell) => {
    let all = known.get(purpose);
    if (all === undefined) {
      all = stratifiedNormals(new Stream(seed, `stratum ${purpose}`).at(0, 0, 0), count);
      known.set(purpose, all);
    }
    return all[cell];
  };
}

/** One normal number from each of `count` equally likely shares, shuffled (Fisher and Yates). */
function stratifiedNormals(stream: Stream, count: number): Float64Array {
  const all = Float64Array.from({ length: count }, (_, share) => normalQuantile((share + stream.uniform()) / count));
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(stream.uniform() * (last + 1));
    [all[last], all[other]] = [all[other], all[last]];
  }
  return all;
}
