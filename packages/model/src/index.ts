export { resolveCell, resolveDrug, resolveMatrix, resolveMolecule } from './catalog/names.js';
export { overlayCatalog, parseCatalog } from './catalog/parse.js';
export type { CatalogFile } from './catalog/tables.js';
export type * from './catalog.js';
export type { Locate, Path } from './check/report.js';
export { checkModel, compileModel, modelHash } from './compile/compile.js';
export type * from './compiled.js';
export { compose } from './compose/compose.js';
export { type Equation, type EquationTerm, parseEquation } from './expression/equation.js';
export { parseExpression } from './expression/parse.js';
export { type ExpressionTree, namesIn, reservedNames } from './expression/tree.js';
export { labelSpecies } from './label/label.js';
export type { LabelSuffixes } from './label/share.js';
export type * from './language.js';
export { evaluateNode } from './nodes/evaluate.js';
export { conservedSchema, modelJsonSchema, modelSchema, modelTables, placeSchema } from './schema/model.js';
export { parseModel, type ReadModel, readModel } from './schema/parse.js';
export {
  amountSchema,
  entryIdSchema,
  expressionSchema,
  identifierSchema,
  parameterSchema,
  quantitySchema,
  rangeSchema,
  referenceSchema,
  sourceSchema,
} from './schema/pieces.js';
export { type LocatedYaml, parseYaml } from './yaml/read.js';
export { checkShape, shapeProblem } from './yaml/shape.js';
