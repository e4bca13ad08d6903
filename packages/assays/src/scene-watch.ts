import type { AssaySetup, MicroscopeImage, RunIdentity, Snapshot } from './assay.js';
import { renderScene } from './microscope/render.js';
import { microscopeSettings, rulerSettings, settingValues } from './microscope/settings.js';
import { SceneReader, sceneSlots } from './ruler/scene.js';
import { trueStateRuler } from './ruler/true-state.js';

const settings = { ...microscopeSettings, ...rulerSettings } as const;

/** What the microscope shows at one time of a cell's life, and what the true state of the scene measures then. */
export interface SceneGlance {
  readonly image: MicroscopeImage;
  /** By id of the measure (`invadopodia.count.true`), in its unit. */
  readonly values: ReadonlyMap<string, number>;
}

/** Looks at a cell on its film while it lives, as often as somebody wants to see it. Needs the roles of an imaging assay. */
export class SceneWatch {
  /** What a snapshot has to hold. */
  readonly slots: readonly string[];
  readonly #values: Readonly<Record<keyof typeof settings, number>>;
  readonly #reader: SceneReader;

  constructor(
    setup: AssaySetup,
    readonly run: RunIdentity,
  ) {
    this.slots = sceneSlots(setup.protocol);
    this.#values = settingValues(settings, setup.settings);
    this.#reader = new SceneReader(setup, this.#values.core_radius);
  }

  /** The first look must be at the start: it shows what an intact film is. */
  look(snapshot: Snapshot): SceneGlance {
    const scene = this.#reader.read(snapshot);
    return { image: renderScene(scene, this.run, this.#values), values: trueStateRuler.measure(scene, this.#values) };
  }
}
