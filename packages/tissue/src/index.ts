export {
  type FieldDemand,
  type FieldProblem,
  fieldProblems,
  memoryOfFields,
  reachError,
  uptakeError,
} from './fields/checks.js';
export { Grid3, type GridSettings } from './fields/grid.js';
export {
  fibreHindrance,
  freeDiffusivity,
  type Hindrance,
  layerPermeability,
  poreHindrance,
  unhindered,
} from './fields/hindrance.js';
export { Ledger } from './fields/ledger.js';
export { Places } from './fields/places.js';
export { type FieldOptions, type PointExchange, SolubleField3, type Spreading } from './fields/soluble.js';
export { saturableClearance } from './fields/uptake.js';
export { Vessels } from './fields/vessels.js';
export type { Wall, Walls } from './fields/walls.js';
export { WholeMolecules } from './fields/whole.js';
export { tissueEngine } from './session/engine.js';
export { tissueSlots } from './session/slots.js';
