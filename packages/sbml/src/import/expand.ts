import { BadInput, nearest } from '@invadolab/core';
import { type Formula, partsOf, renamed, withParts } from './formula.js';
import type { Lambda } from './mathml.js';
import type { SbmlModel } from './sbml-model.js';

const deepest = 60;
const largest = 20_000;

/** Puts function definitions in place of their calls. Throws `BadInput` for unknown functions, circles and overgrowth. */
export class Expander {
  readonly #file: string;
  readonly #functions: ReadonlyMap<string, Lambda>;

  constructor({ file, functions }: Pick<SbmlModel, 'file' | 'functions'>) {
    this.#file = file;
    this.#functions = functions;
  }

  /** The formula without calls. */
  expand(formula: Formula): Formula {
    const whole = this.#expand(formula, 0);
    const size = sizeOf(whole);
    if (size > largest) {
      throw new BadInput('a formula is too large once its functions are written out', {
        file: this.#file,
        found: `${size} parts`,
        expected: `at most ${largest}`,
      });
    }
    return whole;
  }

  #expand(formula: Formula, depth: number): Formula {
    if (formula.kind !== 'call') return withParts(formula, (part) => this.#expand(part, depth));
    const { function: id, parts, line, column } = formula;
    const place = { file: this.#file, line, column };
    const known = this.#functions.get(id);
    if (known === undefined) {
      const near = nearest(id, this.#functions.keys());
      throw new BadInput('an unknown function is called', { ...place, found: id, nearest: near });
    }
    if (parts.length !== known.arguments.length) {
      throw new BadInput(`${id} has the wrong number of arguments`, {
        ...place,
        found: String(parts.length),
        expected: String(known.arguments.length),
      });
    }
    if (depth > deepest) throw new BadInput('functions call each other in a circle', { ...place, found: id });
    const given = new Map(parts.map((part, index) => [known.arguments[index], this.#expand(part, depth)]));
    return renamed(this.#expand(known.body, depth + 1), (name) => given.get(name));
  }
}

function sizeOf(formula: Formula): number {
  return partsOf(formula).reduce((sum, part) => sum + sizeOf(part), 1);
}
