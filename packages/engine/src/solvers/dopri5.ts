import type { OdeMethod, OdeProblem, Stepper } from './ode.js';

const nodes = [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1] as const;
const rows: readonly (readonly number[])[] = [
  [],
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
];
const errors = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40] as const;
const dense = [
  -12715105075 / 11282082432,
  0,
  87487479700 / 32700410799,
  -10690763975 / 1880347072,
  701980252875 / 199316789632,
  -1453857185 / 822651844,
  69997945 / 29380423,
] as const;

/** Explicit Runge-Kutta method of order 5 with an embedded one of order 4; the last stage is the next step's first. */
export const dopri5: OdeMethod = {
  id: 'dopri5',
  order: 5,
  errorOrder: 4,
  denseOrder: 4,
  stiff: false,
  reference:
    'Dormand & Prince, J. Comput. Appl. Math. 6 (1980) 19; dense output: Hairer, Norsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., Springer 1993, section II.6',
  create: (problem) => new Dopri5(problem),
};

class Dopri5 implements Stepper {
  readonly next: Float64Array;
  readonly #problem: OdeProblem;
  readonly #slopes: Float64Array[];
  readonly #stage: Float64Array;
  #length = 0;

  constructor(problem: OdeProblem) {
    const vector = () => new Float64Array(new ArrayBuffer(8 * Math.max(problem.size, 9)), 0, problem.size);
    this.#problem = problem;
    this.next = vector();
    this.#stage = vector();
    this.#slopes = nodes.map(vector);
  }

  start(t: number, y: Float64Array): void {
    this.#problem.rhs(t, y, this.#slopes[0]);
  }

  accept(): void {
    const first = this.#slopes[0];
    this.#slopes[0] = this.#slopes[6];
    this.#slopes[6] = first;
  }

  attempt(t: number, y: Float64Array, h: number): number {
    const { size, absolute, relative } = this.#problem;
    const slopes = this.#slopes;
    this.#length = h;
    for (let s = 1; s < 7; s += 1) {
      const stage = s === 6 ? this.next : this.#stage;
      const row = rows[s];
      stage.set(y);
      for (let j = 0; j < s; j += 1) {
        const slope = slopes[j];
        const weight = h * row[j];
        if (weight !== 0) for (let i = 0; i < size; i += 1) stage[i] += weight * slope[i];
      }
      this.#problem.rhs(t + nodes[s] * h, stage, slopes[s]);
    }
    let sum = 0;
    for (let i = 0; i < size; i += 1) {
      let error = 0;
      for (let s = 0; s < 7; s += 1) error += errors[s] * slopes[s][i];
      error *= h / (absolute[i] + relative * Math.max(Math.abs(y[i]), Math.abs(this.next[i])));
      sum += error * error;
    }
    return Math.sqrt(sum / size);
  }

  interpolate(theta: number, y: Float64Array, out: Float64Array): void {
    const slopes = this.#slopes;
    const h = this.#length;
    const rest = 1 - theta;
    for (let i = 0; i < out.length; i += 1) {
      const rise = this.next[i] - y[i];
      const bend = h * slopes[0][i] - rise;
      let last = 0;
      for (let s = 0; s < 7; s += 1) last += dense[s] * slopes[s][i];
      out[i] = y[i] + theta * (rise + rest * (bend + theta * (rise - h * slopes[6][i] - bend + rest * h * last)));
    }
  }
}
