import { cos, exp, log, pow, sin } from '@invadolab/core';
import { type EmitOptions, emit } from './emit.js';
import type { Program } from './program.js';

/** What generated code can hold on to: its arrays. */
export type Captured = Readonly<Record<string, Float64Array>>;

/** Generated code consists of names, numbers, operators and brackets: no text of a model can be among them. */
const allowed = /^[\w\s.+\-*/()[\],;=<>?:!{}&|]*$/;
const name = /^[a-z]\w*$/i;

/**
 * Turns statements into a function. The only place where source text becomes code; the text comes from `emit` and
 * from fixed templates, never from a model file.
 */
export function assemble<Arguments extends readonly unknown[], Result = void>(
  parameters: readonly string[],
  body: string,
  captured: Readonly<Record<string, unknown>> = {},
): (...values: Arguments) => Result {
  const names = Object.keys(captured);
  if (!allowed.test(body) || ![...parameters, ...names].every((text) => name.test(text)))
    throw new Error('generated code holds a character it cannot need');
  const make = new Function(
    'exp',
    'log',
    'pow',
    'sin',
    'cos',
    ...names,
    `return function(${parameters.join(',')}){${body}}`,
  );
  return make(exp, log, pow, sin, cos, ...names.map((key) => captured[key]));
}

export interface AssembleOptions extends EmitOptions {
  /** What runs at the head of each function, from its body and its position. */
  readonly prologue?: (body: string, piece: number) => string;
  /** What runs at the end of the last. */
  readonly epilogue?: string;
}

/**
 * Turns a program into one function of the given parameters; long programs become several functions that are called
 * in order.
 */
export function assembleProgram<Arguments extends readonly unknown[], Result = void>(
  parameters: readonly string[],
  program: Program,
  captured: Captured = {},
  options: AssembleOptions = {},
): (...values: Arguments) => Result {
  const { pieces, spills } = emit(program, { ...options, spill: 'w' });
  const arrays = { ...captured, w: new Float64Array(Math.max(9, spills)) };
  const head = options.prologue ?? (() => '');
  const bodies = pieces.length > 0 ? pieces.map(({ body }) => body) : [''];
  const functions = bodies.map((body, index) => {
    const tail = index === bodies.length - 1 ? (options.epilogue ?? '') : '';
    return assemble<Arguments, Result>(parameters, `${head(body, index)}${body}\n${tail}`, arrays);
  });
  if (functions.length === 1) return functions[0];
  const all = Object.fromEntries(functions.map((one, index) => [`piece${index}`, one]));
  const calls = functions.map((_, index) => `piece${index}(${parameters.join(',')});`);
  const last = calls.pop();
  return assemble<Arguments, Result>(parameters, `${calls.join('')}return ${last}`, all);
}
