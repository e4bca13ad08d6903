import type { MeasureDefinition } from '../assay.js';
import { aroundMiddle } from './around-middle.js';
import { frontOf, mean, speedOf } from './front.js';
import { cellMeasures } from './notebook.js';
import { shadowArea } from './shadow.js';

const settings = {
  front: { title: 'share of the cells, the farthest, that make the front', unit: '1', value: 0.1 },
  raster: { title: 'pixel of the raster on which areas are counted', unit: 'um', value: 1 },
} as const;

const measures = {
  'invasion.depth': {
    title: 'invasion depth',
    unit: 'um',
    definition:
      'Mean distance from the middle of the spheroid of the tenth of the cells that are farthest from it, less the same at the start.',
    scale: 'ratio',
  },
  'invasion.area': {
    title: 'area gained',
    unit: 'um2',
    definition: 'Area of the shadow of all cells on a plane, overlap counted once, less the same at the start.',
    scale: 'ratio',
  },
  'invasion.invaded': {
    title: 'cells that left',
    unit: '1',
    definition: 'Cells farther from the middle than the farthest cell at the start and one diameter.',
    scale: 'ratio',
  },
  'invasion.single_share': {
    title: 'share of them on their own',
    unit: '1',
    definition: 'Cells among those that left which touch no other cell.',
    scale: 'interval',
  },
  ...cellMeasures,
} as const satisfies Record<string, MeasureDefinition>;

/** A ball of cells in a gel, and how far they get. `cells` of the study are spheroids per experiment. */
export const invasion = aroundMiddle<keyof typeof measures, keyof typeof settings, Shape>({
  id: 'invasion',
  title: 'Invasion of a spheroid into a gel',
  gel: 'density of the gel around the cells',
  settings,
  measures,
  courses: ['invasion.depth', 'invasion.invaded', 'cells.number'],
  start: (spots, away, { front, raster }) => ({
    depth: frontOf(away, front),
    area: shadowArea(spots, raster),
    edge: away.reduce((most, one) => Math.max(most, one), 0),
    diameter: 2 * mean(spots.radius),
  }),
  values(spots, away, { time, start, settings: { front, raster } }) {
    const values = new Map<keyof typeof measures, number>();
    values.set('invasion.depth', Math.max(0, frontOf(away, front) - start.depth));
    values.set('invasion.area', Math.max(0, shadowArea(spots, raster) - start.area));
    if (time > 0) values.set('invasion.speed', speedOf(spots, time));
    let left = 0;
    let single = 0;
    for (let i = 0; i < spots.count; i++) {
      if (away[i] <= start.edge + start.diameter) continue;
      left++;
      if (spots.contacts[i] === 0) single++;
    }
    values.set('invasion.invaded', left);
    if (left > 0) values.set('invasion.single_share', single / left);
    values.set('cells.number', spots.count);
    return values;
  },
});

interface Shape {
  readonly depth: number;
  readonly area: number;
  readonly edge: number;
  readonly diameter: number;
}
