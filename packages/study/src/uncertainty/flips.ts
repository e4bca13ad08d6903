import { log } from '@invadolab/core';
import { positionOf, valueAt } from '@invadolab/inference';
import type { ArmAssumptions, AssumptionsTried, PlausibleNumber } from '@invadolab/results';
import type { SetPredictor } from '../prediction/predictor.js';
import { answerOf } from '../sensitivity/quantity.js';
import type { AssumedNumber } from './assumed.js';
import { type Evaluations, type Layout, ratioOf } from './evaluations.js';

/** What is asked about assumptions: how far each moves the ratios of these arms to the control. */
export interface AssumptionQuestion {
  readonly arms: readonly string[];
  /** The arm that an arm is compared with. */
  readonly reference: (arm: string) => string;
  readonly measure: string;
  /** s */
  readonly time: number;
  readonly numbers: readonly AssumedNumber[];
  /** Cells per arm and set of the second look; the first takes one, a typical one. */
  readonly cells: number;
  /** Predicts the control and these arms with this many cells; another `draw`, other cells. */
  predictor(cells: number, draw: number): SetPredictor;
}

/** The strongest of the screening that are looked at again, for each arm. */
export const confirmedNumbers = 6;
/** Of those that change the answer, the ones whose turning point is sought, for each arm. */
export const soughtTurns = 3;
/** Halvings of the way to it: to within a thirty-second. */
export const halvings = 5;
/** Cells among which the typical one is found. */
export const candidates = 8;
/** A ratio below this, or above its inverse, is as good as any further: logarithms near nothing are noise. */
const furthest = log(20);

/** Ratio of an arm to the control. */
type Ratio = (arm: string) => number;
type Asker = (sets: readonly ReadonlyMap<string, number>[]) => Promise<Ratio[]>;
type Side = 'below' | 'above';

/** One end of one number's range. */
interface End {
  readonly number: AssumedNumber;
  readonly side: Side;
}

/** Where an arm's answer turns, between a position that keeps it and one that changes it. */
interface Search extends End {
  readonly arm: string;
  keeps: number;
  turns: number;
}

/**
 * Moves every number alone to both ends of its plausible range, on the same cells and chances: first all of them in one typical
 * cell, then the strongest in several, then halves the way to the ends that change the answer. See decision 0126.
 */
export async function triedAssumptions(
  question: AssumptionQuestion,
  evaluations: Evaluations,
): Promise<AssumptionsTried> {
  const { arms, reference, measure, time, numbers, cells } = question;
  const layout: Layout = { arms: [...new Set([...arms.map(reference), ...arms])], measures: [measure], time };
  const asker = (size: number, draw: number): Asker => {
    const predict = question.predictor(size, draw);
    return async (sets: readonly ReadonlyMap<string, number>[]) => {
      const means = await evaluations.ask(predict, layout, sets);
      return means.map((each) => (arm: string) => ratioOf(each, arm, reference(arm), measure));
    };
  };
  const fine = asker(cells, 0);

  const ends = numbers.flatMap((number): End[] => [
    { number, side: 'below' },
    { number, side: 'above' },
  ]);
  const [own] = await fine([new Map()]);
  // Nothing to compare with: no assumption about it can be asked.
  if (arms.every((arm) => Number.isNaN(own(arm)))) return { tried: 0, cells, measure, time, arms: arms.map(unknown) };
  const { ask: typical, ratio: first } = await typicalCell(arms, own, (draw) => asker(1, draw));
  const screened = await typical(ends.map(setAt));
  const strongest = new Set(
    arms.flatMap((arm) =>
      ranked(ends, (_, i) => effect(screened[i](arm), first(arm)))
        .slice(0, confirmedNumbers)
        .map(({ number }) => number),
    ),
  );
  const again = ends.filter(({ number }) => strongest.has(number));
  const looked = await fine(again.map(setAt));
  const answers = (arm: string, end: End) => answerOf(log(looked[again.indexOf(end)](arm)));

  const searches = arms.flatMap((arm) => {
    const now = answerOf(log(own(arm)));
    const turning = again.filter((end) => now !== 'unknown' && isOther(answers(arm, end), now));
    return ranked(turning, (end) => effect(looked[again.indexOf(end)](arm), own(arm)))
      .slice(0, soughtTurns)
      .map(({ number, side }): Search => {
        return { arm, number, side, keeps: placeOf(number), turns: side === 'below' ? 0 : 1 };
      });
  });
  for (let halving = 0; halving < halvings && searches.length > 0; halving++) {
    const found = await fine(searches.map(({ number, keeps, turns }) => setOf(number, (keeps + turns) / 2)));
    for (const [i, search] of searches.entries()) {
      const middle = (search.keeps + search.turns) / 2;
      if (isOther(answerOf(log(found[i](search.arm))), answerOf(log(own(search.arm))))) search.turns = middle;
      else search.keeps = middle;
    }
  }

  const told = arms.map((arm): ArmAssumptions => {
    const [most] = ranked(again, (end) => effect(looked[again.indexOf(end)](arm), own(arm)));
    const nearest = searches
      .filter((search) => search.arm === arm)
      .sort((a, b) => distance(a) - distance(b) || (a.number.id < b.number.id ? -1 : 1))[0];
    const ratiosOf = (number: AssumedNumber): [number | null, number | null] => {
      const at = (side: Side) => looked[again.findIndex((end) => end.number === number && end.side === side)](arm);
      return [orNull(at('below')), orNull(at('above'))];
    };
    return {
      arm,
      ratio: orNull(own(arm)),
      answer: answerOf(log(own(arm))),
      strongest: most ? { number: plausible(most.number), ratios: ratiosOf(most.number) } : null,
      flip: nearest
        ? {
            number: plausible(nearest.number),
            at: valueAt(nearest.number.prior, (nearest.keeps + nearest.turns) / 2),
            side: nearest.side,
            answer: answers(arm, again.find(({ number, side }) => number === nearest.number && side === nearest.side)!),
          }
        : null,
      lost: screened.filter((ratio) => Number.isNaN(ratio(arm))).length,
    };
  });
  return { tried: numbers.length, cells, measure, time, arms: told };
}

/** The one cell, of some, whose ratios are nearest to those of all. */
async function typicalCell(arms: readonly string[], own: Ratio, asker: (draw: number) => Asker) {
  const cells: { ask: Asker; ratio: Ratio; apart: number }[] = [];
  for (let draw = 0; draw < candidates; draw++) {
    const ask = asker(draw);
    const [ratio] = await ask([new Map()]);
    const apart = arms.reduce((sum, arm) => sum + Math.abs(held(ratio(arm)) - held(own(arm))), 0);
    cells.push({ ask, ratio, apart: Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart });
  }
  return cells.reduce((nearest, each) => (each.apart < nearest.apart ? each : nearest));
}

function unknown(arm: string): ArmAssumptions {
  return { arm, ratio: null, answer: 'unknown', strongest: null, flip: null, lost: 0 };
}

/** Those with an effect, the largest first; ties in the order given. */
function ranked<Item>(items: readonly Item[], size: (item: Item, index: number) => number): Item[] {
  return items
    .map((item, index) => ({ item, size: size(item, index) }))
    .filter((each) => each.size > 0)
    .sort((a, b) => b.size - a.size)
    .map(({ item }) => item);
}

/** How far a ratio moved, in logarithms; 0 where there is no ratio. */
function effect(ratio: number, own: number): number {
  const moved = Math.abs(held(ratio) - held(own));
  return Number.isNaN(moved) ? 0 : moved;
}

function held(ratio: number): number {
  return ratio > 0 ? Math.max(-furthest, Math.min(furthest, log(ratio))) : ratio === 0 ? -furthest : Number.NaN;
}

function isOther(answer: string, now: string): boolean {
  return answer !== now && answer !== 'unknown';
}

function setAt({ number, side }: End): ReadonlyMap<string, number> {
  return setOf(number, side === 'below' ? 0 : 1);
}

function setOf({ id, prior }: AssumedNumber, position: number): ReadonlyMap<string, number> {
  return new Map([[id, valueAt(prior, position)]]);
}

/** Where the model's own value stands in its range. */
function placeOf({ prior, value }: AssumedNumber): number {
  return Math.min(1, Math.max(0, positionOf(prior, value)));
}

function distance({ number, keeps, turns }: Search): number {
  return Math.abs((keeps + turns) / 2 - placeOf(number));
}

function plausible({ id, name, unit, value, prior }: AssumedNumber): PlausibleNumber {
  return { id, name, unit, value, range: [prior.low, prior.high] };
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
