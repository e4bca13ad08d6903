export { type Contact, geometricPairs, longestStep, restingDistance } from './cells/adhesion.js';
export {
  CellTable,
  type CellTableOptions,
  type ColumnOptions,
  cellStates,
  divisions,
  type NewCell,
  type OnDivision,
} from './cells/cell-table.js';
export type { Axis, Domain } from './cells/domain.js';
export { beginDying, Life, type LifeEvents, type RemovedCell } from './cells/life.js';
export { Mechanics, type MechanicsSettings } from './cells/mechanics.js';
export { memoryOf } from './cells/memory.js';
export type { Motility } from './cells/motility.js';
export type { Neighbours } from './cells/neighbours.js';
export { restoreSnapshot, snapshotOf } from './cells/snapshot.js';
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
export { type SaturableExchange, type Settled, type SettleOptions, Settler } from './fields/settle.js';
export { type FieldOptions, type PointExchange, SolubleField3, type Spreading } from './fields/soluble.js';
export { saturableClearance } from './fields/uptake.js';
export { Vessels } from './fields/vessels.js';
export type { Wall, Walls } from './fields/walls.js';

export { WholeMolecules } from './fields/whole.js';
export { tissueEngine } from './session/engine.js';
export { tissueSlots } from './session/slots.js';
export { type TissueDemand, tissueDemand } from './world/demand.js';
