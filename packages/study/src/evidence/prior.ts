import { exp, fromBase, log, parseQuantity, parseUnit, Stream } from '@invadolab/core';
import type { Catalog, Quantity } from '@invadolab/model';

/** A parameter that nobody knows exactly, in its own unit. */
export interface Uncertain {
  readonly id: string;
  readonly value: number;
  /** Plausible range. */
  readonly low: number;
  readonly high: number;
}

/**
 * The parameters of the catalogue that a draw of the prior varies: those above zero with a plausible range, less what a study may
 * set (factors of the environment, settings of a matrix), what a genotype or the shape of a cell sets, and `fixed`.
 */
export function uncertainParameters(catalog: Catalog, fixed: ReadonlySet<string>): readonly Uncertain[] {
  const conditions = new Set([
    ...fixed,
    ...Object.values(catalog.environments).map(({ parameter }) => parameter),
    ...Object.values(catalog.matrices).flatMap(({ settings }) =>
      Object.values(settings).map(({ parameter }) => parameter),
    ),
    ...Object.values(catalog.molecules).flatMap(({ variants }) =>
      Object.values(variants ?? {}).flatMap(({ set }) => Object.keys(set)),
    ),
    ...Object.values(catalog.cells).flatMap(({ set }) => Object.keys(set ?? {})),
  ]);
  return Object.values(catalog.parts).flatMap(({ parameters }) =>
    Object.entries(parameters ?? {}).flatMap(([id, { value, range, unit }]) => {
      if (conditions.has(id) || range === undefined) return [];
      const own = inOwnUnit(value, unit);
      return own > 0 ? [{ id, value: own, low: inOwnUnit(range[0], unit), high: inOwnUnit(range[1], unit) }] : [];
    }),
  );
}

/** A parameter's number in its own unit, as `ModelFile` has it. */
function inOwnUnit(value: Quantity, unit: string | undefined): number {
  if (typeof value === 'number') return value;
  const parsed = parseQuantity(value);
  return fromBase(parsed.value, unit === undefined ? parsed.unit : parseUnit(unit));
}

/** Standard deviations of the logarithm between the ends of a plausible range: it holds the middle 95 % or so. */
export const deviationsInRange = 4;
/** Draws outside the range are drawn again this often before the value itself is taken. */
const attempts = 1000;

/**
 * One set of parameters from the uncalibrated prior, as factors on the values of the catalogue: independent log-normals around
 * those values, truncated to the plausible ranges. Where a range begins at zero it is taken as symmetric in the logarithm.
 */
export function priorDraw(parameters: readonly Uncertain[], seed: number, draw: number): ReadonlyMap<string, number> {
  return new Map(parameters.map((parameter) => [parameter.id, factorOf(parameter, seed, draw)]));
}

function factorOf({ id, value, low, high }: Uncertain, seed: number, draw: number): number {
  const least = low > 0 ? low : (value * value) / high;
  const deviation = (log(high) - log(least)) / deviationsInRange;
  const stream = new Stream(seed, `prior ${id}`).at(draw, 0, 0);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const factor = exp(deviation * stream.normal());
    if (factor * value >= low && factor * value <= high) return factor;
  }
  return 1;
}
