import type { DrawSummary, RankedDrug, ScreenedPair } from '@invadolab/results';
import { controlId } from './arms.js';
import { askReduced, Counter, type DrugScreenWork, type Means } from './ask.js';
import {
  type CloserRatios,
  doseArms,
  doseId,
  factorsOf,
  pairArms,
  reasonArms,
  singleTargets,
  withSingleTargets,
} from './closer.js';
import { boundedSummary, type Draws, meanDraws, ratioDraws, summary } from './effects.js';
import { moleculeIn } from './exposures.js';
import { scoredPairs } from './pairs.js';
import { halvingDoses, meanCurve, windowDraws } from './potency.js';
import type { Context, DrugScreen, ScreenedDrug } from './screen.js';

/** What the first drugs were asked besides. */
export interface Closer {
  readonly drugs: ReadonlyMap<string, Pick<RankedDrug, 'reasons' | 'curve' | 'ec50' | 'windows'>>;
  readonly pairs: readonly ScreenedPair[];
}

/** Dose curves, windows, reasons and pairs of the leading drugs. `singles`: what is known of each context already. */
export async function closerLook(
  work: DrugScreenWork,
  contexts: readonly Context[],
  leaders: readonly ScreenedDrug[],
  singles: readonly Means[],
): Promise<Closer> {
  const { screen } = work;
  if (leaders.length === 0) return { drugs: new Map(), pairs: [] };
  const paired = leaders.slice(0, screen.pairs);
  const ids = leaders.map(({ id }) => id);
  const extended = { ...work, catalog: withSingleTargets(work.catalog, ids) };
  const draws = Math.min(screen.draws, screen.closer.draws);
  const common = [...doseArms(leaders, screen), ...pairArms(paired)];
  const reasons = reasonArms(leaders, work.catalog);
  const cancers = contexts.filter(({ healthy }) => !healthy).length;
  const counter = new Counter(work, 'closer', (contexts.length * common.length + cancers * reasons.length) * draws);
  const found: Means[] = [];
  for (const [at, context] of contexts.entries()) {
    const given = context.healthy ? common : [...common, ...reasons];
    const asked = await askReduced(extended, context, given, draws, counter, singles[at].get(controlId));
    const known = [...singles[at]].map(([id, values]) => [id, values.slice(0, draws)] as const);
    found.push(new Map([...known, ...asked]));
  }
  const ratios: CloserRatios = {
    contexts,
    draws,
    of: (context, arm) => ratioDraws(found[context].get(arm)!, found[context].get(controlId)!),
  };
  const drugs = leaders.map((drug) => [drug.id, lookAt(work, ratios, drug)] as const);
  return { drugs: new Map(drugs), pairs: scoredPairs(work, ratios, paired) };
}

function lookAt(work: DrugScreenWork, ratios: CloserRatios, { id, free }: ScreenedDrug) {
  const { screen } = work;
  const factors = factorsOf(screen);
  const doses = factors.map((factor) => free * factor);
  const over = (cells: readonly string[]): readonly Draws[] => {
    const own = ratios.contexts.flatMap(({ cell }, at) =>
      cells.includes(cell) ? [factors.map((factor) => ratios.of(at, doseId(id, factor)))] : [],
    );
    return meanCurve(own, ratios.draws);
  };
  const cancers = over(screen.cells);
  const healthy = screen.healthy.length > 0 ? over(screen.healthy) : undefined;
  const curve = doses.map((dose, at) => ({
    free: dose,
    effect: summary(cancers[at]),
    ...(healthy && { healthy: summary(healthy[at]) }),
  }));
  const reasons = reasonsOf(work, ratios, id);
  return { reasons, curve, ...(screen.wanted === 'lower' && potencyOf(screen, doses, cancers, over)) };
}

/** Free EC50 over the cancers, and each healthy cell's beside it. */
function potencyOf(
  { healthy }: DrugScreen,
  doses: readonly number[],
  cancers: readonly Draws[],
  over: (cells: readonly string[]) => readonly Draws[],
): Pick<RankedDrug, 'ec50' | 'windows'> {
  const ec50 = halvingDoses(doses, cancers);
  const windows = healthy.map((cell) => {
    return { cell, window: boundedSummary(windowDraws(halvingDoses(doses, over([cell])), ec50)) };
  });
  return { ec50: boundedSummary(ec50), windows };
}

/** Each target alone, the one that comes closest to the wanted effect first. */
function reasonsOf({ screen, catalog }: DrugScreenWork, ratios: CloserRatios, drug: string): RankedDrug['reasons'] {
  const targets = singleTargets(drug, catalog.drugs[drug]);
  const over = (arm: string): DrawSummary => {
    const own = ratios.contexts.flatMap(({ healthy }, at) => (healthy ? [] : [ratios.of(at, arm)]));
    return summary(meanDraws(own, ratios.draws));
  };
  const found = targets.map(({ id, pocket }) => {
    return { pocket, molecule: moleculeIn(catalog, pocket), effect: over(targets.length === 1 ? drug : id) };
  });
  const sign = screen.wanted === 'lower' ? 1 : -1;
  const key = ({ effect }: (typeof found)[number]) => sign * (effect.median ?? Number.POSITIVE_INFINITY);
  return found.sort((a, b) => key(a) - key(b));
}
