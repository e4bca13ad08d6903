import { short, type TooCoarse } from '../too-coarse.js';
import { longestStep } from './adhesion.js';

/** Of a close packing of spheres, those that press a cell from one side. */
const pressing = 3;

/**
 * Whether steps of the mechanics of `dt` s are too long for cells of this radius (um) that part with `repulsion` (um/s): refused from where
 * a pair at full overlap jumps past its rest, warned of where a cell that three others press from one side does.
 */
export function stepProblems(repulsion: number, radius: number, dt: number): TooCoarse[] {
  const longest = longestStep({ repulsion }, radius);
  const safe = longest / pressing;
  if (dt <= safe) return [];
  return [
    {
      grade: dt > longest ? 'refused' : 'warned',
      message: `cells of ${short(radius)} um part with ${short(repulsion)} um/s where they overlap, and a step of ${short(dt)} s throws ${dt > longest ? 'a pair' : `one that ${pressing} others press`} past its rest; steps of at most ${short(safe)} s are needed`,
    },
  ];
}
