import type { SettingDefinition } from '../assay.js';

/**
 * The camera and lens of every imaging assay. Brightness is not calibrated to a real instrument: photons per molecule
 * are chosen so that a typical site is seen well above the noise.
 */
export const microscopeSettings = {
  pixel: { title: 'pixel size in the sample', unit: 'um', value: 0.1 },
  psf: { title: 'standard deviation of the Gaussian point spread function', unit: 'um', value: 0.12 },
  actin_photons: { title: 'photons per actin molecule in a site', unit: '1', value: 0.1 },
  marker_photons: { title: 'photons per marker molecule in a site', unit: '1', value: 1 },
  actin_background: { title: 'actin photons per pixel of the ventral cell face', unit: '1', value: 60 },
  marker_background: { title: 'marker photons per pixel of the ventral cell face', unit: '1', value: 40 },
  outside_background: { title: 'photons per pixel outside cells', unit: '1', value: 6 },
  nucleus_area: { title: 'area of a nucleus in the picture (not modelled; assumed)', unit: 'um2', value: 150 },
  nucleus_photons: { title: 'photons per pixel of a nucleus', unit: '1', value: 80 },
  film_photons: { title: 'photons per pixel of intact film', unit: '1', value: 300 },
  read_noise: { title: 'standard deviation of the camera read noise', unit: '1', value: 2 },
  gain: { title: 'camera counts per photon', unit: '1', value: 4 },
  offset: { title: 'camera counts without light', unit: '1', value: 100 },
} as const satisfies Record<string, SettingDefinition>;

/** Thresholds of the ruler (docs/theory/ruler.md gives each definition in full). */
export const rulerSettings = {
  log_sigma: { title: 'standard deviation of the Laplacian-of-Gaussian filter', unit: 'um', value: 0.25 },
  detection: { title: 'robust standard deviations above the ventral median', unit: '1', value: 3 },
  smallest_punctum: { title: 'smallest half-maximum area of a punctum', unit: 'um2', value: 0.1 },
  largest_punctum: { title: 'largest half-maximum area of a punctum', unit: 'um2', value: 4 },
  edge: { title: 'least distance of a punctum from the edge of the cell', unit: 'um', value: 1 },
  core_radius: { title: 'standard deviation of an actin core whose width is not modelled', unit: 'um', value: 0.25 },
  hole: { title: 'share of the intact film below which it counts as a hole', unit: '1', value: 0.75 },
  smallest_hole: { title: 'smallest hole', unit: 'um2', value: 0.1 },
  mature_within: { title: 'distance within which a hole makes a punctum mature', unit: 'um', value: 0.5 },
  mature_hole: { title: 'hole that makes a punctum mature', unit: 'um2', value: 0.1 },
  degrading_margin: { title: 'rim around the footprint in which holes are ascribed to the cell', unit: 'um', value: 2 },
  degrading_hole: { title: 'hole that makes a cell a degrading one', unit: 'um2', value: 0.5 },
} as const satisfies Record<string, SettingDefinition>;

/** Every setting with its value: what the study gives, else the default. */
export function settingValues<K extends string>(
  definitions: Readonly<Record<K, SettingDefinition>>,
  given: Readonly<Record<string, number>>,
): Readonly<Record<K, number>> {
  const values = {} as Record<K, number>;
  for (const id of Object.keys(definitions) as K[]) values[id] = given[id] ?? definitions[id].value;
  return values;
}

export type MicroscopeSettings = Readonly<Record<keyof typeof microscopeSettings, number>>;
export type RulerSettings = Readonly<Record<keyof typeof rulerSettings, number>>;
