import { exp } from '@invadolab/core';
import { contains } from '../ruler/region.js';
import { apart, type Film, type Scene, type SceneSite, sideLength } from '../ruler/scene.js';
import { blur } from './blur.js';
import type { MicroscopeSettings } from './settings.js';

/** A channel before the camera: expected photons per pixel, first row at the top (highest y). */
export interface Light {
  readonly width: number;
  readonly height: number;
  readonly photons: Float64Array;
}

/** The pixels of an image: the whole film, with its first cell in the middle. */
export interface Plane {
  readonly pixels: number;
  /** um */
  readonly pixel: number;
  /** Centre of the image on the film, um. */
  readonly x: number;
  readonly y: number;
  /** Side of the film, um. */
  readonly ring: number;
}

/** The image that shows a scene. */
export function imagePlane(scene: Scene, { pixel }: Pick<MicroscopeSettings, 'pixel'>): Plane {
  const ring = sideLength(scene.film);
  const { x, y } = scene.cells[0] ?? { x: ring / 2, y: ring / 2 };
  return { pixels: Math.round(ring / pixel), pixel, x, y, ring };
}

const columnCentre = (plane: Plane, column: number) => plane.x + (column + 0.5 - plane.pixels / 2) * plane.pixel;
const rowCentre = (plane: Plane, row: number) => plane.y - (row + 0.5 - plane.pixels / 2) * plane.pixel;

/** A stain of the cell: diffuse light over its ventral face and a spot for each site, through the lens. */
export function stainLight(
  scene: Scene,
  plane: Plane,
  stain: { readonly background: number; readonly perMolecule: number; readonly amount: (site: SceneSite) => number },
  microscope: MicroscopeSettings,
): Light {
  const { pixels, pixel } = plane;
  const photons = new Float64Array(pixels * pixels);
  for (let row = 0; row < pixels; row++) {
    for (let column = 0; column < pixels; column++) {
      const x = columnCentre(plane, column);
      const covered = scene.cells.some((cell) => contains(cell, x, rowCentre(plane, row), plane.ring));
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
  const atColumn = Math.floor(apart(plane.x, site.x, plane.ring) / pixel + pixels / 2);
  const atRow = Math.floor(-apart(plane.y, site.y, plane.ring) / pixel + pixels / 2);
  const peak = (total * pixel * pixel) / (2 * Math.PI * s * s);
  for (let row = Math.max(0, atRow - reach); row <= Math.min(pixels - 1, atRow + reach); row++) {
    const dy = apart(site.y, rowCentre(plane, row), plane.ring);
    for (let column = Math.max(0, atColumn - reach); column <= Math.min(pixels - 1, atColumn + reach); column++) {
      const dx = apart(site.x, columnCentre(plane, column), plane.ring);
      photons[row * pixels + column] += peak * exp(-(dx * dx + dy * dy) / (2 * s * s));
    }
  }
}

/** The labelled film through the lens: light follows the density that is left. */
export function filmLight(film: Film, plane: Plane, microscope: MicroscopeSettings): Light {
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

/** Bilinear between voxel centres, round the ring. */
function between(film: Film, x: number, y: number): number {
  const { side, voxel, left } = film;
  const u = x / voxel - 0.5;
  const v = y / voxel - 0.5;
  const column = Math.floor(u);
  const row = Math.floor(v);
  const onRing = (index: number) => ((index % side) + side) % side;
  const value = (r: number, c: number) => left[onRing(r) * side + onRing(c)];
  const lower = value(row, column) * (column + 1 - u) + value(row, column + 1) * (u - column);
  const upper = value(row + 1, column) * (column + 1 - u) + value(row + 1, column + 1) * (u - column);
  return lower * (row + 1 - v) + upper * (v - row);
}
