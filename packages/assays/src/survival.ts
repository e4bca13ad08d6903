import type { MeasureDefinition } from './assay.js';

/** Id of the measure of survival. */
export const clonogenicSurvival = 'cells.clonogenic_survival';

/** What cells that do not live on would take out of a mean: given apart, since every other measure is of cells that live. */
export const survivalMeasures: Readonly<Record<string, MeasureDefinition>> = {
  [clonogenicSurvival]: {
    title: 'Clonogenic survival',
    unit: '1',
    definition:
      'Chance that a cell goes on to found a clone; 1 where nothing kills. Growth after that is not counted. Every other measure is ' +
      'of cells that live on.',
    scale: 'ratio',
  },
};
