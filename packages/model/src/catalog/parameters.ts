import { nearest } from '@invadolab/core';
import type { Path } from '../check/report.js';
import { type Reading, readLike, readQuantity, withinRange } from '../compose/quantity.js';
import type { Amount, Parameter, Quantity } from '../language.js';
import type { Checking } from './places.js';
import type { TableName } from './tables.js';

/** All parameters and amounts that any part declares, for entries that set them. */
export class Declared {
  readonly #parameters = new Map<string, Parameter>();
  readonly #amounts = new Map<string, Amount>();

  constructor(private readonly checking: Checking) {
    for (const part of Object.values(checking.tables.parts)) {
      for (const [id, parameter] of Object.entries(part.parameters ?? {})) this.#parameters.set(id, parameter);
      for (const [kind, place] of Object.entries(part.places ?? {}))
        for (const [id, amount] of Object.entries(place.amounts ?? {}))
          for (const key of [`${kind}.${id}`, id, amount.molecule ?? id]) this.#amounts.set(key, amount);
    }
  }

  /** The parameter's own value. Throws where no part declares it. */
  parameter(table: TableName, entry: string, path: Path, id: string): Reading {
    const parameter = this.#parameters.get(id);
    if (parameter) return readQuantity(parameter.value, parameter.unit);
    throw this.checking.places.bad(table, entry, path, 'no part has this parameter', {
      found: id,
      nearest: nearest(id, this.#parameters.keys()),
    });
  }

  /** The own value of the amount that a profile's key means. */
  amount(table: TableName, entry: string, path: Path, key: string): Reading {
    const amount = this.#amounts.get(key);
    if (amount) return readQuantity(amount.value, amount.unit);
    throw this.checking.places.bad(table, entry, path, 'no part has this amount', {
      found: key,
      nearest: nearest(key, this.#amounts.keys()),
    });
  }

  /** Throws unless the name is a parameter's, or an amount's as `place.amount`. */
  either(table: TableName, entry: string, path: Path, name: string): void {
    if (this.#parameters.has(name) || (name.includes('.') && this.#amounts.has(name))) return;
    const amounts = [...this.#amounts.keys()].filter((key) => key.includes('.'));
    throw this.checking.places.bad(table, entry, path, 'no part has this parameter or amount', {
      found: name,
      nearest: nearest(name, [...this.#parameters.keys(), ...amounts]),
    });
  }

  /** A value for a parameter, of the parameter's dimension. */
  setting(table: TableName, entry: string, path: Path, id: string, value: Quantity): Reading {
    const own = this.parameter(table, entry, path, id);
    return this.checking.places.inside(table, entry, path, () => readLike(value, own, id));
  }

  /** A range that a study may set a parameter within. */
  range(table: TableName, entry: string, path: Path, id: string, range: readonly [Quantity, Quantity]): void {
    const own = this.parameter(table, entry, [...path, 'parameter'], id);
    const [low, high] = range.map((bound, index) =>
      this.checking.places.inside(table, entry, [...path, 'range', index], () => readLike(bound, own, id)),
    );
    if (low.value > high.value)
      throw this.checking.places.bad(table, entry, [...path, 'range'], 'the range is upside down', {
        found: `[${range[0]}, ${range[1]}]`,
        expected: '[lowest, highest]',
      });
    if (table === 'environments' && !withinRange(own, range))
      throw this.checking.places.bad(table, entry, [...path, 'range'], 'the range does not hold the parameter', {
        found: `[${range[0]}, ${range[1]}]`,
        expected: `a range around the value of ${id}`,
      });
  }
}
