export { type Check, conformance } from './conformance/conformance.js';
export type * from './engine.js';
export type * from './frame.js';
export { SerialPool, type Tasks } from './serial-pool.js';
export { referenceEngine } from './session/engine.js';
export type * from './workers.js';
