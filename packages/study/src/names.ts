import { isBadInput, nearest, parseQuantity, sameDimension } from '@invadolab/core';
import type { Quantity } from '@invadolab/model';
import { type Path, type Place, printable, problemAt, shown } from './shape.js';

/** A name of the catalogue: its id, or a synonym that belongs to one entry only. */
export function resolveName(
  name: string,
  entries: Readonly<Record<string, { readonly name?: string; readonly synonyms?: readonly string[] }>>,
  what: string,
  place: Place,
  path: Path,
): string {
  if (Object.hasOwn(entries, name)) return name;
  const folded = fold(name);
  const called = Object.entries(entries).flatMap(([id, entry]) =>
    [id, entry.name ?? id, ...(entry.synonyms ?? [])].map((each) => ({ id, each })),
  );
  const ids = new Set(called.filter(({ each }) => fold(each) === folded).map(({ id }) => id));
  if (ids.size === 1) return [...ids][0];
  throw problemAt(place, path, {
    found: printable(name),
    expected: ids.size > 1 ? `${what}: it is a name of ${[...ids].sort().join(' and ')}` : what,
    nearest: nearest(
      name,
      called.map(({ each }) => each),
    ),
  });
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

/** The text of a quantity of the same kind as `like`, within `range` where there is one, and its base value. */
export function checkedQuantity(
  quantity: Quantity,
  like: string,
  place: Place,
  path: Path,
  range?: { readonly from: number; readonly to: number; readonly said: string },
): number {
  const expected = like === '1' || like === '' ? 'a number or a share such as 90 %' : `a quantity such as 1 ${like}`;
  let parsed: ReturnType<typeof parseQuantity>;
  try {
    parsed = parseQuantity(quantity);
  } catch (error) {
    if (!isBadInput(error)) throw error;
    const unit = String(quantity).replace(/^[\s\d.eE+-]*/, '');
    throw problemAt(place, path, { found: shown(quantity), expected, nearest: nearest(unit, [like]) ?? error.nearest });
  }
  const { value, unit } = parsed;
  const wanted = parseQuantity(`1 ${like === '' ? '1' : like}`).unit;
  if (!sameDimension(unit.dimension, wanted.dimension)) {
    throw problemAt(place, path, { found: shown(quantity), expected });
  }
  if (!Number.isFinite(value) || (range && (value < range.from || value > range.to))) {
    throw problemAt(place, path, { found: shown(quantity), expected: range?.said ?? 'a finite number' });
  }
  return value;
}
