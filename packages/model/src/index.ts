export { resolveCell, resolveDrug, resolveMatrix, resolveMolecule } from './catalog/names.js';
export { overlayCatalog, parseCatalog } from './catalog/parse.js';
export type { CatalogFile } from './catalog/tables.js';
export type * from './catalog.js';
export type { Locate, Path } from './check/report.js';
export { checkModel, compileModel } from './compile/compile.js';
export type * from './compiled.js';
export { compose } from './compose/compose.js';
export { ofOrgan, organsOf } from './compose/hosted.js';
export { reservedNames } from './expression/tree.js';
export type * from './language.js';
export type { Influence } from './network/influence.js';
export {
  type Formula,
  type FormulaName,
  type ModelNetwork,
  type NetworkSpecies,
  type NetworkStep,
  networkOf,
} from './network/network.js';
export { evaluateNode } from './nodes/evaluate.js';
export { operandsOf, slotsOf, substitute } from './nodes/rewrite.js';
export { modelJsonSchema } from './schema/model.js';
export { parseModel, type ReadModel, readModel } from './schema/parse.js';
export { type LocatedYaml, parseYaml } from './yaml/read.js';
export { checkShape } from './yaml/shape.js';
