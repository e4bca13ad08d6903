import type { MeasureDefinition } from '../assay.js';
import { aroundMiddle } from './around-middle.js';
import { mean, speedOf } from './front.js';
import { cellMeasures } from './notebook.js';
import type { Spots } from './spots.js';

const settings = {
  held: { title: 'share of the cells that the radius holds', unit: '1', value: 0.9 },
  margin: { title: 'depth of tissue around the tumour that is taken out with it', unit: 'um', value: 100 },
} as const;

const measures = {
  'invasion.radius': {
    title: 'radius of the tumour',
    unit: 'um',
    definition: 'Distance from the middle within which nine tenths of the living cells are.',
    scale: 'ratio',
  },
  'invasion.farthest': {
    title: 'farthest cell',
    unit: 'um',
    definition: 'Distance from the middle of the living cell that is farthest from it.',
    scale: 'ratio',
  },
  'invasion.beyond_margin': {
    title: 'cells beyond the margin',
    unit: '1',
    definition:
      'Living cells farther out than the edge of the tumour at the start and the margin that is taken out with it.',
    scale: 'ratio',
  },
  'invasion.beyond_share': {
    title: 'share of the cells beyond the margin',
    unit: '1',
    definition: 'Those cells over all living cells.',
    scale: 'ratio',
  },
  'invasion.motility': {
    title: 'random motility',
    unit: 'um2/h',
    definition:
      'Mean square of the distance, as seen from above, between a cell and where it was at the start, over four times the time; cells that were there at the start and live.',
    scale: 'ratio',
  },
  ...cellMeasures,
} as const satisfies Record<string, MeasureDefinition>;

/** A tumour in a piece of tissue that it infiltrates. `cells` of the study are tumours per experiment. */
export const slice = aroundMiddle<keyof typeof measures, keyof typeof settings, Start>({
  id: 'brain-slice',
  title: 'Infiltration of a slice by a tumour',
  gel: 'density of what holds the tissue together',
  settings,
  measures,
  courses: ['invasion.radius', 'invasion.beyond_margin', 'cells.number'],
  start: ({ count, ids, x, y }, away) => ({
    edge: away.reduce((most, one) => Math.max(most, one), 0),
    places: new Map(Array.from({ length: count }, (_, i) => [ids[i], [x[i], y[i]] as const])),
  }),
  values(spots, away, { time, start: { edge, places }, settings: { held, margin } }) {
    const values = new Map<keyof typeof measures, number>([['cells.number', spots.count]]);
    if (spots.count === 0) return values;
    const ordered = Float64Array.from(away).sort();
    values.set('invasion.radius', ordered[Math.max(0, Math.ceil(held * ordered.length) - 1)]);
    values.set('invasion.farthest', ordered[ordered.length - 1]);
    const beyond = ordered.filter((one) => one > edge + margin).length;
    values.set('invasion.beyond_margin', beyond);
    values.set('invasion.beyond_share', beyond / ordered.length);
    if (time === 0) return values;
    values.set('invasion.speed', speedOf(spots, time));
    const squares = squaresGone(spots, places);
    if (squares.length > 0) values.set('invasion.motility', (mean(squares) / 4 / time) * 3600);
    return values;
  },
});

interface Start {
  /** um from the middle to the farthest cell. */
  readonly edge: number;
  /** By cell. */
  readonly places: ReadonlyMap<number, readonly [x: number, y: number]>;
}

/** um2 between each cell of the start and where it was then, seen from above. */
function squaresGone({ ids, x, y }: Spots, places: Start['places']): Float64Array {
  const squares: number[] = [];
  ids.forEach((id, i) => {
    const from = places.get(id);
    if (from) squares.push((x[i] - from[0]) * (x[i] - from[0]) + (y[i] - from[1]) * (y[i] - from[1]));
  });
  return Float64Array.from(squares);
}
