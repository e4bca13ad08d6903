export type * from './engine.js';
export type * from './workers.js';
export type * from './frame.js';
