import { crossingAssay } from './crossing.js';

const common = ['invasion.speed', 'cells.number', 'cells.structures'] as const;

/** A layer of cells on a sheet that they have to cut. */
export const basementMembrane = crossingAssay('basement-membrane', 'Crossing of a sheet by a layer of cells', [
  'invasion.crossed_fraction',
  'invasion.depth',
  'invasion.first',
  ...common,
]);

/** A layer of cells on a gel on a porous membrane. */
export const transwell = crossingAssay('transwell', 'Crossing of a gel and a porous membrane', [
  'invasion.crossed_fraction',
  'invasion.first',
  ...common,
]);

/** Cells at rest in a vessel that go out through its wall. */
export const extravasation = crossingAssay('extravasation', 'Leaving a vessel through its wall', [
  'extravasation.fraction',
  'invasion.depth',
  'invasion.first',
  ...common,
]);

/** Cells beside a vessel that go in through its wall. */
export const intravasation = crossingAssay('intravasation', 'Entering a vessel through its wall', [
  'intravasation.rate',
  'invasion.first',
  ...common,
]);
