import type { MicroscopeImage } from '@invadolab/assays';
import type { EventRow, FieldSnapshot, Frame, MeasureRow, SeriesRow, Store } from '@invadolab/results';
import type { Failure, Outcome } from './execute.js';
import type { Plan } from './plan.js';
import { decodeShard, shardName } from './shard.js';

/** All rows of a study in canonical order: arm as the study has them, experiment, cell, then as the assay gave them. */
export interface Gathered {
  readonly measures: readonly MeasureRow[];
  readonly series: readonly SeriesRow[];
  readonly events: readonly EventRow[];
  /** Of the first arm of each model only, as are fields and frames. */
  readonly images: readonly MicroscopeImage[];
  readonly fields: readonly FieldSnapshot[];
  readonly frames: readonly Frame[];
  readonly failures: readonly (Failure & { readonly arm: string })[];
  readonly warnings: readonly string[];
}

/** Reads every shard of the plan; arms that share a model receive the same rows under their own names. */
export async function gather(plan: Plan, store: Store): Promise<Gathered> {
  const shards: Outcome[][] = plan.models.map(() => []);
  const bodies: Outcome[][] = plan.exposures.map(() => []);
  for (const spec of plan.specs) {
    const bytes = await store.get(shardName(spec));
    if (!bytes) throw new Error(`${shardName(spec)} is missing`);
    (spec.exposure ? bodies : shards)[spec.model].push(decodeShard(bytes));
  }
  const measures: MeasureRow[] = [];
  const series: SeriesRow[] = [];
  const events: EventRow[] = [];
  const failures: (Failure & { arm: string })[] = [];
  for (const { id: arm } of plan.study.arms) {
    const model = plan.models.findIndex(({ arms }) => arms.some(({ id }) => id === arm));
    const body = plan.exposures.findIndex(({ arms }) => arms.some(({ id }) => id === arm));
    for (const shard of [...shards[model], ...(bodies[body] ?? [])]) {
      for (const row of shard.measures) measures.push({ ...row, arm });
      for (const row of shard.series) series.push({ ...row, arm });
      for (const row of shard.events) events.push({ ...row, arm });
      for (const failure of shard.failures) failures.push({ ...failure, arm });
    }
  }
  const warnings = counted([...shards, ...bodies].flat().flatMap((shard) => shard.warnings));
  const images = shards.flat().flatMap((shard) => shard.images);
  const fields = shards.flat().flatMap((shard) => shard.fields ?? []);
  const frames = shards.flat().flatMap((shard) => shard.frames ?? []);
  return { measures, series, events, images, fields, frames, failures, warnings };
}

/** Each warning once, with how often it was given over all pieces of work. */
function counted(warnings: readonly string[]): readonly string[] {
  const times = new Map<string, number>();
  for (const warning of warnings) {
    const [, text, count] = /^(.*?)(?: \((\d+) times\))?$/s.exec(warning) ?? [warning, warning];
    times.set(text, (times.get(text) ?? 0) + Number(count ?? 1));
  }
  return [...times].sort(([a], [b]) => (a < b ? -1 : 1)).map(([text, n]) => (n === 1 ? text : `${text} (${n} times)`));
}
