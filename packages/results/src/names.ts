import { BadInput } from '@invadolab/core';

/** Names of everything in a result folder. Those that end in `/` are folders. */
export const resultNames = {
  /** The study as it was given. */
  study: 'study.yaml',
  /** Every number, unit and source of every arm's model. */
  model: 'resolved-model.json',
  /** Versions, seed, engine, hashes, thresholds, status, warnings. */
  manifest: 'manifest.json',
  measures: 'measures.parquet',
  series: 'series.parquet',
  events: 'events.parquet',
  /** PNG and OME-TIFF. */
  images: 'images/',
  /** OME-Zarr: an image per run that leaves fields. */
  fields: 'fields.zarr/',
  /** A binary Simularium file per run that leaves frames. */
  trajectories: 'trajectories/',
  report: 'report.html',
  /** One entry per finished piece of work; gone when the run is whole. */
  shards: 'shards/',
} as const;

const LONGEST = 240;
// Letters, digits and a few signs that every file system takes; no segment of dots, none that begins with a dot or ends in one.
const segment = /^(?!\.)[\w.+@=,%-]*[\w+@=,%-]$/;
// Windows reads these as devices, with any extension.
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Returns a name that every store takes as it is; throws `BadInput` for one that could leave the store or name a device. */
export function checkName(name: string): string {
  const parts = name.split('/');
  if (name.length <= LONGEST && parts.every((part) => segment.test(part) && !device.test(part))) return name;
  throw new BadInput('a stored name has characters that not every system can store', {
    found: name,
    expected: 'letters, digits, . _ - + @ = , % and / between folders',
  });
}

/** Turns any text into one segment that `checkName` accepts; different texts stay different, also where case is ignored. */
export function nameSegment(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let name = '';
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    name += /[a-z0-9-]/.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`;
  }
  return device.test(name) || name === '' ? `=${name}` : name;
}
