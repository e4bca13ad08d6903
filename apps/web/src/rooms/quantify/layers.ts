/** What can be drawn over a picture. Every kind has its own line besides its colour. */
export const layers = ['cells', 'nuclei', 'puncta', 'holes'] as const;

/** One of them. */
export type Layer = (typeof layers)[number];

/** Lines on a picture, which is dark in both themes. Colours stay apart with red-green blindness. */
export const lines = {
  cell: { stroke: '#8fd3ff', width: 2, dash: undefined },
  excluded: { stroke: '#cfd3d8', width: 1.5, dash: '7 5' },
  nucleus: { stroke: '#dcbcff', width: 2, dash: '0.5 5' },
  precursor: { stroke: '#ffffff', width: 1.5, dash: undefined },
  mature: { stroke: '#f7ea48', width: 1.75, dash: undefined },
  hole: { stroke: '#ff9d3c', width: 1.5, dash: undefined },
} as const;

/** Channels of a picture: one in grey, or the film in blue with actin in amber over it. */
export const views = ['together', 'actin', 'marker', 'film', 'nuclei'] as const;

/** One of them. */
export type View = (typeof views)[number];
