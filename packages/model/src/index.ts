export type * from './catalog.js';
export type * from './compiled.js';
export type * from './language.js';
