import * as instructions from './instructions.js';
import { type Code, unsigned, type ValueType, valueTypes } from './instructions.js';

/** Instructions of kernels, written as nested expressions. */
export const wasm = instructions;

/** A function of a module. Its parameters are its first locals. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly result?: ValueType;
  readonly locals: readonly ValueType[];
  readonly code: Code;
}

/** Its memory, and its functions by name. */
export interface WasmInstance {
  readonly memory: ArrayBuffer;
  readonly functions: Readonly<Record<string, (...values: number[]) => number>>;
}

/**
 * Compiles functions over one memory of `bytes` bytes. Undefined where there is no WebAssembly with vectors, or a page's
 * policy forbids it: whoever asks has the same arithmetic as plain code.
 */
export function instantiate(functions: readonly WasmFunction[], bytes: number): WasmInstance | undefined {
  // The memory is little-endian everywhere, arrays are as the machine.
  const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
  if (typeof WebAssembly === 'undefined' || !littleEndian) return undefined;
  const code = encode(functions, Math.ceil(bytes / 65536));
  if (!WebAssembly.validate(code)) return undefined;
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code));
    const { memory, ...rest } = exports;
    return { memory: (memory as WebAssembly.Memory).buffer, functions: rest as WasmInstance['functions'] };
  } catch (error) {
    if (error instanceof WebAssembly.CompileError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The binary form: WebAssembly Core Specification 2.0, section 5.5. */
function encode(functions: readonly WasmFunction[], pages: number): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, result }) => [
    0x60,
    ...list(parameters.map((type) => [valueTypes[type]])),
    ...list(result === undefined ? [] : [[valueTypes[result]]]),
  ]);
  const exported = functions.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)]);
  const bodies = functions.map(({ locals, code }) => {
    const body = [...list(locals.map((type) => [1, valueTypes[type]])), ...code, 0x0b];
    return [...unsigned(body.length), ...body];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, types),
    ...section(
      3,
      functions.map((_, index) => unsigned(index)),
    ),
    ...section(5, [[0x00, ...unsigned(pages)]]),
    ...section(7, [[...text('memory'), 0x02, 0x00], ...exported]),
    ...section(10, bodies),
  ]);
}

function section(id: number, entries: readonly Code[]): Code {
  const content = list(entries);
  return [id, ...unsigned(content.length), ...content];
}

function list(entries: readonly Code[]): Code {
  return [...unsigned(entries.length), ...entries.flat()];
}

/** A name of ASCII characters. */
function text(name: string): Code {
  return list([...name].map((character) => [character.charCodeAt(0)]));
}
