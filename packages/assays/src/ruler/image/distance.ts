/** Squared distance of each pixel to the nearest pixel that `isSource` names, in pixels squared; infinite if none is. */
export interface Distances {
  readonly squared: Float64Array;
  /** Index of that nearest pixel; -1 if there is none. */
  readonly nearest: Int32Array;
}

/**
 * The exact Euclidean distance transform (Felzenszwalb and Huttenlocher 2012): lower envelope of parabolas along columns,
 * then along rows.
 */
export function distances(width: number, height: number, isSource: (index: number) => boolean): Distances {
  const squared = new Float64Array(width * height).fill(Number.POSITIVE_INFINITY);
  const nearest = new Int32Array(width * height).fill(-1);
  for (let column = 0; column < width; column++) {
    let last = -1;
    for (let row = 0; row < height; row++) {
      const index = row * width + column;
      if (isSource(index)) last = row;
      if (last < 0) continue;
      squared[index] = (row - last) * (row - last);
      nearest[index] = last * width + column;
    }
    last = -1;
    for (let row = height - 1; row >= 0; row--) {
      const index = row * width + column;
      if (nearest[index] === index) last = row;
      if (last < 0 || (row - last) * (row - last) >= squared[index]) continue;
      squared[index] = (row - last) * (row - last);
      nearest[index] = last * width + column;
    }
  }
  const line = new Float64Array(width);
  const from = new Int32Array(width);
  const centres = new Int32Array(width);
  const borders = new Float64Array(width + 1);
  for (let row = 0; row < height; row++) {
    const start = row * width;
    for (let i = 0; i < width; i++) {
      line[i] = squared[start + i];
      from[i] = nearest[start + i];
    }
    const parabolas = envelope(line, width, centres, borders);
    if (parabolas === 0) continue;
    for (let i = 0, k = 0; i < width; i++) {
      while (k < parabolas - 1 && borders[k + 1] < i) k++;
      const centre = centres[k];
      squared[start + i] = (i - centre) * (i - centre) + line[centre];
      nearest[start + i] = from[centre];
    }
  }
  return { squared, nearest };
}

/** Which parabolas (x - centre)^2 + line[centre] are lowest somewhere, and from where on each is; returns their number. */
function envelope(line: Float64Array, width: number, centres: Int32Array, borders: Float64Array): number {
  let count = 0;
  for (let q = 0; q < width; q++) {
    if (line[q] === Number.POSITIVE_INFINITY) continue;
    let border = Number.NEGATIVE_INFINITY;
    while (count > 0) {
      const p = centres[count - 1];
      border = (line[q] + q * q - line[p] - p * p) / (2 * (q - p));
      if (border > borders[count - 1]) break;
      count--;
      border = Number.NEGATIVE_INFINITY;
    }
    centres[count] = q;
    borders[count] = border;
    count++;
  }
  return count;
}
