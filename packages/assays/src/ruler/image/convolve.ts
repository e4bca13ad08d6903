import { exp } from '@invadolab/core';
import type { Plane } from './plane.js';

/** A Gaussian of standard deviation `sigma` pixels, sampled to 4 sigma on either side, that sums to 1. */
export function gaussian(sigma: number): Float64Array {
  if (!(sigma > 0)) return Float64Array.of(1);
  const reach = Math.ceil(4 * sigma);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) => {
    return exp((-(i - reach) * (i - reach)) / (2 * sigma * sigma));
  });
  const total = kernel.reduce((sum, each) => sum + each, 0);
  return kernel.map((each) => each / total);
}

/** Convolution of every row with an odd symmetric kernel; the border repeats its last pixel. */
export function convolveRows({ width, height, data }: Plane, kernel: Float64Array): Plane {
  const reach = (kernel.length - 1) / 2;
  const out = new Float32Array(data.length);
  const padded = new Float64Array(width + 2 * reach);
  const sum = new Float64Array(width);
  for (let row = 0; row < height; row++) {
    const line = row * width;
    for (let i = 0; i < reach; i++) padded[i] = data[line];
    for (let i = 0; i < width; i++) padded[reach + i] = data[line + i];
    for (let i = 0; i < reach; i++) padded[reach + width + i] = data[line + width - 1];
    const middle = kernel[reach];
    for (let i = 0; i < width; i++) sum[i] = middle * padded[reach + i];
    for (let k = 1; k <= reach; k++) {
      const weight = kernel[reach + k];
      for (let i = 0; i < width; i++) sum[i] += weight * (padded[reach + i - k] + padded[reach + i + k]);
    }
    for (let i = 0; i < width; i++) out[line + i] = sum[i];
  }
  return { width, height, data: out };
}

/** The same along columns. */
export function convolveColumns({ width, height, data }: Plane, kernel: Float64Array): Plane {
  const reach = (kernel.length - 1) / 2;
  const out = new Float32Array(data.length);
  const sum = new Float64Array(width);
  for (let row = 0; row < height; row++) {
    const middle = kernel[reach];
    const line = row * width;
    for (let i = 0; i < width; i++) sum[i] = middle * data[line + i];
    for (let k = 1; k <= reach; k++) {
      const weight = kernel[reach + k];
      const above = Math.max(0, row - k) * width;
      const below = Math.min(height - 1, row + k) * width;
      for (let i = 0; i < width; i++) sum[i] += weight * (data[above + i] + data[below + i]);
    }
    for (let i = 0; i < width; i++) out[line + i] = sum[i];
  }
  return { width, height, data: out };
}

/** Through a Gaussian of standard deviation `sigma` pixels. */
export function smoothed(plane: Plane, sigma: number): Plane {
  if (!(sigma > 0)) return plane;
  const kernel = gaussian(sigma);
  return convolveColumns(convolveRows(plane, kernel), kernel);
}

/**
 * Minus the Laplacian of Gaussian of standard deviation `sigma` pixels, per pixel squared: positive at the centre of
 * bright spots. The Laplacian is taken from differences of neighbours; the border answers 0.
 */
export function brightSpots(plane: Plane, sigma: number): Plane {
  const { width, height } = plane;
  const { data } = smoothed(plane, sigma);
  const out = new Float32Array(data.length);
  for (let row = 1; row < height - 1; row++) {
    const end = (row + 1) * width - 1;
    for (let i = row * width + 1; i < end; i++) {
      out[i] = 4 * data[i] - data[i - 1] - data[i + 1] - data[i - width] - data[i + width];
    }
  }
  return { width, height, data: out };
}
