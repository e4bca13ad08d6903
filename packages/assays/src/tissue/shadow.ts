import type { Spots } from './spots.js';

/**
 * um2 that the shadows of cells cover on the plane of the first two axes, overlap counted once: on a raster of `pixel` um, a pixel
 * belongs to a cell if its middle does.
 */
export function shadowArea({ count, x, y, radius }: Spots, pixel: number): number {
  const seen = new Set<number>();
  for (let cell = 0; cell < count; cell++) {
    const r = radius[cell];
    const low = Math.floor((y[cell] - r) / pixel);
    const high = Math.ceil((y[cell] + r) / pixel);
    for (let row = low; row <= high; row++) {
      const off = (row + 0.5) * pixel - y[cell];
      const half = r * r - off * off;
      if (!(half > 0)) continue;
      const reach = Math.sqrt(half);
      const first = Math.ceil((x[cell] - reach) / pixel - 0.5);
      const last = Math.floor((x[cell] + reach) / pixel - 0.5);
      for (let i = first; i <= last; i++) seen.add((row + rasterOffset) * rasterWidth + i + rasterOffset);
    }
  }
  return seen.size * pixel * pixel;
}

/** Pixels from the origin that are told apart in each direction. */
const rasterOffset = 1_000_000;
const rasterWidth = 2 * rasterOffset;
