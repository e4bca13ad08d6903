import type { Bench } from './bench.js';
import type { Estimate } from './statistics.js';

/** What was seen, by name: one value per cell, or per site. Columns of several benches are put one after the other. */
export type Columns = Readonly<Record<string, readonly number[]>>;

/** One thing that a law asks for: an estimate above one bound, not above another, or both. */
export interface Criterion {
  readonly name: string;
  readonly estimate: Estimate;
  /** The estimate has to be above it. */
  readonly above?: number;
  /** The estimate may not be above it. */
  readonly atMost?: number;
  /** Whether there was enough to compare. */
  readonly enough: boolean;
}

/** What is run for some criteria of a law, and how they are judged. The equations are the bench's. */
export interface Part {
  measure(bench: Bench): Promise<Columns>;
  judge(columns: Columns): readonly Criterion[];
  /** In a draw, all the cells are taken at once: for criteria without an interval, which cannot say how close they are. */
  readonly allCells?: boolean;
  /** In a draw, so many times fewer cells are run, two at least: for parts that follow cells for days. */
  readonly fewer?: number;
}

/** A law holds where all criteria of its parts do. */
export interface Law {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly Part[];
}

/** Columns of several benches as one. */
export function pooled(parts: readonly Columns[]): Columns {
  const names = new Set(parts.flatMap((part) => Object.keys(part)));
  return Object.fromEntries([...names].map((name) => [name, parts.flatMap((part) => part[name] ?? [])]));
}

/** By its interval: how a law is judged that is to hold at the values of the catalogue. */
export function holds({ estimate: { low, high }, above, atMost, enough }: Criterion): boolean {
  return enough && (above === undefined || low > above) && (atMost === undefined || high <= atMost);
}

/** By its value: how one draw is judged, and on which side of its bound a disabled mechanism must leave it. */
export function holdsAtValue({ estimate: { value }, above, atMost, enough }: Criterion): boolean {
  return enough && (above === undefined || value > above) && (atMost === undefined || value <= atMost);
}

/** Whether more cells could turn it: there is too little to compare, or a bound lies within the interval. */
export function isClose({ estimate: { low, high }, above, atMost, enough }: Criterion): boolean {
  const inside = (bound: number | undefined) => bound !== undefined && low < bound && bound < high;
  return !enough || inside(above) || inside(atMost);
}

/** The fewest counted things in a control that say anything. */
export const fewest = 10;

export const downTo = { atMost: 0.8 };
export const upFrom = { above: 1.25 };
export const abolishedTo = { atMost: 0.1 };
export const unchangedWithin = { above: 0.8, atMost: 1.25 };
