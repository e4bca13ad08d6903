export type * from './catalog.js';
export type * from './compiled.js';
export type * from './language.js';
export type { CatalogFile } from './catalog/document.js';
export { resolveCell, resolveDrug, resolveMatrix, resolveMolecule } from './catalog/names.js';
export { overlayCatalog, parseCatalog } from './catalog/parse.js';
export { compose } from './compose/compose.js';
