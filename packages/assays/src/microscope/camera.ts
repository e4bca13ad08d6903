import { normalQuantile, Stream } from '@invadolab/core';
import type { RunIdentity } from '../assay.js';
import type { Light } from './light.js';
import type { MicroscopeSettings } from './settings.js';

/**
 * Quantiles of the standard normal distribution in the middles of 65536 equal shares: half a random word picks one. The
 * furthest lies at 4.3, and the variance of all is 1 to 1 in 20,000.
 */
const shares = 65_536;
const quantiles = Float64Array.from({ length: shares }, (_, i) => normalQuantile((i + 0.5) / shares));

/** From this variance on (photons and read noise together) a corrected normal stands for the sum of the two. */
const smoothFrom = 9;

/**
 * What the camera makes of light: counts = offset + gain x (Poisson(photons) + read noise), rounded and kept within
 * 16 bits. The noise of a pixel row is addressed by seed, channel, experiment, cell, row and time, so it is the same
 * in every arm and whichever images are taken.
 *
 * Where there is light enough, the sum is drawn from one uniform number by the expansion of Cornish and Fisher to the
 * third moment: mean, variance (to 1 %) and skewness are those of the sum, and arms keep the same quantile in every pixel.
 */
export function expose(
  light: Light,
  channel: string,
  run: Pick<RunIdentity, 'seed' | 'experiment' | 'cell'>,
  time: number,
  microscope: MicroscopeSettings,
): Uint16Array {
  const { width, height, photons } = light;
  const { gain, offset, read_noise } = microscope;
  const noise = new Stream(run.seed, `camera ${channel}`);
  const counts = new Uint16Array(width * height);
  const words = new Uint32Array(8 * Math.ceil(width / 16));
  for (let row = 0; row < height; row++) {
    noise.at(run.experiment * 65536 + run.cell, row, Math.round(time));
    noise.words(words);
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const word = words[column >> 1];
      const z = quantiles[column & 1 ? word >>> 16 : word & 0xffff];
      const variance = photons[at] + read_noise * read_noise;
      const electrons =
        variance >= smoothFrom ? smoothSum(photons[at], variance, z) : noise.poisson(photons[at]) + read_noise * z;
      const count = offset + gain * electrons + 0.5;
      counts[at] = count >= 65_535 ? 65_535 : count > 0 ? count : 0;
    }
  }
  return counts;
}

/** Quantile of Poisson(mean) plus normal noise, `variance` in all, at the normal quantile z. */
function smoothSum(mean: number, variance: number, z: number): number {
  return mean + Math.sqrt(variance) * z + ((mean / variance) * (z * z - 1)) / 6;
}
