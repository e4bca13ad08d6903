/**
 * Which of several named lists of times a snapshot belongs to. Engines round to whole ticks, so a snapshot belongs to
 * the requested time nearest to it, which must be closer than half the shortest gap between requests.
 */
export class Timetable<K extends string> {
  /** All requested times, ascending, each once, in s. */
  readonly times: readonly number[];

  constructor(private readonly lists: Readonly<Record<K, readonly number[]>>) {
    const all = Object.values<readonly number[]>(lists).flat();
    this.times = [...new Set(all)].sort((a, b) => a - b);
  }

  /** The requested time that a snapshot at `time` stands for. Throws if none is near. */
  requested(time: number): number {
    let best = this.times[0];
    let gap = Number.POSITIVE_INFINITY;
    for (const [i, wanted] of this.times.entries()) {
      if (Math.abs(wanted - time) < Math.abs(best - time)) best = wanted;
      if (i > 0) gap = Math.min(gap, wanted - this.times[i - 1]);
    }
    if (!(Math.abs(best - time) <= gap / 2)) throw new Error(`nothing was to be read at ${time} s`);
    return best;
  }

  /** Whether the named list holds a requested time. */
  holds(list: K, requested: number): boolean {
    return this.lists[list].includes(requested);
  }
}

/** 0, step, 2 step ... up to and including `until` (a last step that falls short is completed). */
export function everyStep(step: number, until: number): number[] {
  const times: number[] = [];
  for (let i = 0; i * step < until - 1e-9 * step; i++) times.push(i * step);
  times.push(until);
  return times;
}
