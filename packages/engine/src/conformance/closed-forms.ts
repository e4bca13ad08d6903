import { cos, exp, log, sin } from '@invadolab/core';
import type { ModelFile } from '@invadolab/model';
import { chain, fastExchange, forcedOscillator, michaelisMenten, robertson } from './zoo.js';

/** A network whose solution at some time is known from outside. */
export interface Known {
  readonly name: string;
  readonly model: ModelFile;
  /** s */
  readonly time: number;
  readonly species: readonly string[];
  /** How far `values` (of `species`, at `time`) are from the truth, as a share of `scale`. */
  readonly error: (values: readonly number[]) => number;
}

export const known: readonly Known[] = [
  {
    name: 'chain: powers of t times exp(-k t)',
    model: chain,
    time: 25,
    species: ['A', 'B', 'C', 'D'],
    error: (values) => {
      const x = 0.1 * 25;
      const e = 1000 * exp(-x);
      return farthest(values, [e, e * x, (e * x * x) / 2, 1000 - e * (1 + x + (x * x) / 2)], 1000);
    },
  },
  {
    name: 'Michaelis-Menten: S0 - S + K ln(S0 / S) = vmax t',
    model: michaelisMenten,
    time: 30,
    species: ['S'],
    error: ([s]) => Math.abs(400 - s + 50 * log(400 / s) - 300) / 300,
  },
  {
    name: 'fast exchange, slow loss: two exponentials',
    model: fastExchange,
    time: 20,
    species: ['A', 'B'],
    error: (values) => {
      // Eigenvalues of [[-f, b], [f, -b - l]]; the slow one from the product, which loses no digits.
      const [f, b, l] = [1000, 2000, 0.05];
      const sum = f + b + l;
      const fast = -(sum + Math.sqrt(sum * sum - 4 * f * l)) / 2;
      const slow = (f * l) / fast;
      const gap = slow - fast;
      const a = (1000 * ((-f - fast) * exp(slow * 20) + (slow + f) * exp(fast * 20))) / gap;
      return farthest(values, [a, (a * (slow + f)) / b], 1000);
    },
  },
  {
    name: 'forced oscillator: rates that read the time',
    model: forcedOscillator,
    time: 30,
    species: ['x', 'y'],
    error: (values) => {
      const [w, f, a, t] = [0.5, 3, 0.2, 30];
      const x0 = (f * w) / (a * a + w * w);
      const y0 = (-a * f) / (a * a + w * w);
      const fade = exp(-a * t);
      const x = x0 * fade - x0 * cos(w * t) - y0 * sin(w * t);
      const y = y0 * fade + x0 * sin(w * t) - y0 * cos(w * t);
      return farthest(values, [x, y], 5);
    },
  },
  {
    // Values at t = 40 as printed in the documentation of LSODE (Hindmarsh 1983) and of many codes since.
    name: 'Robertson: published values at t = 40',
    model: robertson,
    time: 40,
    species: ['y1', 'y2', 'y3'],
    error: ([y1, y2, y3]) =>
      Math.max(Math.abs(y1 / 0.7158271 - 1), Math.abs(y2 / 9.185535e-6 - 1), Math.abs(y3 / 0.2841637 - 1)),
  },
];

function farthest(values: readonly number[], truth: readonly number[], scale: number): number {
  return Math.max(...values.map((value, i) => Math.abs(value - truth[i]) / scale));
}
