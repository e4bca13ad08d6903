import type { FieldSnapshot, Frame } from '@invadolab/results';
import type { RunInSpace } from './input.js';

/** A field by name and unit, as it stands in several runs. */
export interface FieldKind {
  readonly name: string;
  readonly unit: string;
}

/** Every field of the runs, in the order in which they come. */
export function fieldKinds(runs: readonly RunInSpace[]): FieldKind[] {
  const kinds: FieldKind[] = [];
  for (const { name, unit } of runs.flatMap(({ fields }) => fields)) {
    if (!kinds.some((kind) => kind.name === name && kind.unit === unit)) kinds.push({ name, unit });
  }
  return kinds;
}

/** The field of a run nearest to a time. */
export function fieldAt({ fields }: RunInSpace, kind: FieldKind | undefined, time: number): FieldSnapshot | undefined {
  const own = fields.filter(({ name, unit }) => name === kind?.name && unit === kind.unit);
  let best = own[0];
  for (const field of own) if (Math.abs(field.time - time) < Math.abs(best.time - time)) best = field;
  return best;
}

/** The frame of a run at a time. */
export function frameAt({ frames }: RunInSpace, time: number): Frame | undefined {
  return frames.find((frame) => frame.time === time);
}

/** Names of all kinds of agents that are seen, in the order in which runs declare them. */
export function agentTypes(runs: readonly RunInSpace[]): string[] {
  const names = new Set<string>();
  for (const { frames } of runs) {
    const seen = new Set(frames.flatMap(({ type, types }) => [...new Set(type)].map((each) => types[each])));
    for (const name of frames[0]?.types ?? []) if (seen.has(name)) names.add(name);
  }
  return [...names];
}

/** What a caption says where the ground under a picture is of another time than its agents; else nothing. */
export function nearestNote(runs: readonly RunInSpace[], ground: FieldKind | undefined): string {
  const off = runs.some((run) => run.times.some((time) => (fieldAt(run, ground, time)?.time ?? time) !== time));
  return off ? ` The field was not kept at every moment: the nearest in time is shown.` : '';
}
