import { exp } from '@invadolab/core';
import type { OverPlan } from '../fields/over-plan.js';
import type { Frame } from '../frame.js';
import type { ExtentPlan } from '../world/extents.js';
import { notANumber } from '../world/not-finite.js';

/** Equal areas that a Gaussian footprint is cut into, and where it ends: the same 3.5 standard deviations as on the grid. */
const ringsOfGaussian = 16;
const reach = 0.5 * 3.5 * 3.5;

/** The film under one site by distance instead of by voxel: rings of equal area, the innermost first. */
export interface Rings {
  readonly count: number;
  /** Weight of the footprint in each ring, and the share of the whole footprint that lies there. */
  readonly weight: Float64Array;
  readonly share: Float64Array;
}

/** Rings of a footprint. A Gaussian has weight exp(-s) at s = r^2 / 2 sigma^2, so equal steps of s are equal areas. */
export function ringsOf(shape: ExtentPlan['shape']): Rings {
  if (shape === 'disc') return { count: 1, weight: Float64Array.of(1), share: Float64Array.of(1) };
  const step = reach / ringsOfGaussian;
  const within = Float64Array.from({ length: ringsOfGaussian }, (_, k) => exp(-k * step) - exp(-(k + 1) * step));
  const whole = within.reduce((sum, value) => sum + value, 0);
  return {
    count: ringsOfGaussian,
    weight: within.map((value) => value / step),
    share: within.map((value) => value / whole),
  };
}

/** um2 of one ring of a footprint of this size (area of a disc, standard deviation of a Gaussian). */
export function ringArea(shape: ExtentPlan['shape'], size: number): number {
  return shape === 'disc' ? size : (2 * Math.PI * size * size * reach) / ringsOfGaussian;
}

/**
 * The reactions at every voxel of one field, over `length` seconds, on the rings of one site: `density` has one entry per ring and
 * species of the field, species by species. Returns the firings of each reaction per um2 of ring, summed over rings, in `plan.totals`.
 * The same damped step as on the grid.
 */
export function actOnRings(
  plan: OverPlan,
  rings: Rings,
  frame: Frame,
  offset: number,
  density: Float64Array,
  length: number,
  rates: Float64Array,
): void {
  if (plan.single) {
    useUpOnRings(plan, rings, frame, offset, density, length, rates);
    return;
  }
  const { start, species, amount, totals, change, sees, loss, reactions } = plan;
  totals.fill(0);
  for (let ring = 0; ring < rings.count; ring++) {
    for (let s = 0; s < change.length; s++) {
      sees[offset + s] = density[s * rings.count + ring];
      change[s] = 0;
    }
    plan.rates.evaluate(frame, rates);
    const scale = rings.weight[ring] * length;
    loss.fill(0);
    for (let r = 0; r < reactions.length; r++) {
      if (Number.isNaN(rates[r])) throw notANumber(reactions[r].id);
      rates[r] = Math.max(0, rates[r]) * scale;
      for (let entry = start[r]; entry < start[r + 1]; entry++)
        if (amount[entry] < 0) loss[species[entry]] -= amount[entry] * rates[r];
    }
    for (let r = 0; r < reactions.length; r++) {
      let damping = 1;
      for (let entry = start[r]; entry < start[r + 1]; entry++) {
        if (amount[entry] >= 0) continue;
        const x = loss[species[entry]] / Math.max(sees[offset + species[entry]], 1e-300);
        damping = Math.min(damping, 1 / (1 + x * (0.5 + x / 12)));
      }
      const fired = rates[r] * damping;
      totals[r] += fired;
      for (let entry = start[r]; entry < start[r + 1]; entry++) change[species[entry]] += amount[entry] * fired;
    }
    for (let s = 0; s < change.length; s++) density[s * rings.count + ring] += change[s];
  }
}

/** The same where one reaction uses up one species and changes nothing else of the field: nearly all films, in a third of the time. */
function useUpOnRings(
  { reactions, species, amount, change, sees, totals, rates: kernel }: OverPlan,
  { count, weight }: Rings,
  frame: Frame,
  offset: number,
  density: Float64Array,
  length: number,
  rates: Float64Array,
): void {
  const used = species[0] * count;
  const each = -amount[0];
  let total = 0;
  for (let ring = 0; ring < count; ring++) {
    for (let s = 0; s < change.length; s++) sees[offset + s] = density[s * count + ring];
    kernel.evaluate(frame, rates);
    const rate = rates[0];
    if (Number.isNaN(rate)) throw notANumber(reactions[0].id);
    const most = rate > 0 ? rate * weight[ring] * length : 0;
    const there = density[used + ring];
    const x = (each * most) / Math.max(there, 1e-300);
    const fired = most / (1 + x * (0.5 + x / 12));
    total += fired;
    density[used + ring] = there - each * fired;
  }
  totals[0] = total;
}
