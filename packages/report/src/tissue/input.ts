import {
  type FieldSnapshot,
  type Frame,
  listFields,
  readField,
  readSimularium,
  resultNames,
  type Store,
} from '@invadolab/results';

/** What the first run of an arm that left anything in space looked like. */
export interface RunInSpace {
  readonly arm: string;
  /** s, ascending: those of the frames, or of the fields where there are no frames. */
  readonly times: readonly number[];
  /** At some of the times. */
  readonly frames: readonly Frame[];
  /** At some of the times or near them; the first named is the one that cells are drawn upon. */
  readonly fields: readonly FieldSnapshot[];
}

/** Moments that are read, at most: what a time-lapse shows. */
const most = 8;
/** Moments that make a course. */
const few = 3;

/** Reads the first run of each arm from the trajectories and fields of a result folder; empty where there are none. */
export async function runsInSpace(store: Store): Promise<RunInSpace[]> {
  const trajectories = new Map<string, Frame[]>();
  for (const name of await store.list(resultNames.trajectories)) {
    const frames = readSimularium((await store.get(name)) ?? new Uint8Array(0), name);
    const [{ arm }] = frames;
    if (!trajectories.has(arm)) trajectories.set(arm, frames);
  }
  const series = await listFields(store);
  const arms = [...new Set([...trajectories.keys(), ...series.map(({ arm }) => arm)])];
  const runs: RunInSpace[] = [];
  for (const arm of arms) {
    const frames = trajectories.get(arm) ?? [];
    const first = frames[0] ?? series.find((each) => each.arm === arm);
    const own = series.filter(
      (each) => each.arm === arm && each.experiment === first.experiment && each.cell === first.cell,
    );
    const times = spread(momentsOf(frames, own[0]?.times ?? []), most);
    const fields: FieldSnapshot[] = [];
    for (const each of own) {
      for (const channel of each.channels.keys()) {
        for (const time of nearest(each.times, times)) {
          const field = await readField(store, each, channel, time);
          if (field !== undefined) fields.push(field);
        }
      }
    }
    runs.push({ arm, times, frames: frames.filter(({ time }) => times.includes(time)), fields });
  }
  return runs;
}

/** Times at which agents and the first field were kept together, where there are a few; else those of the agents. */
function momentsOf(frames: readonly Frame[], fieldTimes: readonly number[]): readonly number[] {
  if (frames.length === 0) return fieldTimes;
  const all = frames.map(({ time }) => time);
  const both = all.filter((time) => fieldTimes.includes(time));
  return both.length < few ? all : both;
}

/**
 * At most `count` of the values with the first and the last: evenly spread, with half as many if need be, or as evenly as
 * it goes.
 */
export function spread<T>(values: readonly T[], count: number): T[] {
  const gaps = values.length - 1;
  if (gaps < count) return [...values];
  for (let parts = count - 1; parts >= Math.max(2, count / 2); parts--) {
    if (gaps % parts === 0) return values.filter((_, i) => i % (gaps / parts) === 0);
  }
  return Array.from({ length: count }, (_, i) => values[Math.round((i * (values.length - 1)) / (count - 1))]);
}

/** Positions of the values nearest to the wanted ones, each once. */
function nearest(values: readonly number[], wanted: readonly number[]): number[] {
  const found = wanted.map((time) => {
    let best = 0;
    for (const [i, value] of values.entries()) if (Math.abs(value - time) < Math.abs(values[best] - time)) best = i;
    return best;
  });
  return [...new Set(found)];
}
