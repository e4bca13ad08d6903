import { extentOf } from './extent.js';
import type { Frame } from './frame.js';

/** One run among several, with the words it is told apart by. */
export interface TitledRun {
  readonly title: string;
  /** Times ascending. */
  readonly frames: readonly Frame[];
}

/** Room between two runs, as a share of the widest. */
const gap = 0.15;

/**
 * Several runs as one, side by side along x, with one clock: at every time of any of them, each as it was last. Kinds of
 * agents carry the title of their run; ids are counted on from run to run. Positions are moved as wholes and no longer those
 * of the fields.
 */
export function sideBySide(runs: readonly TitledRun[]): Frame[] {
  const [first] = runs.flatMap(({ frames }) => frames);
  if (first === undefined) return [];
  const extents = runs.map(({ frames }) => extentOf(frames, 'x'));
  const width = (1 + gap) * Math.max(...extents.map(({ low, high }) => high - low));
  const shift = extents.map(({ low, high }, run) => run * width - (low + high) / 2);
  const stride = 1 + Math.max(...runs.map(({ frames }) => highestId(frames)));
  const types = runs.flatMap(({ title, frames }) => (frames[0]?.types ?? []).map((type) => `${title}: ${type}`));
  const firstType = runs.map((_, run) =>
    runs.slice(0, run).reduce((sum, { frames }) => sum + (frames[0]?.types.length ?? 0), 0),
  );
  const times = [...new Set(runs.flatMap(({ frames }) => frames.map(({ time }) => time)))].sort((a, b) => a - b);
  return times.map((time) => {
    const at = runs.map(({ frames }) => frames.filter((frame) => frame.time <= time).pop());
    const column = (of: (frame: Frame, run: number) => Iterable<number>) =>
      at.flatMap((frame, run) => (frame === undefined ? [] : [...of(frame, run)]));
    return {
      arm: first.arm,
      experiment: first.experiment,
      cell: first.cell,
      time,
      ids: Float64Array.from(column(({ ids }, run) => ids.map((id) => id + run * stride))),
      x: Float32Array.from(column(({ x }, run) => x.map((each) => each + shift[run]))),
      y: Float32Array.from(column(({ y }) => y)),
      z: Float32Array.from(column(({ z }) => z)),
      radius: Float32Array.from(column(({ radius }) => radius)),
      type: Uint16Array.from(column(({ type }, run) => type.map((each) => each + firstType[run]))),
      types,
    };
  });
}

function highestId(frames: readonly Frame[]): number {
  return frames.reduce((highest, { ids }) => ids.reduce((a, b) => Math.max(a, b), highest), 0);
}
