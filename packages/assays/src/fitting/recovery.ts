import { exp, log } from '@invadolab/core';

/** `value = baseline + sum of amplitude (1 - exp(-t / tau))`, taus ascending, in the unit of the times. */
export interface RecoveryFit {
  readonly baseline: number;
  readonly amplitudes: readonly number[];
  readonly taus: readonly number[];
  /** Residual sum of squares. */
  readonly residual: number;
  /** Akaike's criterion corrected for few points (Hurvich and Tsai 1989). */
  readonly aicc: number;
}

/**
 * Fits one and two exponentials to a recovery and keeps the one with the lower AICc. Amplitudes and baseline follow by
 * linear least squares for given taus (variable projection, Golub and Pereyra 1973), so only log tau is searched: on
 * a grid, then by golden sections in turn. Amplitudes that would be negative lose to any fit without them.
 * Needs at least 8 points; times ascend from the bleach at 0.
 */
export function fitRecovery(times: readonly number[], values: readonly number[]): RecoveryFit {
  if (times.length < 8) throw new Error(`a recovery needs at least 8 points, not ${times.length}`);
  const one = fit(times, values, 1);
  const two = fit(times, values, 2);
  return two !== undefined && two.aicc < one!.aicc ? two : one!;
}

const gridPoints = 40;

function fit(times: readonly number[], values: readonly number[], components: 1 | 2): RecoveryFit | undefined {
  const record = times[times.length - 1];
  const lowest = log((times[1] - times[0]) / 4);
  const highest = log(4 * record);
  const step = (highest - lowest) / (gridPoints - 1);
  const grid = Array.from({ length: gridPoints }, (_, i) => lowest + i * step);
  const starts = components === 1 ? grid.map((a) => [a]) : grid.flatMap((a, i) => grid.slice(i + 1).map((b) => [a, b]));
  const cost = (logs: readonly number[]) => project(times, values, logs)?.residual ?? Number.POSITIVE_INFINITY;
  let best = starts[0];
  let lowestCost = Number.POSITIVE_INFINITY;
  for (const start of starts) {
    const here = cost(start);
    if (here < lowestCost) [best, lowestCost] = [start, here];
  }
  if (lowestCost === Number.POSITIVE_INFINITY) return components === 1 ? flat(values) : undefined;
  best = refine(best, step, cost);
  const { baseline, amplitudes, residual } = project(times, values, best)!;
  const order = best.map((_, i) => i).sort((a, b) => best[a] - best[b]);
  return {
    baseline,
    amplitudes: order.map((i) => amplitudes[i]),
    taus: order.map((i) => exp(best[i])),
    residual,
    aicc: aicc(residual, values.length, 2 + 2 * components),
  };
}

/** No recovery at all: a constant. */
function flat(values: readonly number[]): RecoveryFit {
  const baseline = values.reduce((sum, value) => sum + value, 0) / values.length;
  const residual = values.reduce((sum, value) => sum + (value - baseline) * (value - baseline), 0);
  return { baseline, amplitudes: [], taus: [], residual, aicc: aicc(residual, values.length, 2) };
}

/** `parameters` counts the variance too. */
function aicc(residual: number, n: number, parameters: number): number {
  // Exact data would give log 0; a relative floor far below any noise keeps the comparison finite.
  const deviance = n * log(Math.max(residual / n, 1e-18));
  return deviance + 2 * parameters + (2 * parameters * (parameters + 1)) / (n - parameters - 1);
}

/** Golden sections along each coordinate in turn, within one grid step, halving the span whenever a round is over. */
function refine(start: readonly number[], step: number, cost: (logs: readonly number[]) => number): number[] {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let best = [...start];
  let span = step;
  for (let round = 0; round < 60; round++) {
    const before = best;
    for (let axis = 0; axis < best.length; axis++) {
      const at = (value: number) => best.map((old, i) => (i === axis ? value : old));
      let low = best[axis] - span;
      let high = best[axis] + span;
      for (let i = 0; i < 24; i++) {
        const left = high - ratio * (high - low);
        const right = low + ratio * (high - low);
        if (cost(at(left)) <= cost(at(right))) high = right;
        else low = left;
      }
      const candidate = at((low + high) / 2);
      if (cost(candidate) <= cost(best)) best = candidate;
    }
    const moved = Math.max(...best.map((value, i) => Math.abs(value - before[i])));
    if (moved < 1e-7) break;
    if (moved < span / 4) span /= 2;
  }
  return best;
}

/** Least-squares baseline and amplitudes for given taus; undefined where one is negative or they cannot be told apart. */
function project(times: readonly number[], values: readonly number[], logs: readonly number[]) {
  const size = logs.length + 1;
  const rates = logs.map((each) => exp(-each));
  const normal = Array.from({ length: size }, () => new Float64Array(size + 1));
  const row = new Float64Array(size);
  for (const [k, time] of times.entries()) {
    row[0] = 1;
    for (let i = 0; i < rates.length; i++) row[i + 1] = 1 - exp(-time * rates[i]);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) normal[i][j] += row[i] * row[j];
      normal[i][size] += row[i] * values[k];
    }
  }
  const solution = solve(normal);
  if (solution === undefined || solution.slice(1).some((amplitude) => amplitude < 0)) return undefined;
  let residual = 0;
  for (const [k, time] of times.entries()) {
    let model = solution[0];
    for (let i = 0; i < rates.length; i++) model += solution[i + 1] * (1 - exp(-time * rates[i]));
    residual += (values[k] - model) * (values[k] - model);
  }
  return { baseline: solution[0], amplitudes: solution.slice(1), residual };
}

/** Gaussian elimination with row exchange on an augmented matrix; undefined where it is singular. */
function solve(rows: Float64Array[]): number[] | undefined {
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(rows[r][i]) > Math.abs(rows[pivot][i])) pivot = r;
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    if (!(Math.abs(rows[i][i]) > 1e-12)) return undefined;
    for (let r = i + 1; r < n; r++) {
      const factor = rows[r][i] / rows[i][i];
      for (let c = i; c <= n; c++) rows[r][c] -= factor * rows[i][c];
    }
  }
  const solution = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let rest = rows[i][n];
    for (let c = i + 1; c < n; c++) rest -= rows[i][c] * solution[c];
    solution[i] = rest / rows[i][i];
  }
  return solution;
}
