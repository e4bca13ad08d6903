import { type Dimension, parseQuantity, type Unit } from '@invadolab/core';
import type { Path, Report } from '../check/report.js';
import type { Resolver } from '../check/resolve.js';
import type { Symbols } from '../check/symbols.js';
import type { Node } from '../compiled.js';
import type { ModelFile, Quantity } from '../language.js';
import { evaluateNode } from '../nodes/evaluate.js';

/** What every step of the compiler works with. */
export interface Context {
  readonly file: ModelFile;
  readonly symbols: Symbols;
  readonly resolver: Resolver;
  readonly report: Report;
}

/** Dimensions that rates and settings must have. */
export const perTime: Dimension = [0, -1, 0, 0, 0];
export const timeDimension: Dimension = [0, 1, 0, 0, 0];
export const lengthDimension: Dimension = [1, 0, 0, 0, 0];
export const areaDimension: Dimension = [2, 0, 0, 0, 0];
export const volumeDimension: Dimension = [3, 0, 0, 0, 0];

/** A quantity in base units. A bare number is in `unit` where one is declared; text carries its own. */
export function quantity(
  context: Context,
  value: Quantity,
  path: Path,
  unit?: Unit | string,
): { value: number; unit: Unit } {
  return context.report.within(path, () => {
    const bare = typeof value === 'number' || /^\s*[+-]?[\d.]+(?:[eE][+-]?\d+)?\s*$/.test(value);
    if (bare && unit !== undefined)
      return parseQuantity(`${value} ${typeof unit === 'string' ? unit : unit.text}`, unit);
    return parseQuantity(value, unit);
  });
}

/** A quantity that must be greater than 0, in base units. */
export function positive(context: Context, value: Quantity, path: Path, unit: string): number {
  const result = context.report.within(path, () => parseQuantity(value, unit)).value;
  if (!(result > 0))
    context.report.fail(path, 'a quantity must be positive', { found: String(value), expected: `more than 0 ${unit}` });
  return result;
}

/** Value of a tree over amounts and parameters at their declared values; `constants` by level, own first. */
export function atDefaults(
  node: Node,
  parameters: readonly { readonly value: number }[],
  constants: readonly (readonly { readonly value: number }[])[],
): number {
  return evaluateNode(node, (slot) => {
    if (slot.at === 'parameter') return parameters[slot.index].value;
    if (slot.at === 'constant') return constants[slot.up][slot.index].value;
    return Number.NaN;
  });
}
