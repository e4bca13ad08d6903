import type { MicroscopeImage, RunIdentity } from '../assay.js';
import type { Scene, SceneSite } from '../ruler/scene.js';
import { expose } from './camera.js';
import type { Light, Plane } from './light.js';
import { filmLight, framePlane, imagePlane, nuclearLight, stainLight } from './light.js';
import type { MicroscopeSettings } from './settings.js';

/** Channel names of rendered images, in the order of the file. */
export const imageChannels = ['actin', 'marker', 'film', 'nuclei'] as const;

/** The picture a microscope would take of a scene: actin, marker, film and nuclei. */
export function renderScene(scene: Scene, run: RunIdentity, microscope: MicroscopeSettings): MicroscopeImage {
  const { arm, experiment, cell } = run;
  const plane = imagePlane(scene, microscope);
  const lights: Record<(typeof imageChannels)[number], Light> = {
    ...stains(scene, plane, microscope),
    film: filmLight(scene.film, plane, microscope),
    nuclei: nuclearLight(scene, plane, microscope),
  };
  return {
    name: 'ventral face',
    arm,
    experiment,
    cell,
    time: scene.time,
    width: lights.film.width,
    height: lights.film.height,
    pixel: microscope.pixel,
    dark: microscope.offset,
    channels: imageChannels.map((name) => ({
      name,
      data: expose(lights[name], name, run, scene.time, microscope),
    })),
  };
}

/** The marker around the first cell in one frame of a movie, and where on the film it was taken. */
export interface StainedFrame {
  readonly plane: Plane;
  readonly marker: Uint16Array;
}

/** One frame of a movie in two stains. */
export interface MovieFrame extends StainedFrame {
  readonly actin: Uint16Array;
}

/** The frame of a movie at the time of a scene, which must have a cell: what is alive carries two stains and no film is read. */
export function renderFrame(
  scene: Pick<Scene, 'time' | 'cells' | 'sites'>,
  run: RunIdentity,
  microscope: MicroscopeSettings,
): MovieFrame {
  const plane = framePlane(scene, microscope);
  const lights = stains(scene, plane, microscope);
  const exposed = (name: 'actin' | 'marker') => expose(lights[name], name, run, scene.time, microscope);
  return { plane, actin: exposed('actin'), marker: exposed('marker') };
}

/** The marker of `renderFrame` alone, at half its price. */
export function renderMarker(
  scene: Pick<Scene, 'time' | 'cells' | 'sites'>,
  run: RunIdentity,
  microscope: MicroscopeSettings,
): StainedFrame {
  const plane = framePlane(scene, microscope);
  const light = markerLight(scene, plane, microscope);
  return { plane, marker: expose(light, 'marker', run, scene.time, microscope) };
}

function stains(
  scene: Pick<Scene, 'cells' | 'sites'>,
  plane: Plane,
  microscope: MicroscopeSettings,
): { readonly actin: Light; readonly marker: Light } {
  const { actin_background: background, actin_photons: perMolecule } = microscope;
  const actin = { background, perMolecule, amount: (site: SceneSite) => site.actin };
  return {
    actin: stainLight(scene, plane, actin, microscope),
    marker: markerLight(scene, plane, microscope),
  };
}

function markerLight(scene: Pick<Scene, 'cells' | 'sites'>, plane: Plane, microscope: MicroscopeSettings): Light {
  const { marker_background: background, marker_photons: perMolecule } = microscope;
  const marker = { background, perMolecule, amount: (site: SceneSite) => site.marker };
  return stainLight(scene, plane, marker, microscope);
}
