import { exp } from '@invadolab/core';

/**
 * Convolution with a Gaussian of standard deviation `sigma` pixels, in place; the border repeats its last pixel.
 * The kernel reaches 4 sigma and sums to 1, so flat light stays flat.
 */
export function blur(image: Float64Array, width: number, height: number, sigma: number): void {
  if (sigma <= 0) return;
  const reach = Math.ceil(4 * sigma);
  const kernel = new Float64Array(2 * reach + 1);
  let total = 0;
  for (let i = -reach; i <= reach; i++) {
    kernel[i + reach] = exp((-i * i) / (2 * sigma * sigma));
    total += kernel[i + reach];
  }
  for (let i = 0; i < kernel.length; i++) kernel[i] /= total;
  pass(image, kernel, reach, { lines: height, length: width, line: width, step: 1 });
  pass(image, kernel, reach, { lines: width, length: height, line: 1, step: width });
}

function pass(
  image: Float64Array,
  kernel: Float64Array,
  reach: number,
  { lines, length, line, step }: { lines: number; length: number; line: number; step: number },
): void {
  const padded = new Float64Array(length + 2 * reach);
  for (let l = 0; l < lines; l++) {
    const start = l * line;
    for (let i = 0; i < padded.length; i++) {
      padded[i] = image[start + Math.min(length - 1, Math.max(0, i - reach)) * step];
    }
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let k = 0; k < kernel.length; k++) sum += kernel[k] * padded[i + k];
      image[start + i * step] = sum;
    }
  }
}
