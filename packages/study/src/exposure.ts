import { type ExposureCourse, exposureRole } from '@invadolab/assays';
import { type CompiledModel, compileModel, type DosedDrug, type Exposure, type ModelFile } from '@invadolab/model';
import type { DayEffects } from './draws.js';
import type { Arm } from './study.js';

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
  return drugs.flatMap(({ id, total, plasma, free, interval, targets }) => {
    const window = interval === undefined ? {} : { interval };
    return [
      { course: `drug.${id}.total`, slot: total, ...window },
      { course: `drug.${id}.plasma`, slot: plasma, ...window },
      { course: `drug.${id}.free`, slot: free, ...window },
      ...targets.map(({ pocket, slot }) => ({ course: `drug.${id}.occupancy.${pocket}`, slot, ...window })),
    ];
  });
}

/** How individuals differ: drawn once per experiment, so that an experiment is one individual in all its arms and cells. */
export function individualsOf(exposures: readonly Exposure[]): DayEffects {
  return Object.assign({}, ...exposures.map(({ individuals }) => individuals));
}
