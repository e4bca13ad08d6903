import { type Dimension, dimensionless } from './dimension.js';

/** `mantissa * 10^exponent` base units of the dimension. */
export interface UnitDefinition {
  readonly mantissa: number;
  readonly exponent: number;
  readonly dimension: Dimension;
}

const powersOfTen: Readonly<Record<string, number>> = {
  G: 9,
  M: 6,
  k: 3,
  '': 0,
  d: -1,
  c: -2,
  m: -3,
  u: -6,
  µ: -6,
  μ: -6,
  n: -9,
  p: -12,
  f: -15,
  a: -18,
};

const length: Dimension = [1, 0, 0, 0, 0];
const volume: Dimension = [3, 0, 0, 0, 0];
const time: Dimension = [0, 1, 0, 0, 0];
const mass: Dimension = [0, 0, 1, 0, 0];
const amount: Dimension = [0, 0, 0, 1, 0];
const temperature: Dimension = [0, 0, 0, 0, 1];
const concentration: Dimension = [-3, 0, 0, 1, 0];
const rate: Dimension = [0, -1, 0, 0, 0];
const force: Dimension = [1, -2, 1, 0, 0];
const pressure: Dimension = [-1, -2, 1, 0, 0];
const energy: Dimension = [2, -2, 1, 0, 0];
const dose: Dimension = [2, -2, 0, 0, 0];

const AVOGADRO = 6.02214076; // e23 /mol, exact since the SI of 2019
const DALTON = 1.66053906892; // e-24 g, CODATA 2022

type Row = readonly [names: string, prefixes: string, mantissa: number, exponent: number, dimension: Dimension];

// Prefixes are those somebody writes: a unit that nobody uses only makes a typing error look valid.
const rows: readonly Row[] = [
  ['m', ' c m u µ μ n p', 1, 6, length],
  ['L l', ' d m u µ μ n p f', 1, 15, volume],
  ['s', ' m u µ μ n', 1, 0, time],
  ['min', '', 6, 1, time],
  ['h', '', 3.6, 3, time],
  ['d day days', '', 8.64, 4, time],
  ['week weeks', '', 6.048, 5, time],
  ['g', ' k m u µ μ n p f', 1, 3, mass],
  ['Da', ' k M', DALTON, -21, mass],
  ['mol', ' m u µ μ n p f a', AVOGADRO, 23, amount],
  ['molecule molecules', '', 1, 0, amount],
  ['K', '', 1, 0, temperature],
  ['M', ' m u µ μ n p f a', AVOGADRO, 8, concentration],
  ['Hz', ' k m', 1, 0, rate],
  ['N', ' m u µ μ n p f', 1, 12, force],
  ['Pa', ' G M k m', 1, 0, pressure],
  ['mmHg', '', 1.33322387415, 2, pressure],
  ['J', ' m u µ μ n p f a', 1, 18, energy],
  ['Gy', ' c m', 1, 12, dose],
  ['%', '', 1, -2, dimensionless],
  ['cell cells fold pH', '', 1, 0, dimensionless],
];

/** Every unit name that can be written, with its prefixes. */
export const unitDefinitions: ReadonlyMap<string, UnitDefinition> = new Map(
  rows.flatMap(([names, prefixes, mantissa, exponent, dimension]) =>
    names
      .split(' ')
      .flatMap((name) =>
        prefixes
          .split(' ')
          .map((prefix): [string, UnitDefinition] => [
            prefix + name,
            { mantissa, exponent: exponent + powersOfTen[prefix], dimension },
          ]),
      ),
  ),
);
