/** Grey values of one channel, row-major, first row at the top. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Pixels that belong to something (1) or not (0), row-major. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Every pixel's object by number from 1, or 0 for none. */
export interface Labels {
  readonly width: number;
  readonly height: number;
  readonly data: Int32Array;
  readonly count: number;
}

/** A rectangle of pixels: columns `left` to `left + width - 1`, rows `top` to `top + height - 1`. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A copy of the part of a plane inside a box, which must lie within it. */
export function cropped({ width, data }: Plane, box: Box): Plane {
  const part = new Float32Array(box.width * box.height);
  for (let row = 0; row < box.height; row++) {
    const from = (box.top + row) * width + box.left;
    part.set(data.subarray(from, from + box.width), row * box.width);
  }
  return { width: box.width, height: box.height, data: part };
}

/** Puts a plane of the size of a box back into that box of a larger one. */
export function pasted(part: Plane, box: Box, { width, data }: Plane): void {
  for (let row = 0; row < box.height; row++) {
    data.set(part.data.subarray(row * box.width, (row + 1) * box.width), (box.top + row) * width + box.left);
  }
}

/** Means of `factor` x `factor` pixels; what is left over at the right and bottom edge is averaged over fewer. */
export function binned(plane: Plane, factor: number): Plane {
  if (factor <= 1) return plane;
  const width = Math.ceil(plane.width / factor);
  const height = Math.ceil(plane.height / factor);
  const data = new Float32Array(width * height);
  const sums = new Float64Array(width);
  for (let row = 0; row < height; row++) {
    const last = Math.min(plane.height, (row + 1) * factor);
    sums.fill(0);
    for (let y = row * factor; y < last; y++) {
      const line = y * plane.width;
      for (let x = 0; x < plane.width; x++) sums[(x / factor) | 0] += plane.data[line + x];
    }
    const rows = last - row * factor;
    for (let column = 0; column < width; column++) {
      const columns = Math.min(plane.width, (column + 1) * factor) - column * factor;
      data[row * width + column] = sums[column] / (rows * columns);
    }
  }
  return { width, height, data };
}

/** Where the values of a plane lie above a threshold (or below it, with `below`), strictly. */
export function maskOf({ width, height, data }: Plane, threshold: number, below = false): Mask {
  const mask = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) if (below ? data[i] < threshold : data[i] > threshold) mask[i] = 1;
  return { width, height, data: mask };
}
