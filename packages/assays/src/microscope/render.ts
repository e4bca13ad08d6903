import type { MicroscopeImage, RunIdentity } from '../assay.js';
import type { Scene } from '../ruler/scene.js';
import { expose } from './camera.js';
import type { Light } from './light.js';
import { filmLight, imagePlane, nuclearLight, stainLight } from './light.js';
import type { MicroscopeSettings } from './settings.js';

/** Channel names of rendered images, in the order of the file. */
export const imageChannels = ['actin', 'marker', 'film', 'nuclei'] as const;

/** The picture a microscope would take of a scene: actin, marker, film and nuclei. */
export function renderScene(scene: Scene, run: RunIdentity, microscope: MicroscopeSettings): MicroscopeImage {
  const { arm, experiment, cell } = run;
  const plane = imagePlane(scene, microscope);
  const lights: Record<(typeof imageChannels)[number], Light> = {
    actin: stainLight(
      scene,
      plane,
      {
        background: microscope.actin_background,
        perMolecule: microscope.actin_photons,
        amount: (site) => site.actin,
      },
      microscope,
    ),
    marker: stainLight(
      scene,
      plane,
      {
        background: microscope.marker_background,
        perMolecule: microscope.marker_photons,
        amount: (site) => site.marker,
      },
      microscope,
    ),
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
