export { tissueEngine } from './session/engine.js';
export { tissueSlots } from './session/slots.js';
