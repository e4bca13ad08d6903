import type { OdeMethod, Stepper, StiffProblem } from './ode.js';

const gamma = 0.25;
const [c2, c3, c4] = [0.386, 0.21, 0.63];
const [d1, d2, d3, d4] = [0.25, -0.1043, 0.1035, -0.0362];
const a21 = 1.544;
const [a31, a32] = [0.9466785280815826, 0.2557011698983284];
const [a41, a42, a43] = [3.314825187068521, 2.896124015972201, 0.9986419139977817];
const [a51, a52, a53, a54] = [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.687886036105895];
const g21 = -5.6688;
const [g31, g32] = [-2.430093356833875, -0.2063599157091915];
const [g41, g42, g43] = [-0.1073529058151375, -9.594562251023355, -20.47028614809616];
const [g51, g52, g53, g54] = [7.496443313967647, -10.24680431464352, -33.99990352819905, 11.7089089320616];
const [g61, g62, g63, g64, g65] = [
  8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054,
];
const [e1, e2, e3, e4, e5] = [
  10.12623508344586, -7.487995877610167, -34.80091861555747, -7.992771707568823, 1.025137723295662,
];
const [f1, f2, f3, f4, f5] = [
  -0.6762803392801253, 6.087714651680015, 16.43084320892478, 24.76722511418386, -6.594389125716872,
];

/**
 * Rosenbrock method of order 4 with an embedded one of order 3: six stages, one factorisation, L-stable and stiffly
 * accurate, so stiff and explicitly time-dependent problems need no iteration.
 */
export const rodas4: OdeMethod = {
  id: 'rodas4',
  order: 4,
  errorOrder: 3,
  denseOrder: 3,
  stiff: true,
  reference:
    'Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed., Springer 1996, section IV.7 and code RODAS',
  create: (problem) => new Rodas4(problem),
};

class Rodas4 implements Stepper {
  readonly next: Float64Array;
  readonly #problem: StiffProblem;
  readonly #u: readonly Float64Array[];
  readonly #stage: Float64Array;
  readonly #slope: Float64Array;

  constructor(problem: StiffProblem) {
    const vector = () => new Float64Array(new ArrayBuffer(8 * Math.max(problem.size, 9)), 0, problem.size);
    this.#problem = problem;
    this.next = vector();
    this.#u = [vector(), vector(), vector(), vector(), vector(), vector()];
    this.#stage = vector();
    this.#slope = vector();
  }

  start(): void {}

  accept(): void {}

  attempt(t: number, y: Float64Array, h: number): number {
    const problem = this.#problem;
    const n = problem.size;
    const [u1, u2, u3, u4, u5, u6] = this.#u as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const stage = this.#stage;
    const slope = this.#slope;
    const next = this.next;
    const inverse = 1 / h;
    const timed = problem.timeDerivative !== undefined;
    if (timed) problem.timeDerivative!(t, y, slope);
    problem.factor(t, y, inverse / gamma);

    problem.rhs(t, y, u1);
    if (timed) for (let i = 0; i < n; i += 1) u1[i] += h * d1 * slope[i];
    problem.solve(u1);

    for (let i = 0; i < n; i += 1) stage[i] = y[i] + a21 * u1[i];
    problem.rhs(t + c2 * h, stage, u2);
    for (let i = 0; i < n; i += 1) u2[i] += inverse * (g21 * u1[i]);
    if (timed) for (let i = 0; i < n; i += 1) u2[i] += h * d2 * slope[i];
    problem.solve(u2);

    for (let i = 0; i < n; i += 1) stage[i] = y[i] + a31 * u1[i] + a32 * u2[i];
    problem.rhs(t + c3 * h, stage, u3);
    for (let i = 0; i < n; i += 1) u3[i] += inverse * (g31 * u1[i] + g32 * u2[i]);
    if (timed) for (let i = 0; i < n; i += 1) u3[i] += h * d3 * slope[i];
    problem.solve(u3);

    for (let i = 0; i < n; i += 1) stage[i] = y[i] + a41 * u1[i] + a42 * u2[i] + a43 * u3[i];
    problem.rhs(t + c4 * h, stage, u4);
    for (let i = 0; i < n; i += 1) u4[i] += inverse * (g41 * u1[i] + g42 * u2[i] + g43 * u3[i]);
    if (timed) for (let i = 0; i < n; i += 1) u4[i] += h * d4 * slope[i];
    problem.solve(u4);

    for (let i = 0; i < n; i += 1) stage[i] = y[i] + a51 * u1[i] + a52 * u2[i] + a53 * u3[i] + a54 * u4[i];
    problem.rhs(t + h, stage, u5);
    for (let i = 0; i < n; i += 1) u5[i] += inverse * (g51 * u1[i] + g52 * u2[i] + g53 * u3[i] + g54 * u4[i]);
    problem.solve(u5);

    for (let i = 0; i < n; i += 1) stage[i] += u5[i];
    problem.rhs(t + h, stage, u6);
    for (let i = 0; i < n; i += 1)
      u6[i] += inverse * (g61 * u1[i] + g62 * u2[i] + g63 * u3[i] + g64 * u4[i] + g65 * u5[i]);
    problem.solve(u6);

    const { absolute, relative } = problem;
    let sum = 0;
    for (let i = 0; i < n; i += 1) {
      const end = stage[i] + u6[i];
      next[i] = end;
      const error = u6[i] / (absolute[i] + relative * Math.max(Math.abs(y[i]), Math.abs(end)));
      sum += error * error;
    }
    return Math.sqrt(sum / n);
  }

  interpolate(theta: number, y: Float64Array, out: Float64Array): void {
    const [u1, u2, u3, u4, u5] = this.#u as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
    const rest = 1 - theta;
    for (let i = 0; i < out.length; i += 1) {
      const p = e1 * u1[i] + e2 * u2[i] + e3 * u3[i] + e4 * u4[i] + e5 * u5[i];
      const q = f1 * u1[i] + f2 * u2[i] + f3 * u3[i] + f4 * u4[i] + f5 * u5[i];
      out[i] = y[i] * rest + theta * (this.next[i] + rest * (p + theta * q));
    }
  }
}
