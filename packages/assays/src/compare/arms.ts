import { exp, log } from '@invadolab/core';
import type { EventRow, MeasureRow } from '@invadolab/results';
import type { MeasureDefinition } from '../assay.js';
import { mean, meanOfMeans, type Sample } from './bootstrap.js';
import { type CellsNeeded, cellsNeeded } from './cells-needed.js';
import { decide, type Effect, effects } from './effect.js';
import { restrictedMean, survival } from './kaplan-meier.js';
import { type LifeSpan, tracksOf } from './tracks.js';

/** One measure of one arm at one time beside the control. */
export interface ArmComparison {
  readonly arm: string;
  readonly measure: string;
  /** s */
  readonly time: number;
  readonly effect: Effect;
  /** What a laboratory would need to see it; undefined where this cannot be said. */
  readonly needed?: CellsNeeded;
}

/** What `compareArms` compares; ids of arms as the rows have them. */
export interface ComparisonPlan {
  readonly control: string;
  readonly arms: readonly string[];
  readonly measure: string;
  readonly definition: Pick<MeasureDefinition, 'cellFree'>;
  readonly time: number;
  readonly seed: number;
  /** Arm with an equal film and no cells, taken off measures that ask for it. */
  readonly cellFree?: string;
}

/** Every arm against the control in one measure at one time. */
export function compareArms(rows: readonly MeasureRow[], plan: ComparisonPlan): ArmComparison[] {
  const samples = samplesOf(rows, plan.measure, plan.time);
  const bare = plan.definition.cellFree && plan.cellFree !== undefined ? samples.get(plan.cellFree) : undefined;
  const corrected = (arm: string) => withoutFilm(samples.get(arm) ?? new Map(), bare);
  const control = corrected(plan.control);
  const how = { seed: plan.seed, purpose: `${plan.measure} ${plan.time}` };
  const armSamples = plan.arms.map(corrected);
  const found = effects(armSamples, control, meanOfMeans, how);
  return plan.arms.map((arm, i) => {
    const effect = boundedAtZero(found[i], armSamples[i], control);
    const needed = cellsNeeded(armSamples[i], control, effect);
    return { arm, measure: plan.measure, time: plan.time, effect, ...(needed && { needed }) };
  });
}

/**
 * Resampling zeros gives zeros, as if no other cell could differ. Where no cell of an arm is above zero, the upper end
 * is the largest share of cells above zero that all N would still miss once in forty, 1 - 0.025^(1/N), over that share
 * in the control: as if such cells were like the control's (Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404).
 */
function boundedAtZero(effect: Effect, arm: Sample<number>, control: Sample<number>): Effect {
  const own = cellsOf(arm);
  const theirs = cellsOf(control);
  const positive = theirs.filter((value) => value > 0).length / theirs.length;
  if (!(positive > 0) || Number.isNaN(effect.high) || own.some((value) => value !== 0)) return effect;
  const high = Math.max(effect.high, (1 - exp(log(0.025) / own.length)) / positive);
  const decision = decide(effect.ratio, { low: effect.low, high });
  return { ...effect, high, decision, method: 'no cell above zero: exact binomial bound on the share of such cells' };
}

function cellsOf(sample: Sample<number>): number[] {
  return [...sample.values()].flatMap((cells) => [...cells.values()]);
}

/** Values of one measure at one time: arm, experiment, cell. Several rows of one cell are averaged. */
export function samplesOf(
  rows: readonly MeasureRow[],
  measure: string,
  time: number,
): Map<string, Map<number, Map<number, number>>> {
  const lists = new Map<string, Map<number, Map<number, number[]>>>();
  for (const row of rows) {
    if (row.measure !== measure || row.time !== time || Number.isNaN(row.value)) continue;
    const cells = entry(entry(lists, row.arm), row.experiment);
    const values = cells.get(row.cell);
    if (values === undefined) cells.set(row.cell, [row.value]);
    else values.push(row.value);
  }
  return mapValues(lists, (experiments) => mapValues(experiments, (cells) => mapValues(cells, mean)));
}

function entry<K, L, V>(map: Map<K, Map<L, V>>, key: K): Map<L, V> {
  const found = map.get(key) ?? new Map<L, V>();
  map.set(key, found);
  return found;
}

function mapValues<K, V, W>(map: ReadonlyMap<K, V>, change: (value: V) => W): Map<K, W> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}

/** Each value less the mean of the cell-free film of its experiment. */
function withoutFilm(sample: Sample<number>, bare: Sample<number> | undefined): Sample<number> {
  if (bare === undefined) return sample;
  return new Map(
    [...sample].map(([experiment, cells]) => {
      const film = bare.get(experiment);
      const lost = film === undefined ? 0 : mean([...film.values()]);
      return [experiment, mapValues(cells, (value) => value - lost)];
    }),
  );
}

/** What `compareLifetimes` compares. */
export interface LifetimePlan {
  readonly control: string;
  readonly arms: readonly string[];
  /** Age to which the mean is restricted, s. */
  readonly until: number;
  readonly seed: number;
}

/** Restricted mean lifetimes of pooled tracks against the control; cells are resampled with all their tracks. */
export function compareLifetimes(events: readonly EventRow[], plan: LifetimePlan): ArmComparison[] {
  const pooled = (experiments: readonly (readonly (readonly LifeSpan[])[])[]) => {
    const spans = experiments.flat(2);
    return spans.length === 0 ? Number.NaN : restrictedMean(survival(spans), plan.until);
  };
  const measure = 'invadopodia.lifetime.true';
  const tracks = plan.arms.map((arm) => tracksOf(events, arm));
  const found = effects(tracks, tracksOf(events, plan.control), pooled, { seed: plan.seed, purpose: measure });
  return plan.arms.map((arm, i) => ({ arm, measure, time: plan.until, effect: found[i] }));
}
