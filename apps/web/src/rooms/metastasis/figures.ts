import { wilson } from '@invadolab/assays';
import type { Individual } from '../../worker/individuals.js';

/** s in a month. */
export const month = (365.25 / 12) * 86_400;

/** A share with its 95 % interval, from a time on. */
export interface FreePoint {
  readonly month: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Share (in %) of individuals without a detected metastasis: a step down at every examination that found one. */
export function freeCurve(individuals: readonly Individual[], end: number): readonly FreePoint[] {
  const n = individuals.length;
  if (n === 0) return [];
  const found = individuals.flatMap(({ first }) => first ?? []).sort((a, b) => a - b);
  const at = (time: number, count: number): FreePoint => {
    const { value, low, high } = wilson(n - count, n);
    return { month: time / month, share: 100 * value, low: 100 * low, high: 100 * high };
  };
  const steps = [...new Set(found)].map((time) => at(time, found.filter((each) => each <= time).length));
  return [at(0, 0), ...steps, at(end, found.length)];
}

/** What is seen of an individual at a time: its latest look; undefined before the first. */
export function lookAt({ looks }: Individual, time: number) {
  return looks[looks.filter((look) => look.time <= time).length - 1];
}

/** What an organ shows at a time: dots, how many of them are filled, and of how many. */
export interface OrganView {
  readonly filled: number;
  /** Too small to be detected; drawn as rings. */
  readonly rings: number;
}

/** In how many of all individuals each organ has a metastasis that can be detected. */
export function everybody(individuals: readonly Individual[], organ: string, time: number): OrganView {
  const looks = individuals.map((each) => lookAt(each, time));
  return { filled: looks.filter((look) => (look?.detectable[organ] ?? 0) > 0).length, rings: 0 };
}

/** The metastases of one individual in an organ: those that can be detected, and those that grow and are too small. */
export function oneBody(individual: Individual, organ: string, time: number): OrganView {
  const filled = lookAt(individual, time)?.detectable[organ] ?? 0;
  const founded = individual.founded.filter((each) => each.organ === organ && each.time <= time).length;
  return { filled, rings: Math.max(0, founded - filled) };
}

/** The middle value; 0 of none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
