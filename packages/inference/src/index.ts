export { type CmaState, startCmaEs, stepCmaEs, usualOffspring } from './cma-es.js';
export { type Mixing, mixing } from './diagnostics.js';
export { effectiveNumber } from './mixture.js';
export { type ElementaryEffect, elementaryEffects, type MorrisDesign, morrisDesign } from './morris.js';
export { logNormalProbability, normalDensity } from './normal.js';
export type { Objective } from './objective.js';
export { type AbcGeneration, type AbcPlan, type AbcResult, approximate, resampled } from './population.js';
export { type Interval, identifiability, type Marginal, type Posterior, type Ridge, summarise } from './posterior.js';
export { checkPrior, logDensity, type Prior, positionOf, priorQuantile, valueAt } from './prior.js';
export { advanceSampler, chainsOf, type SamplerStart, type SamplerState, startSampler } from './sampler.js';
export {
  mostSobolCoordinates,
  type Share,
  type SobolDesign,
  type SobolIndex,
  sobolDesign,
  sobolIndices,
} from './sobol-indices.js';
export { mostSobolDimensions, sobolPoints } from './sobol-sequence.js';
export { type Surface, surfaceThrough } from './surface.js';
