import type { MeasureDefinition } from '../assay.js';

/** How one reading of the ruler, of the true state or of an image, words what a punctum and a hole are. */
interface Reading {
  /** What the ids end in, and what the titles do. */
  readonly suffix: '' | '.true';
  readonly title: '' | ' (true state)';
  readonly punctum: string;
  readonly hole: string;
  readonly mass: string;
}

const onState: Reading = {
  suffix: '.true',
  title: ' (true state)',
  punctum:
    'A punctum is a site at least 1 um from the edge of its cell whose actin and marker would each stand 3 robust ' +
    'standard deviations above the ventral background of an image, with a half-maximum area of 0.1 to 4 um2.',
  hole: 'A hole is a connected region of at least 0.1 um2 with less than 0.75 of the intact film left.',
  mass: 'Lost share of the film summed over its area, as the area of intact film that holds as much.',
};

const onImage: Reading = {
  suffix: '',
  title: '',
  punctum:
    'Measured on rendered, noisy images. A punctum is a maximum after a Laplacian of Gaussian (0.25 um), at least 3 robust ' +
    'standard deviations above the ventral median of its cell in actin and in the marker, with a half-maximum area of ' +
    '0.1 to 4 um2, at least 1 um from the edge.',
  hole:
    'Measured on rendered, noisy images. A hole is flat-fielded film below 0.75 of the median of the cell-free film of the ' +
    'field, opened with 3 x 3 pixels, of at least 0.1 um2.',
  mass: 'Lost share of the film summed under cells, their rim and in holes, as the area of intact film that holds as much. Measured on rendered, noisy images.',
};

const mature = 'A punctum is mature with at least 0.1 um2 of hole within 0.5 um, otherwise it is a precursor.';

/** What both readings give, by id without suffix. */
function shared({ punctum, hole, mass }: Reading): Readonly<Record<string, MeasureDefinition>> {
  return {
    'invadopodia.count': {
      title: 'Invadopodia and precursors per cell',
      unit: '1',
      definition: `Puncta per cell, cells without any included. ${punctum}`,
      scale: 'ratio',
    },
    'invadopodia.precursors': {
      title: 'Precursors per cell',
      unit: '1',
      definition: `Puncta without a hole. ${mature}`,
      scale: 'ratio',
    },
    'invadopodia.mature': {
      title: 'Mature invadopodia per cell',
      unit: '1',
      definition: `Puncta with a hole. ${mature}`,
      scale: 'ratio',
    },
    'invadopodia.mature_share': {
      title: 'Mature share of puncta',
      unit: '1',
      definition: `Mature puncta over all puncta of a cell, in cells with at least one. ${mature}`,
      scale: 'ratio',
    },
    'cells.with_puncta': {
      title: 'Cells with puncta',
      unit: '1',
      definition: 'Share of cells with at least one punctum.',
      scale: 'ratio',
    },
    'cells.with_invadopodia': {
      title: 'Cells with mature invadopodia',
      unit: '1',
      definition: 'Share of cells with at least one mature punctum.',
      scale: 'ratio',
    },
    'cells.degrading': {
      title: 'Degrading cells',
      unit: '1',
      definition: `Share of cells with at least 0.5 um2 of hole under their footprint and 2 um around it. ${hole}`,
      scale: 'ratio',
    },
    'matrix.degraded_area': {
      title: 'Degraded area per cell',
      unit: 'um2',
      definition: `Area of all holes less that of an equal cell-free film, over the number of cells. ${hole}`,
      scale: 'ratio',
      cellFree: true,
    },
    'matrix.degraded_area.below_0.6': {
      title: 'Degraded area per cell, strict threshold',
      unit: 'um2',
      definition: 'As the degraded area, with less than 0.6 of the intact film left.',
      scale: 'ratio',
      cellFree: true,
    },
    'matrix.degraded_area.below_0.9': {
      title: 'Degraded area per cell, loose threshold',
      unit: 'um2',
      definition: 'As the degraded area, with less than 0.9 of the intact film left.',
      scale: 'ratio',
      cellFree: true,
    },
    'matrix.degraded_area.per_degrading_cell': {
      title: 'Degraded area per degrading cell',
      unit: 'um2',
      definition: 'Hole under the footprint and 2 um around it, in degrading cells alone.',
      scale: 'ratio',
    },
    'matrix.degraded_fraction': {
      title: 'Degraded share of the footprint',
      unit: '1',
      definition: `Hole under the footprint over the footprint. ${hole}`,
      scale: 'ratio',
    },
    'matrix.degraded_mass': {
      title: 'Degraded mass per cell',
      unit: 'um2',
      definition: mass,
      scale: 'ratio',
      cellFree: true,
    },
    'invadopodia.diameter': {
      title: 'Diameter of puncta',
      unit: 'um',
      definition:
        'Twice the square root of half-maximum area over pi, point spread function not removed; mean of a cell.',
      scale: 'ratio',
    },
    'invadopodia.spacing': {
      title: 'Spacing of puncta',
      unit: 'um',
      definition: 'Distance to the nearest other punctum, mean of a cell, in cells with at least two.',
      scale: 'ratio',
    },
  };
}

/** Only the true state knows how far something reaches below the plane of the picture. */
const lengths: Readonly<Record<string, MeasureDefinition>> = {
  'invadopodia.length.mean.true': {
    title: 'Mean length of invadopodia (true state)',
    unit: 'um',
    definition: 'Ventral plane to tip, mean over the puncta of a cell.',
    scale: 'ratio',
  },
  'invadopodia.length.max.true': {
    title: 'Longest invadopodium (true state)',
    unit: 'um',
    definition: 'Ventral plane to tip, longest of the puncta of a cell.',
    scale: 'ratio',
  },
};

function named(reading: Reading): Readonly<Record<string, MeasureDefinition>> {
  const entries = Object.entries(shared(reading));
  return Object.fromEntries(
    entries.map(([id, definition]) => [
      `${id}${reading.suffix}`,
      { ...definition, title: `${definition.title}${reading.title}` },
    ]),
  );
}

/** Every measure of the true-state ruler, with the definition that the report prints. */
export const trueStateMeasures: Readonly<Record<string, MeasureDefinition>> = { ...named(onState), ...lengths };

/** Every measure of the ruler on images. */
export const imageMeasures: Readonly<Record<string, MeasureDefinition>> = named(onImage);
