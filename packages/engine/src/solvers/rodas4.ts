import { assembleElementwise } from '../generate/elementwise.js';
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
  readonly #y: Float64Array;
  readonly #u: readonly Float64Array[];
  readonly #stage: Float64Array;
  readonly #slope: Float64Array;
  readonly #combine: ReturnType<typeof combinations>;

  constructor(problem: StiffProblem) {
    const vector = () => new Float64Array(new ArrayBuffer(8 * Math.max(problem.size, 9)), 0, problem.size);
    const [y, s, n, d] = [vector(), vector(), vector(), vector()];
    const u = [vector(), vector(), vector(), vector(), vector(), vector()];
    this.#problem = problem;
    this.#y = y;
    this.#stage = s;
    this.next = n;
    this.#slope = d;
    this.#u = u;
    this.#combine = combinations(problem, { y, s, n, d, u1: u[0], u2: u[1], u3: u[2], u4: u[3], u5: u[4], u6: u[5] });
  }

  start(): void {}

  accept(): void {}

  attempt(t: number, y: Float64Array, h: number): number {
    const problem = this.#problem;
    const stage = this.#stage;
    const combine = this.#combine;
    const u = this.#u;
    const timed = problem.timeDerivative !== undefined;
    const inverse = 1 / h;
    this.#y.set(y);
    if (timed) problem.timeDerivative!(t, y, this.#slope);
    problem.factor(t, y, inverse / gamma);

    problem.rhs(t, y, u[0]);
    if (timed) combine.timed1(h);
    problem.solve(u[0]);

    combine.stage2();
    problem.rhs(t + c2 * h, stage, u[1]);
    combine.right2(inverse);
    if (timed) combine.timed2(h);
    problem.solve(u[1]);

    combine.stage3();
    problem.rhs(t + c3 * h, stage, u[2]);
    combine.right3(inverse);
    if (timed) combine.timed3(h);
    problem.solve(u[2]);

    combine.stage4();
    problem.rhs(t + c4 * h, stage, u[3]);
    combine.right4(inverse);
    if (timed) combine.timed4(h);
    problem.solve(u[3]);

    combine.stage5();
    problem.rhs(t + h, stage, u[4]);
    combine.right5(inverse);
    problem.solve(u[4]);

    combine.stage6();
    problem.rhs(t + h, stage, u[5]);
    combine.right6(inverse);
    problem.solve(u[5]);

    return Math.sqrt(combine.end(problem.relative) / problem.size);
  }

  interpolate(theta: number, y: Float64Array, out: Float64Array): void {
    const [u1, u2, u3, u4, u5] = this.#u;
    const rest = 1 - theta;
    for (let i = 0; i < out.length; i += 1) {
      const p = e1 * u1[i] + e2 * u2[i] + e3 * u3[i] + e4 * u4[i] + e5 * u5[i];
      const q = f1 * u1[i] + f2 * u2[i] + f3 * u3[i] + f4 * u4[i] + f5 * u5[i];
      out[i] = y[i] * rest + theta * (this.next[i] + rest * (p + theta * q));
    }
  }
}

/** The vector arithmetic between solves: arguments of the stages, right-hand sides, and the end with its error. */
function combinations(problem: StiffProblem, vectors: Readonly<Record<string, Float64Array>>) {
  const size = problem.size;
  const captured = { ...vectors, tolerance: problem.absolute };
  const make = (parameters: readonly string[], statement: (index: number) => string) =>
    assembleElementwise(size, parameters, captured, statement);
  const sum = (weights: readonly number[], i: number) =>
    weights.map((weight, j) => `(${weight})*u${j + 1}[${i}]`).join('+');
  const stage = (...weights: readonly number[]) => make([], (i) => `s[${i}]=y[${i}]+${sum(weights, i)};`);
  const right = (...weights: readonly number[]) =>
    make(['r'], (i) => `u${weights.length + 1}[${i}]+=r*(${sum(weights, i)});`);
  const timed = (index: number, weight: number) => make(['h'], (i) => `u${index}[${i}]+=h*(${weight})*d[${i}];`);
  return {
    stage2: stage(a21),
    stage3: stage(a31, a32),
    stage4: stage(a41, a42, a43),
    stage5: stage(a51, a52, a53, a54),
    stage6: make([], (i) => `s[${i}]+=u5[${i}];`),
    right2: right(g21),
    right3: right(g31, g32),
    right4: right(g41, g42, g43),
    right5: right(g51, g52, g53, g54),
    right6: right(g61, g62, g63, g64, g65),
    timed1: timed(1, d1),
    timed2: timed(2, d2),
    timed3: timed(3, d3),
    timed4: timed(4, d4),
    /** The end of the step, and the sum of squared errors in units of the tolerance. */
    end: make(
      ['relative'],
      (i) =>
        `{const x=s[${i}]+u6[${i}];n[${i}]=x;` +
        `const e=u6[${i}]/(tolerance[${i}]+relative*Math.max(Math.abs(y[${i}]),Math.abs(x)));sum+=e*e;}`,
    ),
  };
}
