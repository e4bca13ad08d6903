import { BadInput, nearest } from '@invadolab/core';
import type { Catalog, Irradiation, RadiationEntry } from '../catalog.js';
import { type Draft, note } from './draft.js';
import type { Identifiers } from './identifiers.js';
import { asQuantity, type Reading, readLike, readQuantity, scaleReading, writeReading } from './quantity.js';

const gray = readQuantity('1 Gy');
const second = readQuantity('1 s');
const mostFractions = 200;

/** The kind of radiation that is meant: the one named, else the first of the catalogue. Throws `BadInput` for an unknown one. */
export function radiationOf(
  catalog: Catalog,
  { kind }: Irradiation,
): { readonly id: string; readonly entry: RadiationEntry } {
  const ids = Object.keys(catalog.radiations);
  const id = kind ?? ids[0];
  if (id !== undefined && Object.hasOwn(catalog.radiations, id)) return { id, entry: catalog.radiations[id] };
  throw new BadInput('unknown kind of radiation', {
    found: kind ?? 'a catalogue without radiation',
    expected: ids.join(', ') || 'a catalogue with radiation',
    nearest: kind === undefined ? undefined : nearest(kind, ids),
  });
}

/** Starts of the fractions, s. Throws `BadInput` for a schedule that makes no sense. */
export function fractionTimes(irradiation: Irradiation, duration: number): readonly number[] {
  const { dose, fractions = 1, every, from = '0 s' } = irradiation;
  const bad = (summary: string, found: string, expected: string) =>
    new BadInput(`radiation: ${summary}`, { found, expected });
  if (readLike(dose, gray, 'radiation: dose').value < 0)
    throw bad('a dose cannot be negative', String(dose), 'a dose such as 2 Gy, 0 Gy for a sham');
  if (!Number.isInteger(fractions) || fractions < 1 || fractions > mostFractions)
    throw bad('fractions', String(fractions), `a whole number from 1 to ${mostFractions}`);
  if (fractions > 1 && every === undefined)
    throw bad('several fractions need the time between them', 'no every', 'such as every: 24 h');
  const first = readLike(from, second, 'radiation: from').value;
  if (first < 0) throw bad('`from` cannot be negative', String(from), 'a time from 0 on');
  const gap = every === undefined ? 0 : readLike(every, second, 'radiation: every').value;
  if (fractions > 1 && gap <= duration)
    throw bad('fractions overlap', String(every), `longer than the ${duration} s that a fraction takes`);
  return Array.from({ length: fractions }, (_, k) => first + k * gap);
}

/**
 * Writes the dose rate of every fraction as events on the parameter of that kind of radiation. A dose of zero, a sham, is
 * noted as neutral.
 */
export function applyRadiation(
  catalog: Catalog,
  draft: Draft,
  irradiation: Irradiation | undefined,
  ids: Identifiers,
): void {
  if (irradiation === undefined) return;
  const { id, entry } = radiationOf(catalog, irradiation);
  const duration = readQuantity(entry.duration.value);
  const starts = fractionTimes(irradiation, duration.value);
  const dose = readLike(irradiation.dose, gray, 'radiation: dose');
  const by = `radiation ${id}`;
  if (dose.value === 0) {
    draft.neutral.push(`${by}: dose 0 is a sham`);
    return;
  }
  const { parameter } = entry;
  const rate = ids.make('radiation', id, 'rate');
  // Bare numbers of base units, so that any unit of dose and time will do.
  const perSecond: Reading = { ...scaleReading(dose, 1 / duration.value), unit: `${dose.unit}/s` };
  draft.parameters[rate] = {
    value: asQuantity(perSecond),
    name: `dose rate of ${entry.name} during a fraction`,
    source: { derived: 'dose of a fraction over the time that one takes' },
  };
  const known = draft.parameters[parameter];
  if (starts[0] === 0)
    draft.parameters[parameter] = {
      ...known,
      value: asQuantity(perSecond),
      source: { assumed: 'chosen by the study' },
    };
  starts.forEach((start, k) => {
    if (start > 0)
      draft.events[ids.make('radiation', id, 'from', String(k + 1))] = { at: `${start} s`, set: { [parameter]: rate } };
    draft.events[ids.make('radiation', id, 'until', String(k + 1))] = {
      at: `${start + duration.value} s`,
      set: { [parameter]: 0 },
    };
  });
  const said = `${starts.length} x ${writeReading(dose)}${starts.length > 1 ? ` every ${irradiation.every}` : ''}`;
  note(
    draft,
    parameter,
    'parameter',
    `${by}: ${said}`,
    writeReading({ ...perSecond, number: 0 }),
    writeReading(perSecond),
  );
}
