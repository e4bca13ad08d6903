/** dy/dt = f(t, y), with the tolerances of each entry. Problems own their workspaces: one place at a time. */
export interface OdeProblem {
  readonly size: number;
  /** Absolute tolerance of each entry, in the unit of the state. */
  readonly absolute: Float64Array;
  /** Relative tolerance. */
  readonly relative: number;
  /** Writes f(t, y). */
  rhs(t: number, y: Float64Array, dy: Float64Array): void;
}

/** What implicit methods need besides. */
export interface StiffProblem extends OdeProblem {
  /** Factorises `gammaInverse I - df/dy` at (t, y); the factors stay inside until the next call. */
  factor(t: number, y: Float64Array, gammaInverse: number): void;
  /** Solves with the last factors, in place. */
  solve(b: Float64Array): void;
  /** Writes df/dt; absent where no rate reads the time. */
  timeDerivative?(t: number, y: Float64Array, dt: Float64Array): void;
}

/** A one-step method for ordinary differential equations. The tests hold every registered one to its declared orders. */
export interface OdeMethod {
  readonly id: string;
  /** Order of the solution that is carried on. */
  readonly order: number;
  /** Order of the embedded solution that estimates the error. */
  readonly errorOrder: number;
  /** Order of the solution inside a step. */
  readonly denseOrder: number;
  readonly stiff: boolean;
  /** Where the method and its coefficients are published. */
  readonly reference: string;
  create(problem: StiffProblem): Stepper;
}

/** The arithmetic of one step. Holds only workspace and the last attempted step; allocates nothing while stepping. */
export interface Stepper {
  /** The solution at the end of the last attempted step. */
  readonly next: Float64Array;
  /** Must be called before the first attempt from a point that is not the end of the last accepted step. */
  start(t: number, y: Float64Array): void;
  /** Tries a step of length h; returns its error, root mean square in units of the tolerance: <= 1 is accepted. */
  attempt(t: number, y: Float64Array, h: number): number;
  /** The last attempted step is taken; `next` is about to become the state. */
  accept(): void;
  /** The solution at the share `theta` of the last attempted step, before `accept`. `y` is where it started. */
  interpolate(theta: number, y: Float64Array, out: Float64Array): void;
}
