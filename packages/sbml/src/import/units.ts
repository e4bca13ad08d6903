import {
  type Dimension,
  dimensionless,
  formatDimension,
  multiplyDimension,
  parseUnit,
  pow,
  powerDimension,
} from '@invadolab/core';
import type { SbmlModel, UnitFactor } from './sbml-model.js';

/** A unit as a multiple of the base units um, s, mg, molecule and K. */
export interface KnownUnit {
  readonly factor: number;
  readonly dimension: Dimension;
}

const avogadro = 6.02214076e23;

const kinds: ReadonlyMap<string, KnownUnit> = new Map<string, KnownUnit>([
  ['dimensionless', { factor: 1, dimension: dimensionless }],
  ['radian', { factor: 1, dimension: dimensionless }],
  ['steradian', { factor: 1, dimension: dimensionless }],
  ['avogadro', { factor: avogadro, dimension: dimensionless }],
  ['metre', { factor: 1e6, dimension: [1, 0, 0, 0, 0] }],
  ['litre', { factor: 1e15, dimension: [3, 0, 0, 0, 0] }],
  ['second', { factor: 1, dimension: [0, 1, 0, 0, 0] }],
  ['hertz', { factor: 1, dimension: [0, -1, 0, 0, 0] }],
  ['becquerel', { factor: 1, dimension: [0, -1, 0, 0, 0] }],
  ['gram', { factor: 1e3, dimension: [0, 0, 1, 0, 0] }],
  ['kilogram', { factor: 1e6, dimension: [0, 0, 1, 0, 0] }],
  ['mole', { factor: avogadro, dimension: [0, 0, 0, 1, 0] }],
  ['item', { factor: 1, dimension: [0, 0, 0, 1, 0] }],
  ['katal', { factor: avogadro, dimension: [0, -1, 0, 1, 0] }],
  ['kelvin', { factor: 1, dimension: [0, 0, 0, 0, 1] }],
  ['newton', { factor: 1e12, dimension: [1, -2, 1, 0, 0] }],
  ['pascal', { factor: 1, dimension: [-1, -2, 1, 0, 0] }],
  ['joule', { factor: 1e18, dimension: [2, -2, 1, 0, 0] }],
  ['watt', { factor: 1e18, dimension: [2, -3, 1, 0, 0] }],
  ['gray', { factor: 1e12, dimension: [2, -2, 0, 0, 0] }],
  ['sievert', { factor: 1e12, dimension: [2, -2, 0, 0, 0] }],
]);

/** Units that Level 2 has without saying so. */
const builtIn: ReadonlyMap<string, KnownUnit> = new Map<string, KnownUnit>([
  ['substance', { factor: avogadro, dimension: [0, 0, 0, 1, 0] }],
  ['volume', { factor: 1e15, dimension: [3, 0, 0, 0, 0] }],
  ['area', { factor: 1e12, dimension: [2, 0, 0, 0, 0] }],
  ['length', { factor: 1e6, dimension: [1, 0, 0, 0, 0] }],
  ['time', { factor: 1, dimension: [0, 1, 0, 0, 0] }],
]);

/** The unit of this id; undefined where it is not declared or cannot be made of um, s, mg, molecule and K. */
export function unitNamed(model: SbmlModel, id: string | undefined): KnownUnit | undefined {
  if (id === undefined) return undefined;
  const factors = model.units.get(id);
  if (factors !== undefined) return productOf(factors);
  return kinds.get(id) ?? (model.level === 2 ? builtIn.get(id) : undefined);
}

function productOf(factors: readonly UnitFactor[]): KnownUnit | undefined {
  let product: KnownUnit = { factor: 1, dimension: dimensionless };
  for (const { kind, exponent, scale, multiplier } of factors) {
    const base = kinds.get(kind);
    if (base === undefined || !Number.isInteger(exponent) || !(multiplier > 0)) return undefined;
    const size = multiplier * Number(`1e${scale}`) * base.factor;
    product = timesUnit(product, { factor: size, dimension: base.dimension }, exponent);
  }
  return Number.isFinite(product.factor) && product.factor > 0 ? product : undefined;
}

/** `a` times the given power of `b`. */
export function timesUnit(a: KnownUnit, b: KnownUnit, exponent: number): KnownUnit {
  return {
    factor: a.factor * (exponent === 1 ? b.factor : exponent === -1 ? 1 / b.factor : pow(b.factor, exponent)),
    dimension: multiplyDimension(a.dimension, powerDimension(b.dimension, exponent)),
  };
}

const times = ['s', 'min', 'h', 'd', 'ms'];
const amounts = ['mol', 'mmol', 'umol', 'nmol', 'pmol', 'fmol', 'amol', 'molecule'];
const concentrations = ['M', 'mM', 'uM', 'nM', 'pM', 'fM'];
const volumes = ['L', 'mL', 'uL', 'nL', 'pL', 'fL'];
const lengths = ['m', 'dm', 'cm', 'mm', 'um', 'nm'];

/**
 * A unit as the language writes it. Where no combination of usual units fits, base units, and `scale` is what a number
 * has to be multiplied by.
 */
export function spelledUnit({ factor, dimension }: KnownUnit): { readonly text: string; readonly scale: number } {
  const base = formatDimension(dimension);
  if (near(factor, 1)) return { text: base, scale: 1 };
  const [length, time, mass, amount, temperature] = dimension;
  if (mass === 0 && temperature === 0) {
    const dense = amount !== 0 && length === -3 * amount;
    const places = length % 3 === 0 ? powers(volumes, length / 3) : [];
    const choices = dense
      ? [powers(concentrations, amount), powers(times, time)]
      : [powers(amounts, amount), [...places, ...powers(lengths, length)], powers(times, time)];
    for (const text of combined(choices)) if (near(parseUnit(text).factor, factor)) return { text, scale: 1 };
  }
  return { text: base, scale: factor };
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 * Math.abs(b);
}

interface Power {
  readonly unit: string;
  readonly exponent: number;
}

function powers(units: readonly string[], exponent: number): readonly Power[] {
  return exponent === 0 ? [{ unit: '', exponent: 0 }] : units.map((unit) => ({ unit, exponent }));
}

function combined(choices: readonly (readonly Power[])[]): string[] {
  let sets: readonly (readonly Power[])[] = [[]];
  for (const choice of choices) sets = sets.flatMap((set) => choice.map((power) => [...set, power]));
  return sets.map((set) => {
    const write = ({ unit, exponent }: Power): string => unit + (Math.abs(exponent) === 1 ? '' : Math.abs(exponent));
    const above = set.filter(({ exponent }) => exponent > 0).map(write);
    const below = set.filter(({ exponent }) => exponent < 0).map(write);
    return [above.join(' ') || '1', ...below].join('/');
  });
}
