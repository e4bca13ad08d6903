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
export { tissueEngine } from './session/engine.js';
export { tissueSlots } from './session/slots.js';
