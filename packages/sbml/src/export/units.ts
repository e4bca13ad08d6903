import { type Dimension, dimensionless, formatDimension, sameDimension } from '@invadolab/core';
import { element, type Written } from '../xml/element.js';

/** How SBML writes the base units um, s, mg, molecule and K. */
const bases = [
  { name: 'um', kind: 'metre', scale: '-6' },
  { name: 's', kind: 'second', scale: '0' },
  { name: 'mg', kind: 'gram', scale: '-3' },
  { name: 'molecule', kind: 'item', scale: '0' },
  { name: 'K', kind: 'kelvin', scale: '0' },
] as const;

/** Ids of units by dimension, in base units; every dimension asked for gets a definition. */
export class Units {
  readonly #known = new Map<string, { readonly id: string; readonly dimension: Dimension }>();

  /** The id of the unit of a dimension. */
  id(dimension: Dimension): string {
    if (sameDimension(dimension, dimensionless)) return 'dimensionless';
    const key = formatDimension(dimension);
    const known = this.#known.get(key) ?? { id: unitId(dimension), dimension };
    this.#known.set(key, known);
    return known.id;
  }

  /** The definitions of all units asked for so far, sorted by id. */
  definitions(): Written[] {
    return [...this.#known.values()]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, dimension }) => element('unitDefinition', { id }, element('listOfUnits', {}, factors(dimension))));
  }
}

function factors(dimension: Dimension): Written[] {
  return bases.flatMap(({ kind, scale }, axis) => {
    const exponent = String(dimension[axis]);
    return exponent === '0' ? [] : [element('unit', { kind, exponent, scale, multiplier: '1' })];
  });
}

/** `molecule_per_um3`, `per_s`, `um_p0_5`: letters, digits and `_` only. */
function unitId(dimension: Dimension): string {
  const above: string[] = [];
  const below: string[] = [];
  for (const axis of [3, 2, 0, 1, 4]) {
    const exponent = dimension[axis];
    const size = Math.abs(exponent);
    const power = size === 1 ? '' : Number.isInteger(size) ? String(size) : `_p${String(size).replace('.', '_')}`;
    if (exponent !== 0) (exponent > 0 ? above : below).push(bases[axis].name + power);
  }
  return [...above, ...below.flatMap((name) => ['per', name])].join('_');
}
