import type { Plan } from '../plan.js';
import { planIn } from './arms.js';
import { doseArms, pairsOf, reasonArms } from './closer.js';
import { livesInScreens } from './jobs.js';
import { contextsOf } from './screen.js';
import type { DrugScreenSubject } from './subject.js';

/** How much a screen is. */
export interface DrugScreenCounts {
  readonly drugs: number;
  readonly contexts: number;
  /** Cells in the reduced form for the drugs, and at most for the closer look. */
  readonly cells: number;
  readonly closer: number;
  /** Cells in the full form. */
  readonly full: number;
  /** Arms to compose. */
  readonly arms: number;
  /** Sites of a cell that are followed at a time in the reduced form. */
  readonly lives: number;
}

/** Counts cells and arms; which drugs come first is not known yet, so those with the most targets are counted. */
export function drugScreenCounts({ screen, catalog }: DrugScreenSubject): DrugScreenCounts {
  const { drugs, draws, cellsPerDraw, closer, confirm } = screen;
  const contexts = contextsOf(screen);
  const cancers = contexts.filter(({ healthy }) => !healthy).length;
  const top = drugs
    .map(({ id }) => ({ id, free: 1, from: 'record' }))
    .sort((a, b) => catalog.drugs[b.id].targets.length - catalog.drugs[a.id].targets.length)
    .slice(0, closer.top);
  const arms = doseArms(top, screen).length + pairsOf(top.slice(0, screen.pairs)).length;
  const reasons = reasonArms(top, catalog).length;
  const near = contexts.length * arms + cancers * reasons;
  const full = Math.min(drugs.length, confirm.top);
  return {
    drugs: drugs.length,
    contexts: contexts.length,
    cells: contexts.length * (drugs.length + 1) * draws * cellsPerDraw,
    closer: near * Math.min(draws, closer.draws) * cellsPerDraw,
    full: full === 0 ? 0 : cancers * (full + 1) * confirm.cells,
    arms: contexts.length * (drugs.length + 1) + near,
    lives: livesInScreens,
  };
}

/** A plan whose first model is the control of the first context: what a cell takes is timed on it. */
export function drugScreenProbe(work: DrugScreenSubject): Plan {
  const { screen, catalog, place, engine } = work;
  return planIn(screen, contextsOf(screen)[0], [], { catalog, place, engine, form: 'reduced' });
}
