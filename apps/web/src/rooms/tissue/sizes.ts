/** How the size of a tissue is said: the number of its first cells, and the room that goes with it. */
export interface Size {
  readonly cells: string;
  readonly usual: number;
  readonly low: number;
  readonly high: number;
  /** Parameters that have to follow so that cells stay as close together as they usually are. */
  readonly room: (cells: number) => Readonly<Record<string, string>>;
}

/** Edge of a square with so much room for each cell, whole voxels of 4 um. */
const edge = (cells: number, area: number) => `${4 * Math.round(Math.sqrt(cells * area) / 4)} um`;
/** Radius of a ball that holds so many cells as densely as `usual` in `radius`. */
const ball = (cells: number, usual: number, radius: number) => `${Math.round(radius * Math.cbrt(cells / usual))} um`;

/** By assay; the numbers are those of the catalogue's own tissues. */
export const sizes: Readonly<Record<string, Size>> = {
  invasion: {
    cells: 'spheroid_cells',
    usual: 250,
    low: 50,
    high: 2000,
    room: (cells) => ({
      spheroid_radius: ball(cells, 250, 60),
      gel_edge: `${16 * Math.round((200 + 2 * 60 * Math.cbrt(cells / 250)) / 16)} um`,
    }),
  },
  'brain-slice': {
    cells: 'tumour_cells',
    usual: 120,
    low: 40,
    high: 1000,
    room: (cells) => ({ tumour_radius: ball(cells, 120, 50) }),
  },
  'basement-membrane': {
    cells: 'layer_cells',
    usual: 36,
    low: 16,
    high: 400,
    room: (cells) => ({ layer_edge: edge(cells, 256) }),
  },
  transwell: {
    cells: 'insert_cells',
    usual: 64,
    low: 16,
    high: 400,
    room: (cells) => ({ insert_edge: edge(cells, 256) }),
  },
  extravasation: {
    cells: 'wall_cells',
    usual: 144,
    low: 36,
    high: 600,
    room: (cells) => ({ wall_edge: edge(cells, 256) }),
  },
  intravasation: {
    cells: 'wall_cells',
    usual: 144,
    low: 36,
    high: 600,
    room: (cells) => ({ wall_edge: edge(cells, 256) }),
  },
};
