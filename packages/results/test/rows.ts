import fc from 'fast-check';
import type { EventRow, MeasureRow } from '../src/index.js';

const text = fc.oneof(fc.constantFrom('control', 'Control', 'a', 'b', ''), fc.string({ unit: 'grapheme' }));
const integer = fc.integer({ min: -1, max: 5 });
const number = fc.oneof(fc.double(), fc.constantFrom(0, -0, Number.NaN, 1e-320, Number.POSITIVE_INFINITY));

export const measureRows: fc.Arbitrary<MeasureRow[]> = fc.uniqueArray(
  fc.record({
    arm: text,
    experiment: integer,
    cell: integer,
    time: fc.constantFrom(0, 21600, 86400, 1e-9),
    measure: text,
    value: number,
    unit: text,
  }),
  {
    selector: ({ arm, experiment, cell, time, measure }) => JSON.stringify([arm, experiment, cell, time, measure]),
    maxLength: 40,
  },
);

export const eventRows: fc.Arbitrary<EventRow[]> = fc.array(
  fc.record({
    arm: text,
    experiment: integer,
    cell: integer,
    time: number,
    what: fc.constantFrom('found', 'dissolve'),
    by: text,
    kind: text,
    id: fc.nat(3),
    x: number,
    y: number,
  }),
  { maxLength: 40 },
);

/** Many plausible rows: enough for several pages, dictionaries and row groups. */
export function manyMeasures(count: number): MeasureRow[] {
  return Array.from({ length: count }, (_, i) => ({
    arm: `arm ${i % 3}`,
    experiment: i % 5,
    cell: i,
    time: 3600 * (i % 7),
    measure: i % 2 === 0 ? 'invaded.area' : 'count',
    value: Math.sqrt(i),
    unit: i % 2 === 0 ? 'um2' : '1',
  }));
}
