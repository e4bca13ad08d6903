import type { MeasureDefinition } from '../assay.js';
import { cellMeasures } from './notebook.js';

/** What can be told about cells on the two sides of a barrier. */
export const crossingMeasures = {
  'invasion.crossed_fraction': {
    title: 'cells beyond the barrier',
    unit: '1',
    definition: 'Cells whose centre lies beyond the barrier, over all cells alive.',
    scale: 'ratio',
  },
  'invasion.depth': {
    title: 'depth beyond the barrier',
    unit: 'um',
    definition:
      'Mean distance beyond the barrier of the tenth of all cells that are farthest; nothing for cells before it.',
    scale: 'ratio',
  },
  'invasion.first': {
    title: 'first crossing',
    unit: 'h',
    definition: 'Time at which a cell was first seen beyond the barrier; none where no cell was.',
    scale: 'ratio',
  },
  ...cellMeasures,
  'extravasation.fraction': {
    title: 'cells that left the vessel',
    unit: '1',
    definition: 'Share of the cells arrested at the start that were seen outside the vessel by then, at least once.',
    scale: 'ratio',
  },
  'intravasation.rate': {
    title: 'cells that enter the vessel',
    unit: '1/d',
    definition:
      'Cells that were first seen in the vessel, per cell at its wall (centre within the zone named by the protocol) and day.',
    scale: 'ratio',
  },
} as const satisfies Record<string, MeasureDefinition>;

export type CrossingMeasure = keyof typeof crossingMeasures;
