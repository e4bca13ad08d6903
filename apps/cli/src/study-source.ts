import { dirname, join } from 'node:path';
import type { Catalog } from '@invadolab/model';
import { type ParseOptions, type Plan, parseStudy, planStudy, type Study } from '@invadolab/study';
import { madeCell } from './expression-table.js';
import { readText } from './library.js';
import { readModelText } from './model-text.js';

/** A study as it was given, and what it will do. */
export interface PlannedStudy {
  readonly plan: Plan;
  /** The study file's text. */
  readonly text: string;
  /** Text of the model file of a `model:` study. */
  readonly modelText?: string;
}

/**
 * Reads a study file, and the model file or the table of expression beside it where it names one, and plans it, or what `change` makes of it. Throws
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
  const made = options.made ?? (await madeCell(text, path, catalog));
  const parsed = parseStudy(text, path, catalog, { ...options, made });
  const { place } = parsed;
  const study = change(parsed.study);
  if (study.model === undefined) return { plan: planStudy(study, place, { catalog, engine, cellsBelow: true }), text };
  const modelPath = join(dirname(path), study.model);
  const modelText = await readText(modelPath);
  const { file: model, warnings } = readModelText(modelText, modelPath, tickFor(study));
  const told = { ...study, notes: [...study.notes, ...warnings] };
  return { plan: planStudy(told, place, { catalog, engine, model }), text, modelText };
}

/** Points of a time course where the study does not say. */
const usualPoints = 200;
const finest = 50;

/**
 * How often an SBML model has to be readable for this study: a part of the step of its time course that also meets its
 * time points.
 */
function tickFor({ timepoints, settings }: Study): string {
  const last = timepoints[timepoints.length - 1];
  const step = last / (settings.points ?? usualPoints);
  for (let parts = 1; parts < finest; parts++) {
    const tick = step / parts;
    const meets = timepoints.every((time) => Math.abs(time / tick - Math.round(time / tick)) < 1e-6);
    if (meets) return `${tick} s`;
  }
  return `${step / finest} s`;
}
