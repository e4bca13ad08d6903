export type * from './assay.js';
