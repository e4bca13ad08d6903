import type { MeasureDefinition } from '../assay.js';
import type { Scene } from './scene.js';

/**
 * Turns what lies on a film into measures, whose ids end in `.true`. The same definitions applied to images give the
 * plain ids (`image/measure-field.ts`).
 */
export interface Ruler {
  readonly id: string;
  readonly title: string;
  readonly measures: Readonly<Record<string, MeasureDefinition>>;
  /** One value per measure, in its unit; a measure that has no value here (nothing to average) is left out. */
  measure(scene: Scene, settings: Readonly<Record<string, number>>): ReadonlyMap<string, number>;
}
