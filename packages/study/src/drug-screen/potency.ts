import { type Curve, effectiveDose, quotient } from './curve.js';
import type { Bounds, Draws } from './effects.js';
import { meanDraws } from './effects.js';

/** Share of the control's value that defines the free EC50. */
const half = 0.5;

/** The curve in one draw. `ratios[dose][draw]`. */
export function curveIn(doses: readonly number[], ratios: readonly Draws[], draw: number): Curve {
  return { doses, ratios: ratios.map((list) => list[draw]) };
}

/** Free concentration that halves the measure, draw by draw. */
export function halvingDoses(doses: readonly number[], ratios: readonly Draws[]): readonly Bounds[] {
  return Array.from(ratios[0], (_, draw) => effectiveDose(curveIn(doses, ratios, draw), half));
}

/** The halving dose of healthy cells over that of the cancers, draw by draw. */
export function windowDraws(healthy: readonly Bounds[], cancers: readonly Bounds[]): readonly Bounds[] {
  return healthy.map((bounds, draw) => quotient(bounds, cancers[draw]));
}

/** The mean curve of several contexts: `ratios[context][dose][draw]` to `[dose][draw]`. */
export function meanCurve(ratios: readonly (readonly Draws[])[], draws: number): readonly Draws[] {
  const [first] = ratios;
  return first.map((_, dose) =>
    meanDraws(
      ratios.map((lists) => lists[dose]),
      draws,
    ),
  );
}
