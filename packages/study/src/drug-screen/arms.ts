import { assays } from '@invadolab/assays';
import type { Catalog, Perturbations } from '@invadolab/model';
import { type Plan, planStudy } from '../plan.js';
import type { Place } from '../shape.js';
import type { Arm, Study } from '../study.js';
import type { Context, DrugScreen } from './screen.js';

/** What is given in one arm of a screen, besides what all arms are given. */
export interface Given {
  /** Names the arm within its screen. */
  readonly id: string;
  readonly drugs: readonly { readonly name: string; readonly free: number }[];
}

/** The arm that every other is compared with. */
export const controlId = 'control';

/** One context as a study of the control and these arms. */
export function studyIn(screen: DrugScreen, context: Context, given: readonly Given[], form: Study['form']): Study {
  const { assay, matrix, hypotheses, timepoint, seed, measure, beside } = screen;
  const arms: Arm[] = [{ id: controlId, drugs: [] }, ...given].map(({ id, drugs }) => {
    const change: Perturbations = {
      ...beside,
      drugs: [...(beside.drugs ?? []), ...drugs.map(({ name, free }) => ({ name, free: `${free} nM` }))],
    };
    return { id, entry: id, title: id, change };
  });
  return {
    format: 1,
    study: screen.screen,
    assay,
    cell: context.cell,
    ...(matrix && { matrix }),
    environment: context.factors,
    ...(hypotheses && { hypotheses }),
    form,
    timepoints: [timepoint],
    experiments: 1,
    cells: 1,
    seed,
    control: controlId,
    arms,
    measure: [measure],
    notes: [],
    settings: quiet(assay, timepoint),
  };
}

/** Settings that cost time and change no measure: no photographs, no time courses. */
function quiet(assay: string, last: number): Readonly<Record<string, number>> {
  const wanted = { imaged: 0, series_every: last };
  return Object.fromEntries(Object.entries(wanted).filter(([id]) => Object.hasOwn(assays[assay].settings, id)));
}

/** Composes a context's control and arms. Throws `BadInput`. */
export function planIn(
  screen: DrugScreen,
  context: Context,
  given: readonly Given[],
  { catalog, place, engine, form }: { catalog: Catalog; place: Place; engine: string; form: Study['form'] },
): Plan {
  return planStudy(studyIn(screen, context, given, form), place, { catalog, engine });
}
