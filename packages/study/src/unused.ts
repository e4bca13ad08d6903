import type { Catalog } from '@invadolab/model';
import type { Arm, Study } from './study.js';

/** Parameters without use in the model of each arm. */
export type UnusedByArm = ReadonlyMap<string, readonly string[]>;

/**
 * What a study sets and its models do not use, a sentence each: a setting of the medium in an assay whose parts know no medium, for
 * example. What the whole study sets is named once, where no arm uses it.
 */
export function unusedNotes(study: Study, catalog: Catalog, unused: UnusedByArm): readonly string[] {
  const isIdle = (parameter: string, arms: readonly Arm[]) =>
    arms.every(({ id }) => unused.get(id)?.includes(parameter));
  const shared = { environment: study.environment, matrix: study.matrix?.settings };
  const common = settings(shared, study, catalog)
    .filter(({ parameter }) => isIdle(parameter, study.arms))
    .map(({ path }) => `${path} is set, but nothing in the models of this study depends on it`);
  const own = study.arms.flatMap((arm) =>
    settings(arm.change, study, catalog)
      .filter(({ parameter }) => isIdle(parameter, [arm]))
      .map(({ path }) => `${arm.id} sets ${path}, but nothing in its model depends on it`),
  );
  return [...common, ...own];
}

function settings({ environment, matrix, set }: Arm['change'], study: Study, { environments, matrices }: Catalog) {
  const knobs = matrices[study.matrix?.kind ?? '']?.settings ?? {};
  return [
    ...Object.keys(environment ?? {}).map((name) => ({
      path: `environment.${name}`,
      parameter: environments[name].parameter,
    })),
    ...Object.keys(matrix ?? {}).map((name) => ({ path: `matrix.${name}`, parameter: knobs[name].parameter })),
    ...Object.keys(set ?? {}).map((parameter) => ({ path: `set.${parameter}`, parameter })),
  ];
}
