import { exp } from '@invadolab/core';
import { liesWithin } from '../ruler/footprint.js';
import type { Film, Scene, SceneSite } from '../ruler/scene.js';
import { blur } from './blur.js';
import type { MicroscopeSettings } from './settings.js';

/** A channel before the camera: expected photons per pixel, first row at the top (highest y). */
export interface Light {
  readonly width: number;
  readonly height: number;
  readonly photons: Float64Array;
}

interface Plane {
  readonly pixels: number;
  readonly pixel: number;
}

/** Pixels along one side of an image of the whole film. */
export function imagePlane(film: Film, microscope: Pick<MicroscopeSettings, 'pixel'>): Plane {
  return { pixels: Math.round((film.side * film.voxel) / microscope.pixel), pixel: microscope.pixel };
}

const columnCentre = (plane: Plane, column: number) => (column + 0.5 - plane.pixels / 2) * plane.pixel;
const rowCentre = (plane: Plane, row: number) => -columnCentre(plane, row);

/** A stain of the cell: diffuse light over its ventral face and a spot for each site, through the lens. */
export function stainLight(
  scene: Scene,
  stain: { readonly background: number; readonly perMolecule: number; readonly amount: (site: SceneSite) => number },
  microscope: MicroscopeSettings,
): Light {
  const plane = imagePlane(scene.film, microscope);
  const { pixels, pixel } = plane;
  const photons = new Float64Array(pixels * pixels);
  for (let row = 0; row < pixels; row++) {
    for (let column = 0; column < pixels; column++) {
      const x = columnCentre(plane, column);
      const covered = scene.cells.some((cell) => liesWithin(cell, x, rowCentre(plane, row), 0));
      photons[row * pixels + column] = covered ? stain.background : microscope.outside_background;
    }
  }
  for (const site of scene.sites) addSpot(photons, plane, site, stain.amount(site) * stain.perMolecule);
  blur(photons, pixels, pixels, microscope.psf / pixel);
  return { width: pixels, height: pixels, photons };
}

/** A Gaussian of the site's own width that carries `total` photons, sampled at pixel centres. */
function addSpot(photons: Float64Array, plane: Plane, site: SceneSite, total: number): void {
  const { pixels, pixel } = plane;
  const s = Math.max(site.radius, pixel / 2);
  const reach = Math.ceil((4 * s) / pixel);
  const atColumn = Math.floor(site.x / pixel + pixels / 2);
  const atRow = Math.floor(-site.y / pixel + pixels / 2);
  const peak = (total * pixel * pixel) / (2 * Math.PI * s * s);
  for (let row = Math.max(0, atRow - reach); row <= Math.min(pixels - 1, atRow + reach); row++) {
    const dy = rowCentre(plane, row) - site.y;
    for (let column = Math.max(0, atColumn - reach); column <= Math.min(pixels - 1, atColumn + reach); column++) {
      const dx = columnCentre(plane, column) - site.x;
      photons[row * pixels + column] += peak * exp(-(dx * dx + dy * dy) / (2 * s * s));
    }
  }
}

/** The labelled film through the lens: light follows the density that is left. */
export function filmLight(film: Film, microscope: MicroscopeSettings): Light {
  const plane = imagePlane(film, microscope);
  const { pixels, pixel } = plane;
  const photons = new Float64Array(pixels * pixels);
  for (let row = 0; row < pixels; row++) {
    for (let column = 0; column < pixels; column++) {
      const left = between(film, columnCentre(plane, column), rowCentre(plane, row));
      photons[row * pixels + column] = left * microscope.film_photons;
    }
  }
  blur(photons, pixels, pixels, microscope.psf / pixel);
  return { width: pixels, height: pixels, photons };
}

/** Bilinear between voxel centres. */
function between(film: Film, x: number, y: number): number {
  const u = Math.min(film.side - 1, Math.max(0, x / film.voxel + film.side / 2 - 0.5));
  const v = Math.min(film.side - 1, Math.max(0, y / film.voxel + film.side / 2 - 0.5));
  const column = Math.min(film.side - 2, Math.floor(u));
  const row = Math.min(film.side - 2, Math.floor(v));
  const at = row * film.side + column;
  const lower = film.left[at] * (column + 1 - u) + film.left[at + 1] * (u - column);
  const upper = film.left[at + film.side] * (column + 1 - u) + film.left[at + film.side + 1] * (u - column);
  return lower * (row + 1 - v) + upper * (v - row);
}
