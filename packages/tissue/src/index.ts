export { Grid3, type GridSettings } from './fields/grid.js';
export { Ledger } from './fields/ledger.js';
export { Places } from './fields/places.js';
export { type FieldOptions, type PointExchange, SolubleField3, type Spreading } from './fields/soluble.js';
export type { Wall, Walls } from './fields/walls.js';
export { tissueEngine } from './session/engine.js';
export { tissueSlots } from './session/slots.js';
