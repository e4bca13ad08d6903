import { dirname, join } from 'node:path';
import { type Catalog, type ModelFile, parseModel } from '@invadolab/model';
import { type ParseOptions, type Plan, parseStudy, planStudy, type Study } from '@invadolab/study';
import { readText } from './library.js';

/** A study as it was given, and what it will do. */
export interface PlannedStudy {
  readonly plan: Plan;
  /** The study file's text. */
  readonly text: string;
  /** Text of the model file of a `model:` study. */
  readonly modelText?: string;
}

/**
 * Reads a study file, and the model file beside it where it names one, and plans it, or what `change` makes of it. Throws
 * `BadInput`.
 */
export async function planFile(
  path: string,
  catalog: Catalog,
  engine: string,
  options: ParseOptions,
  change: (study: Study) => Study = (study) => study,
): Promise<PlannedStudy> {
  const text = await readText(path);
  const parsed = parseStudy(text, path, catalog, options);
  const { place } = parsed;
  const study = change(parsed.study);
  if (study.model === undefined) return { plan: planStudy(study, place, { catalog, engine }), text };
  const modelPath = join(dirname(path), study.model);
  const modelText = await readText(modelPath);
  const model: ModelFile = parseModel(modelText, modelPath);
  return { plan: planStudy(study, place, { catalog, engine, model }), text, modelText };
}
