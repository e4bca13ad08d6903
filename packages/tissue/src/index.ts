export { type Contact, restingDistance } from './cells/adhesion.js';
export {
  CellTable,
  type CellTableOptions,
  cellStates,
  divisions,
  type NewCell,
} from './cells/cell-table.js';
export type { Axis, Domain } from './cells/domain.js';
export { beginDying, Life, type LifeEvents, type RemovedCell } from './cells/life.js';
export { Mechanics, type MechanicsSettings } from './cells/mechanics.js';
export { memoryOf } from './cells/memory.js';
export type { Motility } from './cells/motility.js';
export type { Neighbours } from './cells/neighbours.js';
export {
  type FieldDemand,
  fieldProblems,
  memoryOfFields,
  reachError,
  uptakeError,
} from './fields/checks.js';
export { Grid3, type GridSettings } from './fields/grid.js';
export { Ledger } from './fields/ledger.js';
export { Places } from './fields/places.js';
export { type Settled, type SettleOptions, Settler } from './fields/settle.js';
export { type PointExchange, SolubleField3, type Spreading } from './fields/soluble.js';
export { Vessels } from './fields/vessels.js';
export type { Wall, Walls } from './fields/walls.js';
export { tissueEngine } from './session/engine.js';
export { tissueSlots } from './session/slots.js';
export { type TissueDemand, tissueDemand } from './world/demand.js';
