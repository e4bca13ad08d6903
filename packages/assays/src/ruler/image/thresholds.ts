import type { SettingDefinition } from '../../assay.js';
import { rulerSettings, settingValues } from '../../microscope/settings.js';

/** Thresholds that only an image needs: what a cell is, and what a picture must be to be judged. */
export const imageSettings = {
  smallest_nucleus: { title: 'smallest nucleus', unit: 'um2', value: 30 },
  largest_nucleus: { title: 'largest nucleus', unit: 'um2', value: 1000 },
  dead_nucleus: { title: 'a nucleus below this and twice as bright as usual is a dead one', unit: 'um2', value: 60 },
  smallest_cell: { title: 'smallest footprint', unit: 'um2', value: 200 },
  touching: { title: 'edge of the image that a cell may touch and still count', unit: 'um', value: 0 },
  rounded: { title: 'footprint over nucleus below which a cell counts as rounded', unit: '1', value: 1.6 },
  smallest_piece: { title: 'smallest stained object that is looked at', unit: 'um2', value: 20 },
  separation: { title: 'share of variance between cell and background that shows cells', unit: '1', value: 0.7 },
  strict_hole: { title: 'as the share of film of a hole, strict', unit: '1', value: 0.6 },
  loose_hole: { title: 'as the share of film of a hole, loose', unit: '1', value: 0.9 },
  film_smoothing: {
    title: 'standard deviation of the smoothing of the film before its thresholds',
    unit: 'um',
    value: 0.15,
  },
  free_film: { title: 'least share of the field that is film away from cells', unit: '1', value: 0.02 },
  link: { title: 'longest way of a punctum from frame to frame', unit: 'um', value: 0.7 },
} as const satisfies Record<string, SettingDefinition>;

/** Every threshold of the ruler on images, with its default. */
export const thresholdDefinitions = { ...rulerSettings, ...imageSettings };

/** All thresholds by name, in base units. */
export type Thresholds = Readonly<Record<keyof typeof thresholdDefinitions, number>>;

/** The thresholds with what is given in place of a default. */
export function thresholds(given: Readonly<Record<string, number>> = {}): Thresholds {
  return settingValues(thresholdDefinitions, given);
}
