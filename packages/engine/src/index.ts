export { type Check, conformance } from './conformance/conformance.js';
export type * from './engine.js';
export type * from './frame.js';
export { type ReducedPlan, reducedPlanOf, supportsReduced } from './reduced/plan.js';
export { FollowedCell, type ReducedRun, runFailure, runReduced } from './reduced/run.js';
export type { Mark, ReducedGlance, ReducedScene, ReducedSite, WatchedSite } from './reduced/scene.js';
export { SerialPool, type Tasks } from './serial-pool.js';
export { referenceEngine } from './session/engine.js';
export type * from './workers.js';
