import { isBadInput } from '@invadolab/core';
import {
  type Catalog,
  type CompiledModel,
  type Composed,
  checkModel,
  compose,
  type ModelFile,
  type TraceEntry,
} from '@invadolab/model';
import { changedParameters } from './model-file.js';
import type { Place } from './shape.js';
import type { Arm, Study } from './study.js';

/** One arm's model: explicit, runnable by itself, with the trace of who set what. */
export interface Resolved {
  readonly arm: Arm;
  readonly model: ModelFile;
  readonly compiled: CompiledModel;
  readonly trace: readonly TraceEntry[];
  readonly neutral: readonly string[];
  /** Parameters on which nothing in the model depends. */
  readonly unused: readonly string[];
}

/** Composes and compiles the model of an arm. A problem in it is reported where the arm stands in the study. */
export function resolveArm(
  study: Study,
  arm: Arm,
  catalog: Catalog,
  modelFile: ModelFile | undefined,
  place: Place,
): Resolved {
  try {
    const composed = modelFile ? changedParameters(modelFile, arm.change) : composedArm(study, arm, catalog);
    const model = arm.bare ? withoutCells(composed.model, catalog.protocols[study.assay].roles.cell) : composed.model;
    const { model: compiled, unused } = checkModel(model);
    return { arm, ...composed, model, compiled, unused };
  } catch (error) {
    if (!isBadInput(error)) throw error;
    throw error.at({ file: place.file, ...place.locate(['arms', arm.entry]) });
  }
}

function composedArm(study: Study, arm: Arm, catalog: Catalog): Composed {
  const protocol = Object.hasOwn(catalog.protocols, study.assay) ? catalog.protocols[study.assay] : undefined;
  const cell = arm.cell ?? study.cell ?? '';
  const matrix = { ...study.matrix?.settings, ...arm.change.matrix };
  const hypotheses = { ...study.hypotheses, ...arm.change.hypotheses };
  return compose(catalog, {
    ...arm.change,
    // Arms that change nothing must hash like the control, so no arm's name may be in its model.
    title: study.matrix ? `${cell} on ${study.matrix.kind}` : cell,
    cell,
    matrixKind: study.matrix?.kind,
    parts: protocol?.parts ?? [],
    environment: { ...study.environment, ...arm.change.environment },
    ...(Object.keys(matrix).length > 0 && { matrix }),
    ...(Object.keys(hypotheses).length > 0 && { hypotheses }),
  });
}

function withoutCells(model: ModelFile, cell: string): ModelFile {
  return { ...model, places: { ...model.places, [cell]: { ...model.places[cell], count: 0 } } };
}
