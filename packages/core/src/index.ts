export {
  type Dimension,
  dimensionless,
  formatDimension,
  multiplyDimension,
  powerDimension,
  sameDimension,
} from './dimension.js';
export { BadInput, type BadInputDetails, isBadInput } from './errors.js';
export { exp, expm1 } from './functions/exp.js';
export { log, log1p } from './functions/log.js';
export { logFactorial } from './functions/log-factorial.js';
export { normalCdf } from './functions/normal-cdf.js';
export { normalQuantile } from './functions/normal-quantile.js';
export { pow } from './functions/pow.js';
export { cos, sin } from './functions/sin.js';
export { tanh } from './functions/tanh.js';
export { canonicalJson, sha256Hex } from './hash.js';
export { nearest } from './nearest.js';
export { philox4x32 } from './philox.js';
export { fromBase, type ParsedQuantity, parseQuantity, toBase } from './quantity.js';
export type { Reference, Source } from './source.js';
export { Stream } from './stream.js';
export { parseUnit, type Unit } from './unit.js';
export type { Code } from './wasm/instructions.js';
export { instantiate, type WasmFunction, type WasmInstance, wasm } from './wasm/module.js';
