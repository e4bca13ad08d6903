import { BadInput, isBadInput } from '@invadolab/core';
import {
  type Catalog,
  type CompiledModel,
  type Composed,
  checkModel,
  compose,
  type Exposure,
  type ModelFile,
  type TraceEntry,
} from '@invadolab/model';
import { hostOf } from './host.js';
import { changedParameters } from './model-file.js';
import type { Place } from './shape.js';
import type { Arm, Study } from './study.js';
import { tissueKind } from './tissues.js';

/** One arm's model: explicit, runnable by itself, with the trace of who set what. */
export interface Resolved {
  readonly arm: Arm;
  readonly model: ModelFile;
  readonly compiled: CompiledModel;
  readonly trace: readonly TraceEntry[];
  readonly neutral: readonly string[];
  /** Parameters on which nothing in the model depends. */
  readonly unused: readonly string[];
  /** What the arm's doses do in a body. */
  readonly exposure?: Exposure;
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
    if (!modelFile && isBody(study, catalog)) return bodyAlone(arm, composed);
    const model = arm.bare ? withoutCells(composed.model, catalog.protocols[study.assay].roles.cell) : composed.model;
    const { model: compiled, unused } = checkModel(model);
    return { arm, ...composed, model, compiled, unused };
  } catch (error) {
    if (!isBadInput(error)) throw error;
    throw error.at({ file: place.file, ...place.locate(['arms', arm.entry]) });
  }
}

/** One arm composed and not compiled. Throws `BadInput`. */
export function composedArm(study: Study, arm: Arm, catalog: Catalog): Composed {
  const protocol = Object.hasOwn(catalog.protocols, study.assay) ? catalog.protocols[study.assay] : undefined;
  const cell = arm.cell ?? study.cell;
  const kind = protocol?.roles.cell ?? protocol?.roles.place ?? tissueKind(study.assay, catalog);
  if (arm.partners && kind === undefined)
    throw new BadInput('cells around the cell need an assay that says which place is a cell', { found: study.assay });
  const matrix = { ...study.matrix?.settings, ...arm.change.matrix };
  const hypotheses = { ...study.hypotheses, ...arm.change.hypotheses };
  const host = hostOf(study, arm, catalog);
  return compose(catalog, {
    ...arm.change,
    // Arms that change nothing must hash like the control, so no arm's name may be in its model.
    title: study.matrix ? `${cell} on ${study.matrix.kind}` : host ? `${cell} in a ${host.id}` : (cell ?? 'a body'),
    // The body is one of the cell's cancer; the cell's own network is not in it.
    ...(host ? { host } : { cell }),
    hypothetical: study.hypothetical,
    matrixKind: study.matrix?.kind,
    parts: protocol?.parts ?? [],
    ...(arm.partners && kind !== undefined && { partners: { ...arm.partners, kind } }),
    environment: { ...study.environment, ...arm.change.environment },
    ...(Object.keys(matrix).length > 0 && { matrix }),
    ...(Object.keys(hypotheses).length > 0 && { hypotheses }),
  });
}

/** Whether a study looks at what doses do in a body and at no cell. */
export function isBody(study: Study, catalog: Catalog): boolean {
  return Object.hasOwn(catalog.protocols, study.assay) && catalog.protocols[study.assay].body === true;
}

function bodyAlone(arm: Arm, { exposure, trace }: Composed): Resolved {
  if (!exposure)
    throw new BadInput('an arm without a dose', { found: arm.id, expected: 'a drug with a dose above zero' });
  const { model: compiled, unused } = checkModel(exposure.model);
  return { arm, model: exposure.model, compiled, trace, neutral: [], unused, exposure };
}

function withoutCells(model: ModelFile, cell: string): ModelFile {
  return { ...model, places: { ...model.places, [cell]: { ...model.places[cell], count: 0 } } };
}
