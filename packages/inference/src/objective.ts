/**
 * A function of many points, evaluated in batches so that it can be spread over threads: one number per point, in order.
 * Not a number, or an infinity, says that the point cannot be evaluated. Each point is a vector that the objective must
 * not keep or change. Rejects once `signal` fires.
 */
export type Objective = (
  points: readonly Float64Array[],
  options?: { readonly signal?: AbortSignal },
) => Promise<Float64Array>;
