import { type Place, problemAt, shown } from './shape.js';

/** Turns a study of format `n` into one of format `n + 1`; entry 0 takes format 1. None yet: format 1 is the first. */
const steps: readonly ((file: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>)[] = [];

const newest = steps.length + 1;

/** The file in the newest format. A newer one than this version knows is refused. */
export function migrated(file: unknown, place: Place): unknown {
  if (typeof file !== 'object' || file === null || Array.isArray(file) || !('format' in file)) return file;
  const { format } = file;
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1 || format > newest) {
    throw problemAt(place, ['format'], { found: `format ${shown(format)}`, expected: `format 1 to ${newest}` });
  }
  let newer: Readonly<Record<string, unknown>> = { ...file };
  for (const step of steps.slice(format - 1)) newer = step(newer);
  return newer;
}
