/**
 * What a face of the box does. `closed`: nothing crosses. `held`: this density (molecule/um3) at the face. `exchange`: a flux
 * of `speed` (um/s) times the difference to a density outside, as through a film of permeability `speed`.
 */
export type Wall =
  | { readonly kind: 'closed' }
  | { readonly kind: 'held'; readonly density: number }
  | { readonly kind: 'exchange'; readonly speed: number; readonly density: number };

/** The six faces; those left out are closed. */
export interface Walls {
  readonly x0?: Wall;
  readonly x1?: Wall;
  readonly y0?: Wall;
  readonly y1?: Wall;
  readonly z0?: Wall;
  readonly z1?: Wall;
}

/** Speed at which the voxel behind a wall comes to the density outside, um/s: 0 for a closed one. */
export interface OpenWall {
  readonly speed: number;
  readonly density: number;
}

/**
 * The wall as the voxel behind it feels it. Half a voxel lies between its centre and the face, so the speeds add up as
 * resistances do: 1 / (1/speed + length / 2D). Lengths um, diffusivity um2/s.
 */
export function openWall(wall: Wall | undefined, diffusivity: number, length: number): OpenWall {
  if (wall === undefined || wall.kind === 'closed' || diffusivity === 0) return { speed: 0, density: 0 };
  const half = length / (2 * diffusivity);
  if (wall.kind === 'held') return { speed: 1 / half, density: wall.density };
  return { speed: wall.speed > 0 ? 1 / (1 / wall.speed + half) : 0, density: wall.density };
}
