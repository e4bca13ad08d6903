import { Stream } from '@invadolab/core';
import type { RunIdentity } from '../assay.js';
import type { Light } from './light.js';
import type { MicroscopeSettings } from './settings.js';

/**
 * What the camera makes of light: counts = offset + gain x (Poisson(photons) + read noise), rounded and kept within
 * 16 bits. The noise of a pixel row is addressed by seed, channel, experiment, cell, row and time, so it is the same
 * in every arm and whichever images are taken.
 */
export function expose(
  light: Light,
  channel: string,
  run: Pick<RunIdentity, 'seed' | 'experiment' | 'cell'>,
  time: number,
  microscope: MicroscopeSettings,
): Uint16Array {
  const { width, height, photons } = light;
  const noise = new Stream(run.seed, `camera ${channel}`);
  const counts = new Uint16Array(width * height);
  for (let row = 0; row < height; row++) {
    noise.at(run.experiment * 65536 + run.cell, row, Math.round(time));
    for (let column = 0; column < width; column++) {
      const electrons = noise.poisson(photons[row * width + column]) + microscope.read_noise * noise.normal();
      const count = Math.round(microscope.offset + microscope.gain * electrons);
      counts[row * width + column] = Math.min(65535, Math.max(0, count));
    }
  }
  return counts;
}
