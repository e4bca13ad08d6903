import { BadInput, fromBase, nearest, normalCdf, parseQuantity, parseUnit } from '@invadolab/core';
import { type Prior, positionOf, priorQuantile, valueAt } from '@invadolab/inference';
import { type Catalog, type Parameter, parseYaml, type Quantity } from '@invadolab/model';
import { z } from 'zod';
import { deviationsInRange, uncertainParameters } from '../evidence/prior.js';
import { fields } from '../schema.js';
import { type Place, printable, problemAt, shaped } from '../shape.js';

/** A parameter of the catalogue that is fitted to published rows. */
export interface Calibrated {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  /** What the catalogue has, in that unit. */
  readonly value: number;
  /** Log-normal about the value that was assumed before anything was fitted, the plausible range being four deviations. */
  readonly prior: Prior & { readonly median: number };
  /** Why it was chosen. */
  readonly why: string;
}

const schema = fields(
  {
    format: z.literal(1, 'format: 1'),
    parameters: z.record(
      z.string(),
      fields(
        {
          prior: z.number('a number').positive('a number above 0'),
          why: z.string('a reason').min(1, 'a reason').max(600, 'a shorter reason'),
        },
        'prior and why',
      ),
      'parameters by their ids',
    ),
  },
  'the parameters to fit: format and parameters',
);

/**
 * The parameters to fit: `{format: 1, parameters: {id: {prior: VALUE, why: TEXT}}}`, `prior` being what was assumed before
 * anything was fitted, in the unit of the parameter. Throws `BadInput` for one that the catalogue lacks, that has no plausible
 * range above zero, that was measured, or that studies, genotypes or cells set.
 */
export function parseCalibrated(text: string, file: string, catalog: Catalog): readonly Calibrated[] {
  const parsed = parseYaml(text, file);
  const place: Place = { file, locate: (path) => parsed.locate(path) };
  const { parameters } = shaped(schema, parsed.value, place);
  const known = parametersOf(catalog);
  const free = new Set(uncertainParameters(catalog, new Set()).map(({ id }) => id));
  return Object.entries(parameters).map(([id, { prior, why }]) => {
    const at = ['parameters', id];
    const parameter = known.get(id);
    if (parameter === undefined)
      throw problemAt(place, at, {
        found: printable(id),
        expected: 'a parameter of the catalogue',
        nearest: nearest(id, [...known.keys()]),
      });
    if (!isFree(parameter))
      throw problemAt(place, at, {
        found: `${id}, which is ${Object.keys(parameter.source)[0]}`,
        expected: 'a parameter that is assumed (or fitted before)',
      });
    if (!free.has(id))
      throw problemAt(place, at, {
        found: id,
        expected: 'a parameter above zero with a plausible range, which no study, genotype or cell sets',
      });
    const found = calibrated(id, parameter, prior, why);
    if (found === undefined) throw problemAt(place, at, { found: id, expected: 'a parameter with a plausible range' });
    const { low, high } = found.prior;
    if (prior >= low && prior <= high) return found;
    throw problemAt(place, [...at, 'prior'], {
      found: String(prior),
      expected: `a value within the plausible range, ${low} to ${high} ${found.unit}`,
    });
  });
}

/** Every parameter that may be fitted, its prior about the value that the catalogue has now; `fixed` ones stay. */
export function candidates(catalog: Catalog, fixed: ReadonlySet<string>): readonly Calibrated[] {
  const free = new Set(uncertainParameters(catalog, fixed).map(({ id }) => id));
  return [...parametersOf(catalog)].flatMap(([id, parameter]) => {
    const value = inOwnUnit(parameter.value, parameter.unit);
    const found = isFree(parameter) && free.has(id) ? calibrated(id, parameter, value, 'a candidate') : undefined;
    return found === undefined ? [] : [found];
  });
}

/** Value, unit and source of a parameter as the catalogue has them now. */
export function currentValue(
  catalog: Catalog,
  id: string,
): { readonly value: number; readonly unit: string; readonly source: Parameter['source'] } | undefined {
  const parameter = parametersOf(catalog).get(id);
  if (parameter === undefined) return undefined;
  const { value, unit, source } = parameter;
  return { value: inOwnUnit(value, unit), unit: unit ?? unitIn(value), source };
}

function parametersOf({ parts }: Catalog): ReadonlyMap<string, Parameter> {
  return new Map(Object.values(parts).flatMap(({ parameters }) => Object.entries(parameters ?? {})));
}

function isFree({ source }: Parameter): boolean {
  return 'assumed' in source || 'fitted' in source;
}

function calibrated(id: string, parameter: Parameter, median: number, why: string): Calibrated | undefined {
  const { range, unit, name } = parameter;
  if (range === undefined) return undefined;
  const high = inOwnUnit(range[1], unit);
  const end = inOwnUnit(range[0], unit);
  // Where a range begins at zero it is taken as symmetric in the logarithm.
  const low = end > 0 ? end : (median * median) / high;
  if (!(low > 0 && low < high)) return undefined;
  const prior = { id, kind: 'log-normal', low, high, median, deviation: 1 / deviationsInRange } as const;
  const value = inOwnUnit(parameter.value, unit);
  return { id, name: name ?? id, unit: unit ?? unitIn(parameter.value), value, prior, why };
}

function inOwnUnit(value: Quantity, unit: string | undefined): number {
  if (typeof value === 'number') return value;
  const parsed = parseQuantity(value);
  return fromBase(parsed.value, unit === undefined ? parsed.unit : parseUnit(unit));
}

function unitIn(value: Quantity): string {
  return typeof value === 'number' ? '1' : value.replace(/^\s*[-+.\deE]+\s*/, '') || '1';
}

/** The value of a parameter at a coordinate that is standard normal under its prior. */
export function valueAtNormal({ prior }: Calibrated, z: number): number {
  return valueAt(prior, priorQuantile(prior, normalCdf(z)));
}

/** Coordinates as factors on the values that the catalogue has now. */
export function factorsAt(parameters: readonly Calibrated[], point: ArrayLike<number>): ReadonlyMap<string, number> {
  return new Map(parameters.map((each, j) => [each.id, valueAtNormal(each, point[j]) / each.value]));
}

/** Position within the plausible range, 0 to 1 in the logarithm, of a coordinate. */
export function positionAtNormal(each: Calibrated, z: number): number {
  return positionOf(each.prior, valueAtNormal(each, z));
}

/** Throws `BadInput` unless there are at least one and fewer parameters than votes. */
export function checkNumber(parameters: readonly Calibrated[], votes: number): void {
  if (parameters.length >= 1 && parameters.length < votes) return;
  throw new BadInput('the number of parameters to fit', {
    found: String(parameters.length),
    expected: `1 to ${votes - 1}: fewer than the ${votes} votes that they are fitted to`,
  });
}
