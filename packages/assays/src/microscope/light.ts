import { exp } from '@invadolab/core';
import { smoothed } from '../ruler/image/convolve.js';
import { type Box, cropped, type Plane as ImagePlane, pasted } from '../ruler/image/plane.js';
import { areaOf, type Region } from '../ruler/region.js';
import { apart, type Film, type Scene, type SceneSite, sideLength } from '../ruler/scene.js';
import type { MicroscopeSettings } from './settings.js';

/** A channel before the camera: expected photons per pixel, first row at the top (highest y). */
export interface Light {
  readonly width: number;
  readonly height: number;
  readonly photons: Float32Array;
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

/** Film around the cell of a movie, um: enough to see what background is. */
const around = 4;

/** One frame of a movie: as much as holds its first cell, which stays in the middle to a pixel, on a plane without ends. */
export function framePlane(
  { cells: [cell] }: Pick<Scene, 'cells'>,
  { pixel }: Pick<MicroscopeSettings, 'pixel'>,
): Plane {
  const { along, across, cos, sin } = cell;
  const half = Math.max(
    Math.sqrt(along * along * cos * cos + across * across * sin * sin),
    Math.sqrt(along * along * sin * sin + across * across * cos * cos),
  );
  const whole = (um: number) => Math.round(um / pixel) * pixel;
  return { pixels: 2 * Math.ceil((half + around) / pixel), pixel, x: whole(cell.x), y: whole(cell.y), ring: 0 };
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
  scene: Pick<Scene, 'cells' | 'sites'>,
  plane: Plane,
  stain: { readonly background: number; readonly perMolecule: number; readonly amount: (site: SceneSite) => number },
  microscope: MicroscopeSettings,
): Light {
  const photons = evenLight(plane, scene.cells, stain.background, microscope);
  for (const site of scene.sites) addSpot(photons, plane, site, stain.amount(site) * stain.perMolecule);
  return throughLens(photons, plane, microscope, microscope.outside_background);
}

/** The stain of the nuclei: even light over an ellipse in the middle of each cell, with the shape of its footprint. */
export function nuclearLight(scene: Scene, plane: Plane, microscope: MicroscopeSettings): Light {
  const nuclei = scene.cells.map((cell) => {
    const size = Math.min(0.6, Math.sqrt(microscope.nucleus_area / areaOf(cell)));
    return { ...cell, along: cell.along * size, across: cell.across * size };
  });
  const photons = evenLight(plane, nuclei, microscope.nucleus_photons, microscope);
  return throughLens(photons, plane, microscope, microscope.outside_background);
}

/** The same light everywhere inside the regions, and the faint one outside. */
function evenLight(
  plane: Plane,
  regions: readonly Region[],
  inside: number,
  microscope: MicroscopeSettings,
): Float32Array {
  const { pixels, pixel } = plane;
  const photons = new Float32Array(pixels * pixels).fill(microscope.outside_background);
  for (const { x, y, along, across, cos, sin } of regions) {
    // Where a row cuts the ellipse: the roots of flat dx^2 + 2 skew dx + rest = 0.
    const flat = (cos * cos) / (along * along) + (sin * sin) / (across * across);
    const upright = (sin * sin) / (along * along) + (cos * cos) / (across * across);
    const tilt = cos * sin * (1 / (along * along) - 1 / (across * across));
    const middle = apart(plane.x, x, plane.ring) / pixel + pixels / 2 - 0.5;
    for (let row = 0; row < pixels; row++) {
      const dy = apart(y, rowCentre(plane, row), plane.ring);
      const skew = tilt * dy;
      const under = skew * skew - flat * (upright * dy * dy - 1);
      if (under < 0) continue;
      const [from, to] = [-1, 1].map((sign) => middle + (sign * Math.sqrt(under) - skew) / flat / pixel);
      for (let column = Math.ceil(from); column <= to; column++) {
        photons[row * pixels + (((column % pixels) + pixels) % pixels)] = inside;
      }
    }
  }
  return photons;
}

/** What the lens makes of light; only the box that differs from `even` light is blurred, because the lens changes no other. */
function throughLens(
  photons: Float32Array,
  { pixels, pixel }: Plane,
  { psf }: MicroscopeSettings,
  even?: number,
): Light {
  const all = { width: pixels, height: pixels, data: photons };
  const box = boxOf(all, even, Math.ceil((4 * psf) / pixel) + 1);
  if (box !== undefined) pasted(smoothed(cropped(all, box), psf / pixel), box, all);
  return { width: pixels, height: pixels, photons };
}

/** The smallest box, `margin` wider on each side, around all pixels that are not `even`; undefined if there are none. */
function boxOf({ width, height, data }: ImagePlane, even: number | undefined, margin: number): Box | undefined {
  if (even === undefined) return { left: 0, top: 0, width, height };
  const value = Math.fround(even);
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let row = 0; row < height; row++) {
    const line = row * width;
    let first = 0;
    while (first < width && data[line + first] === value) first++;
    if (first === width) continue;
    let last = width - 1;
    while (data[line + last] === value) last--;
    left = Math.min(left, first);
    right = Math.max(right, last);
    top = Math.min(top, row);
    bottom = row;
  }
  if (right < 0) return undefined;
  left = Math.max(0, left - margin);
  top = Math.max(0, top - margin);
  return {
    left,
    top,
    width: Math.min(width, right + 1 + margin) - left,
    height: Math.min(height, bottom + 1 + margin) - top,
  };
}

/** A Gaussian of the site's own width that carries `total` photons, sampled at pixel centres. */
function addSpot(photons: Float32Array, plane: Plane, site: SceneSite, total: number): void {
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

/** The labelled film through the lens: light follows the density that is left, bilinear between voxel centres. */
export function filmLight(film: Film, plane: Plane, microscope: MicroscopeSettings): Light {
  const { pixels } = plane;
  const { side, left } = film;
  const photons = new Float32Array(pixels * pixels);
  const columns = voxelsAlong(film, pixels, (column) => columnCentre(plane, column));
  const rows = voxelsAlong(film, pixels, (row) => rowCentre(plane, row));
  for (let row = 0; row < pixels; row++) {
    const lower = rows.first[row] * side;
    const upper = rows.second[row] * side;
    const v = rows.share[row];
    for (let column = 0; column < pixels; column++) {
      const [a, b, u] = [columns.first[column], columns.second[column], columns.share[column]];
      const below = left[lower + a] * (1 - u) + left[lower + b] * u;
      const above = left[upper + a] * (1 - u) + left[upper + b] * u;
      photons[row * pixels + column] = (below * (1 - v) + above * v) * microscope.film_photons;
    }
  }
  return throughLens(photons, plane, microscope);
}

/** For each pixel along one axis the two voxels, round the ring, between whose centres it lies, and how far. */
function voxelsAlong({ side, voxel }: Film, pixels: number, centre: (pixel: number) => number) {
  const first = new Int32Array(pixels);
  const second = new Int32Array(pixels);
  const share = new Float64Array(pixels);
  for (let i = 0; i < pixels; i++) {
    const at = centre(i) / voxel - 0.5;
    const below = Math.floor(at);
    first[i] = ((below % side) + side) % side;
    second[i] = (first[i] + 1) % side;
    share[i] = at - below;
  }
  return { first, second, share };
}
