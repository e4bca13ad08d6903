import { exp, log, pow } from '@invadolab/core';

/** J/K, exact by definition of the kelvin. */
const boltzmann = 1.380649e-23;

/**
 * Diffusivity (um2/s) of a sphere in a fluid: k T / (6 pi viscosity radius). Radius um; temperature K, default 310.15; viscosity Pa s,
 * default 6.913e-4, water at 37 degrees. Source: Stokes-Einstein.
 */
export function freeDiffusivity(radius: number, temperature = 310.15, viscosity = 6.913e-4): number {
  // 1e-6 m to a um in the radius, 1e12 um2 to a m2.
  return ((boltzmann * temperature) / (6 * Math.PI * viscosity * radius)) * 1e18;
}

/** How a mesh holds up a sphere, each a share from 0 (not at all through) to 1 (as in fluid). */
export interface Hindrance {
  /** Density in the mesh over that in the fluid beside it, once both are in balance: what may enter. */
  readonly entry: number;
  /** Diffusivity in the mesh over that in the fluid: how fast what is in spreads. */
  readonly spreading: number;
}

/** Nothing in the way. */
export const unhindered: Hindrance = { entry: 1, spreading: 1 };

/** Powers of the ratio of radii, from the first, in entry x spreading of a pore. */
const poreTerms = [-1.56034, 0.528155, 1.91521, -2.81903, 0.270788, 1.10115, -0.435933];

/**
 * A sphere in straight round pores, both radii in the same unit. Its centre keeps off the walls, (1 - x)2 with x the ratio of
 * radii, and the walls drag it wherever it is in the pore: entry x spreading = 1 + 9/8 x ln x - 1.56034 x + ..., which is 0 at x = 1, from
 * where on nothing passes. Source: Dechadilok and Deen 2006, Ind Eng Chem Res 45:6953, coefficients as in published code; it
 * refines Renkin 1954, J Gen Physiol 38:225, and holds to x = 0.95.
 */
export function poreHindrance(radius: number, pore: number): Hindrance {
  const x = radius / pore;
  if (x >= 1) return { entry: 0, spreading: 0 };
  if (x === 0) return unhindered;
  const entry = (1 - x) * (1 - x);
  const both = 1 + 1.125 * x * log(x) + x * poreTerms.reduceRight((sum, term) => term + x * sum, 0);
  return { entry, spreading: Math.max(0, both / entry) };
}

/**
 * A sphere among long fibres that lie at random: radii in the same unit, `share` the volume share of the fibres. Entry is the volume
 * in which its centre finds room, exp(-share (1 + x)2) with x the ratio of radii. Spreading is detours, exp(-0.84 f^1.09) with
 * f = share (1 + x)2, times drag, exp(-pi share^b) with b = 0.174 ln(59.6 / x). Sources: Ogston 1958, Trans Faraday Soc 54:1754, for
 * entry; Phillips 2000, Biophys J 79:3350, for spreading, as in published code.
 */
export function fibreHindrance(radius: number, fibre: number, share: number): Hindrance {
  if (share === 0) return unhindered;
  const x = radius / fibre;
  const excluded = share * (1 + x) * (1 + x);
  const drag = x === 0 ? 1 : exp(-Math.PI * pow(share, 0.174 * log(59.6 / x)));
  return { entry: exp(-excluded), spreading: exp(-0.84 * pow(excluded, 1.09)) * drag };
}

/**
 * Permeability of a layer (um/s) of this thickness (um) between two fluids, for the `exchange` kind of wall or a vessel's wall: diffusivity
 * (um2/s, in fluid) x entry x spreading x `open` / thickness. `open` is the share of the area that is mesh or pores; default 1.
 */
export function layerPermeability(
  diffusivity: number,
  { entry, spreading }: Hindrance,
  thickness: number,
  open = 1,
): number {
  return (diffusivity * entry * spreading * open) / thickness;
}
