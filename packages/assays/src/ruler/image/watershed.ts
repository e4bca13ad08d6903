import type { Labels, Mask } from './plane.js';

/**
 * Divides a mask among seeds by distance along it: every pixel goes to the seed from which it is reached first, walking
 * through the mask over edges (1) and corners (square root of 2). Pixels that no seed reaches stay 0. Equal ways go to
 * the lower number.
 */
export function grownFrom(seeds: Labels, mask: Mask): Labels {
  const { width, height } = mask;
  const data = new Int32Array(mask.data.length);
  const way = new Float64Array(mask.data.length).fill(Number.POSITIVE_INFINITY);
  const buckets: number[][] = [[]];
  for (let i = 0; i < data.length; i++) {
    if (seeds.data[i] === 0) continue;
    data[i] = seeds.data[i];
    way[i] = 0;
    buckets[0].push(i);
  }
  // Bucket n holds pixels at n/2 to (n + 1)/2: a step is longer than that, so a pixel is final when its bucket comes.
  for (let n = 0; n < buckets.length; n++) {
    const bucket = buckets[n];
    if (bucket === undefined) continue;
    for (const at of bucket) {
      if (Math.floor(2 * way[at]) !== n) continue;
      const column = at % width;
      const row = (at - column) / width;
      for (let r = Math.max(0, row - 1); r <= Math.min(height - 1, row + 1); r++) {
        for (let c = Math.max(0, column - 1); c <= Math.min(width - 1, column + 1); c++) {
          const next = r * width + c;
          if (mask.data[next] === 0 || next === at) continue;
          const longer = way[at] + (r === row || c === column ? 1 : Math.SQRT2);
          if (longer > way[next] || (longer === way[next] && data[at] >= data[next])) continue;
          way[next] = longer;
          data[next] = data[at];
          const later = Math.floor(2 * longer);
          buckets[later] ??= [];
          buckets[later].push(next);
        }
      }
    }
    buckets[n] = [];
  }
  return { width, height, data, count: seeds.count };
}
