import { type ExposureCourse, exposureRole, readExposureMeasure } from '@invadolab/assays';
import { nearest } from '@invadolab/core';
import { type CompiledModel, compileModel, type DosedDrug, type Exposure, type ModelFile } from '@invadolab/model';
import type { DayEffects } from './draws.js';
import { type Place, printable, problemAt } from './shape.js';
import type { Arm, Study } from './study.js';

/** The assay that follows doses through a body, beside whatever else a study measures. */
export const exposureAssay = 'pharmacokinetics';

/** A body that several arms may share, and what is followed in it. */
export interface PlannedExposure {
  readonly hash: string;
  readonly file: ModelFile;
  readonly arms: readonly Arm[];
  readonly drugs: readonly DosedDrug[];
  /** The courses as the role of the assay that reads them. */
  readonly courses: string;
}

/** Adds the exposure of one arm to those of a plan; arms with the same body share it. */
export function addExposure(known: Map<string, PlannedExposure>, arm: Arm, exposure: Exposure): PlannedExposure {
  const compiled: CompiledModel = compileModel(exposure.model);
  const { drugs, model: file } = exposure;
  const courses = exposureRole(coursesOf(drugs));
  const key = `${compiled.hash} ${courses}`;
  const before = known.get(key) ?? { hash: compiled.hash, file, arms: [], drugs, courses };
  const planned = { ...before, arms: [...before.arms, arm] };
  known.set(key, planned);
  return planned;
}

function coursesOf(drugs: readonly DosedDrug[]): readonly ExposureCourse[] {
  return drugs.flatMap(({ id, total, plasma, free, carried, delivered, interval, targets }) => {
    const window = interval === undefined ? {} : { interval };
    return [
      { course: `drug.${id}.total`, slot: total, ...window },
      { course: `drug.${id}.plasma`, slot: plasma, ...window },
      { course: `drug.${id}.free`, slot: free, ...window },
      ...(carried === undefined ? [] : [{ course: `drug.${id}.carried`, slot: carried, ...window }]),
      ...(delivered === undefined ? [] : [{ course: `drug.${id}.delivered`, slot: delivered, ...window }]),
      ...targets.map(({ pocket, slot }) => ({ course: `drug.${id}.occupancy.${pocket}`, slot, ...window })),
    ];
  });
}

/** Refuses a measure of a drug that no arm gives as doses, or of a target that is not on its record. */
export function checkExposureMeasures(study: Study, exposures: Iterable<PlannedExposure>, place: Place): void {
  const known = new Set([...exposures].flatMap(({ drugs }) => coursesOf(drugs).map(({ course }) => course)));
  for (const [index, id] of study.measure.entries()) {
    const asked = readExposureMeasure(id);
    if (asked === undefined || known.has(asked.course)) continue;
    throw problemAt(place, ['measure', index], {
      found: printable(id),
      expected: known.size === 0 ? 'a drug that an arm gives as doses' : `one of ${[...known].slice(0, 12).join(', ')}`,
      nearest: nearest(asked.course, known),
    });
  }
}

/** How individuals differ: drawn once per experiment, so that an experiment is one individual in all its arms and cells. */
export function individualsOf(exposures: readonly Exposure[]): DayEffects {
  return Object.assign({}, ...exposures.map(({ individuals }) => individuals));
}
