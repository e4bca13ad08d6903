import type { ScreenedPair } from '@invadolab/results';
import type { DrugScreenWork } from './ask.js';
import { type CloserRatios, doseId, factorsOf, pairId, pairsOf } from './closer.js';
import { blissRatio, loeweRatio } from './combination.js';
import { type Draws, meanDraws, summary } from './effects.js';
import { curveIn } from './potency.js';
import type { ScreenedDrug } from './screen.js';

/** Every pair beside what each drug alone leads one to expect, the strongest first. */
export function scoredPairs(
  work: DrugScreenWork,
  ratios: CloserRatios,
  drugs: readonly ScreenedDrug[],
): readonly ScreenedPair[] {
  const { wanted } = work.screen;
  const sign = wanted === 'lower' ? 1 : -1;
  const pairs = pairsOf(drugs).map(([one, other]) => scored(work, ratios, one, other));
  const key = ({ effect }: ScreenedPair) => (effect.median === null ? Number.POSITIVE_INFINITY : sign * effect.median);
  return pairs.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function scored(work: DrugScreenWork, ratios: CloserRatios, one: ScreenedDrug, other: ScreenedDrug): ScreenedPair {
  const { contexts, draws } = ratios;
  const over = (healthy: boolean, of: (context: number) => Draws): Draws => {
    const own = contexts.flatMap((context, at) => (context.healthy === healthy ? [of(at)] : []));
    return meanDraws(own, draws);
  };
  const together = (context: number) => ratios.of(context, pairId(one.id, other.id));
  const found = over(false, together);
  const bliss = over(false, (context) => {
    const [a, b] = [ratios.of(context, one.id), ratios.of(context, other.id)];
    return a.map((ratio, draw) => blissRatio(ratio, b[draw]));
  });
  const loewe = over(false, (context) => loeweDraws(work, ratios, context, one, other));
  const hasHealthy = contexts.some(({ healthy }) => healthy);
  return {
    drugs: [one.id, other.id],
    effect: summary(found),
    ...(hasHealthy && { healthy: summary(over(true, together)) }),
    bliss: { expected: summary(bliss), excess: summary(less(found, bliss)) },
    loewe: { expected: summary(loewe), excess: summary(less(found, loewe)) },
  };
}

/** Dose additivity is about falling curves: nothing is expected where a rise is wanted, nor where the control shows nothing. */
function loeweDraws(
  work: DrugScreenWork,
  ratios: CloserRatios,
  context: number,
  one: ScreenedDrug,
  other: ScreenedDrug,
): Draws {
  const factors = factorsOf(work.screen);
  const lists = [one, other].map(({ id }) => factors.map((factor) => ratios.of(context, doseId(id, factor))));
  const doses = [one, other].map(({ free }) => factors.map((factor) => free * factor));
  return Float64Array.from({ length: ratios.draws }, (_, draw) => {
    if (work.screen.wanted === 'higher') return Number.NaN;
    const [a, b] = lists.map((list, at) => curveIn(doses[at], list, draw));
    return loeweRatio(a, one.free, b, other.free);
  });
}

function less(found: Draws, expected: Draws): Draws {
  return found.map((value, draw) => value - expected[draw]);
}
