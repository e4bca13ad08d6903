import type { LifeSpan } from './tracks.js';

/** One step of a survival curve: from this age on, this share is left, until the next step. */
export interface SurvivalStep {
  /** s */
  readonly age: number;
  readonly left: number;
  /** Under observation just before. */
  readonly atRisk: number;
  /** Greenwood's variance of `left`. */
  readonly variance: number;
}

/**
 * Kaplan-Meier estimate with late entry (left truncation) and right censoring: at each age at which something ended,
 * those at risk entered earlier and had not left before. Starts with age 0, share 1. Where everyone at risk ends, the
 * share is 0 from there on, however many enter later; few early entrants make that likely, which `atRisk` shows.
 */
export function survival(spans: readonly LifeSpan[]): SurvivalStep[] {
  const steps: SurvivalStep[] = [
    { age: 0, left: 1, atRisk: spans.filter(({ entry }) => entry <= 0).length, variance: 0 },
  ];
  const ages = [...new Set(spans.filter(({ ended }) => ended).map(({ exit }) => exit))].sort((a, b) => a - b);
  let left = 1;
  let greenwood = 0;
  for (const age of ages) {
    let atRisk = 0;
    let ended = 0;
    for (const span of spans) {
      if (span.entry < age && span.exit >= age) atRisk++;
      if (span.ended && span.exit === age) ended++;
    }
    left *= 1 - ended / atRisk;
    greenwood += atRisk > ended ? ended / (atRisk * (atRisk - ended)) : 0;
    steps.push({ age, left, atRisk, variance: left * left * greenwood });
  }
  return steps;
}

/** Age at which half are left; undefined where the curve stays above. */
export function medianLifetime(steps: readonly SurvivalStep[]): number | undefined {
  return steps.find(({ left }) => left <= 0.5)?.age;
}

/** Area under the curve up to `until` (s); the curve keeps its last value. */
export function restrictedMean(steps: readonly SurvivalStep[], until: number): number {
  let area = 0;
  for (const [i, { age, left }] of steps.entries()) {
    if (age >= until) break;
    const next = Math.min(until, steps[i + 1]?.age ?? until);
    area += left * (next - age);
  }
  return area;
}
