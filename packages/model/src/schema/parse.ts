import type { Locate } from '../check/report.js';
import { checkModel } from '../compile/compile.js';
import type { ModelFile } from '../language.js';
import { parseYaml } from '../yaml/read.js';
import { checkShape } from '../yaml/shape.js';
import { modelSchema } from './model.js';

/** A model with what is needed to point into its text. */
export interface ReadModel {
  readonly file: ModelFile;
  readonly locate: Locate;
  /** Odd but allowed, each with its place: unused parameters, values outside their own range. */
  readonly warnings: readonly string[];
}

/**
 * Reads and checks a model from YAML or JSON: shape, names, units, circles, conserved sums. Throws one `BadInput` with
 * file, line and column. `fileName` is only used in messages.
 */
export function parseModel(text: string, fileName: string): ModelFile {
  return readModel(text, fileName).file;
}

/** `parseModel` with warnings and positions. */
export function readModel(text: string, fileName: string): ReadModel {
  const { value, locate } = parseYaml(text, fileName);
  const file: ModelFile = checkShape(modelSchema, value, locate);
  return { file, locate, warnings: checkModel(file, locate).warnings };
}
