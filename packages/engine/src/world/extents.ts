import type { CompiledModel } from '@invadolab/model';
import { closure, type Evaluate } from './expressions.js';

/** The shape of a kind's individuals, as functions of one of them. */
export interface ExtentPlan {
  readonly shape: 'disc' | 'gaussian';
  /** Area (disc) or standard deviation. */
  readonly size: Evaluate;
  readonly aspect: Evaluate;
}

/** Extents by kind; undefined where a kind has no position. */
export function extentsOf(model: CompiledModel, offsets: readonly number[]): readonly (ExtentPlan | undefined)[] {
  return model.places.map(({ extent }) => {
    if (extent === undefined) return undefined;
    const size = closure(extent.shape === 'disc' ? extent.area : extent.radius, offsets);
    const aspect = extent.shape === 'disc' ? closure(extent.aspect, offsets) : () => 1;
    return { shape: extent.shape, size, aspect };
  });
}
