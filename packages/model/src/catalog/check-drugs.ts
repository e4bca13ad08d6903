import { nearest } from '@invadolab/core';
import type { Path } from '../check/report.js';
import { drugStream } from '../compose/dosed.js';
import { readLike, readQuantity, readShare, withinRange } from '../compose/quantity.js';
import type { Sourced } from './drug.js';
import type { Checking } from './places.js';
import type { TableName, Tables } from './tables.js';

const concentration = readQuantity('1 nM');

/** What a drug binds exists; its numbers can be read, are of the right kind and lie in their ranges. */
export function checkDrugs(checking: Checking): void {
  const { tables, places } = checking;
  const pockets = Object.values(tables.parts).flatMap((part) => Object.keys(part.pockets ?? {}));
  for (const [id, drug] of Object.entries(tables.drugs)) {
    const seen = new Set<string>();
    drug.targets.forEach(({ pocket, K, shift }, index) => {
      const path = ['targets', index];
      if (seen.has(pocket))
        throw places.bad('drugs', id, [...path, 'pocket'], 'this pocket is given twice', { found: pocket });
      seen.add(pocket);
      if (!pockets.includes(pocket) && !beyondNetwork(tables, pockets, pocket))
        throw places.bad('drugs', id, [...path, 'pocket'], 'no part has this pocket', {
          found: pocket,
          expected: 'a pocket of a part, or of a molecule that has none in the network',
          nearest: nearest(pocket, pockets),
        });
      const constant = places.inside('drugs', id, [...path, 'K'], () => readLike(K, concentration, 'K'));
      if (constant.value <= 0)
        throw places.bad('drugs', id, [...path, 'K'], 'a binding constant is above zero', { found: String(K) });
      if (shift?.range && !withinRange(readQuantity(shift.value), shift.range))
        throw places.bad('drugs', id, [...path, 'shift', 'range'], 'the range does not hold the value', {
          found: `[${shift.range[0]}, ${shift.range[1]}]`,
        });
    });
    for (const medium of ['medium', 'plasma'] as const) {
      const fraction = drug.free_fraction?.[medium];
      if (!fraction) continue;
      const path = ['free_fraction', medium];
      places.inside('drugs', id, [...path, 'value'], () => readShare(fraction.value, 'free fraction'));
      const inside = places.inside('drugs', id, [...path, 'range'], () =>
        withinRange(readQuantity(fraction.value), fraction.range),
      );
      if (!inside) throw places.bad('drugs', id, [...path, 'range'], 'the range does not hold the value');
    }
    for (const [name, { value }] of Object.entries(drug.exposure ?? {}))
      places.inside('drugs', id, ['exposure', name, 'value'], () => readQuantity(value));
    checkKinetics(checking, id);
    drug.cellular?.forEach(({ pocket, ...number }, index) => {
      if (!drug.targets.some((target) => target.pocket === pocket))
        throw places.bad('drugs', id, ['cellular', index, 'pocket'], 'this is none of the targets', {
          found: pocket,
          nearest: nearest(
            pocket,
            drug.targets.map((target) => target.pocket),
          ),
        });
      checkNumber(checking, 'drugs', id, ['cellular', index], number, '1 nM');
    });
  }
}

/** Selectivity panels are wider than any network: a pocket of a known molecule of which the parts have no pocket at all. */
function beyondNetwork(tables: Tables, pockets: readonly string[], pocket: string): boolean {
  const [molecule] = pocket.split('.');
  return Object.hasOwn(tables.molecules, molecule) && !pockets.some((one) => one.startsWith(`${molecule}.`));
}

/** Every number of the kinetics with the unit it must have; volumes, clearances and rates are above zero. */
function checkKinetics(checking: Checking, id: string): void {
  const { tables, places } = checking;
  const drug = tables.drugs[id];
  const check = (path: Path, number: Sourced | undefined, like: string, least = Number.MIN_VALUE) => {
    if (number) checkNumber(checking, 'drugs', id, path, number, like, least);
  };
  check(['molar_mass'], drug.molar_mass, '1 g/mol');
  for (const [site, number] of Object.entries(drug.partition ?? {})) check(['partition', site], number, '1', 0);
  check(['inside', 'loss'], drug.inside?.loss, '1 1/h', 0);
  const kinetics = drug.pharmacokinetics;
  if (!kinetics) return;
  const path: Path = ['pharmacokinetics'];
  places.inside('drugs', id, [...path, 'stream'], () => drugStream(tables, id));
  check([...path, 'clearance'], kinetics.clearance, '1 L/h');
  check([...path, 'volume'], kinetics.volume, '1 L');
  check([...path, 'peripheral', 'volume'], kinetics.peripheral?.volume, '1 L');
  check([...path, 'peripheral', 'exchange'], kinetics.peripheral?.exchange, '1 L/h');
  check([...path, 'absorption', 'rate'], kinetics.absorption?.rate, '1 1/h');
  check([...path, 'absorption', 'lag'], kinetics.absorption?.lag, '1 h', 0);
  const share = kinetics.absorption?.bioavailability;
  if (share) {
    checkNumber(checking, 'drugs', id, [...path, 'absorption', 'bioavailability'], share, '1');
    places.inside('drugs', id, [...path, 'absorption', 'bioavailability'], () =>
      readShare(share.value, 'bioavailability'),
    );
  }
}

/** A number of a record has the kind of `like`, is not below `least`, and lies in its range. Throws `BadInput` with its place. */
export function checkNumber(
  { places }: Checking,
  table: TableName,
  id: string,
  path: Path,
  number: Sourced,
  like: string,
  least = Number.MIN_VALUE,
): void {
  const value = places.inside(table, id, [...path, 'value'], () => readLike(number.value, readQuantity(like), 'value'));
  if (value.value < least)
    throw places.bad(table, id, [...path, 'value'], 'too small', {
      found: String(number.value),
      expected: least === 0 ? '0 or more' : 'more than 0',
    });
  if (number.range === undefined) return;
  for (const [index, bound] of number.range.entries())
    places.inside(table, id, [...path, 'range', index], () => readLike(bound, value, 'range'));
  if (!withinRange(value, number.range))
    throw places.bad(table, id, [...path, 'range'], 'the range does not hold the value', {
      found: `[${number.range[0]}, ${number.range[1]}]`,
    });
}
