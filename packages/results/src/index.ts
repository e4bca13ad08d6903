export type * from './store.js';
export type * from './tables.js';
