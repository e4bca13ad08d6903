export type * from './engine.js';
export type * from './workers.js';
