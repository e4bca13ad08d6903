import { BadInput } from '@invadolab/core';
import type { XmlElement } from '../xml/parse.js';

/** Reads attributes of elements; what is wrong is said with the place of the element. */
export class Attributes {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** The value, which must be there. */
  required(element: XmlElement, name: string): string {
    const value = this.text(element, name);
    if (value !== undefined) return value;
    throw this.wrong(`<${element.name}> has no ${name}`, element, undefined, `${name}="..."`);
  }

  text(element: XmlElement, name: string): string | undefined {
    const value = element.attributes[name]?.trim();
    return value === '' ? undefined : value;
  }

  /** A finite number; NaN counts as absent, as SBML files say it. */
  number(element: XmlElement, name: string): number | undefined {
    const text = this.text(element, name);
    if (text === undefined || text === 'NaN') return undefined;
    const value = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isFinite(value)) return value;
    throw this.wrong(`${name} of <${element.name}> is not a number`, element, text, 'a finite number');
  }

  flag(element: XmlElement, name: string, otherwise: boolean): boolean {
    const text = this.text(element, name);
    if (text === undefined) return otherwise;
    if (text === 'true' || text === '1') return true;
    if (text === 'false' || text === '0') return false;
    throw this.wrong(`${name} of <${element.name}> is neither true nor false`, element, text, 'true or false');
  }

  wrong(summary: string, { line, column }: XmlElement, found?: string, expected?: string): BadInput {
    return new BadInput(summary, { file: this.#file, line, column, found, expected });
  }
}
