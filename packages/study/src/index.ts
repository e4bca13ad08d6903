export { type Cost, costOf, sizeWithin, type UnitCost } from './cost.js';
export { memberNumber } from './draws.js';
export { execute, type Failure, type Outcome, type Work } from './execute.js';
export { type ParsedStudy, type ParseOptions, parseStudy } from './parse.js';
export { type Plan, type PlannedModel, type PlanOptions, planStudy, resizedPlan } from './plan.js';
export { studyJsonSchema } from './schema.js';
export type { Arm, RunSpec, Study } from './study.js';
