export type * from './study.js';
