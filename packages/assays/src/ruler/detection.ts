import type { MicroscopeSettings, RulerSettings } from '../microscope/settings.js';

/** Standard deviation of a site's image, um: its core seen through the lens. */
export function spotWidth(radius: number, microscope: Pick<MicroscopeSettings, 'psf'>): number {
  return Math.sqrt(radius * radius + microscope.psf * microscope.psf);
}

/** Half-maximum area of a Gaussian spot of standard deviation `width`: 2 pi ln 2 width^2, um2. */
export function halfMaximumArea(width: number): number {
  return 2 * Math.PI * Math.LN2 * width * width;
}

/**
 * Photons that a spot of standard deviation `width` needs to stand `detection` standard deviations above the noise of
 * its background after a Laplacian of Gaussian of standard deviation s.
 *
 * With S^2 = width^2 + s^2 and pixel p, N photons respond with N p^2 / (pi S^4) at their centre; white noise of
 * variance v per pixel responds with standard deviation sqrt(v) p / (s^3 sqrt(2 pi)), because the integral of the
 * squared kernel is 1 / (2 pi s^6). Photon noise of the background is its mean; the camera adds its own.
 */
export function detectablePhotons(
  width: number,
  background: number,
  microscope: Pick<MicroscopeSettings, 'pixel' | 'read_noise'>,
  ruler: Pick<RulerSettings, 'log_sigma' | 'detection'>,
): number {
  const s = ruler.log_sigma;
  const { pixel } = microscope;
  const both = width * width + s * s;
  const variance = background + microscope.read_noise * microscope.read_noise;
  const noise = (Math.sqrt(variance) * pixel) / (s * s * s * Math.sqrt(2 * Math.PI));
  return (ruler.detection * noise * Math.PI * both * both) / (pixel * pixel);
}
