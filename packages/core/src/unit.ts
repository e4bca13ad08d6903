import { type Dimension, dimensionless, multiplyDimension, powerDimension } from './dimension.js';
import { BadInput } from './errors.js';
import { nearest } from './nearest.js';
import { type UnitDefinition, unitDefinitions } from './unit-table.js';

/** A unit of measurement. A number in this unit times `factor` is in base units (um, s, mg, molecule, K). */
export interface Unit {
  /** As it was written. */
  readonly text: string;
  /** `mantissa * 10^exponent`, rounded once. */
  readonly factor: number;
  readonly dimension: Dimension;
  /** The part of the factor that is no power of ten, so that 1000 nM and 1 uM are the same number to the last bit. */
  readonly mantissa: number;
  readonly exponent: number;
}

const LONGEST = 60;
const DEEPEST = 4;
const token = /\s*(?:([*·/()])|([\p{L}µ%°]+)|(\d+(?:\.\d+)?))(?:\^?([+-]?\d+))?/uy;

/**
 * Reads a unit: names from the table joined by `/`, `*`, `·` or a space, with whole-number powers (`um2`, `um^2`, `s-1`)
 * and parentheses: `1/uM/s`, `molecule/um2`, `mg um/s2`, `1/(uM s)`. `1` or nothing is a pure number. Each `/` divides by
 * the next unit only. Throws `BadInput` naming what stood there and the nearest unit that exists.
 */
export function parseUnit(text: string): Unit {
  if (text.length > LONGEST) throw new BadInput('a unit is too long', { found: text, expected: 'a unit' });
  const reader = new UnitReader(text);
  const product = reader.product(0);
  const { mantissa, exponent, dimension } = product;
  return { text: text.trim() || '1', factor: Number(`${mantissa}e${exponent}`), dimension, mantissa, exponent };
}

class UnitReader {
  private position = 0;
  constructor(private readonly text: string) {}

  product(depth: number): UnitDefinition {
    let result: UnitDefinition = { mantissa: 1, exponent: 0, dimension: dimensionless };
    let empty = true;
    let divide = false;
    let expectsUnit = false;
    for (;;) {
      const next = this.next();
      if (next === undefined || next.symbol === ')') {
        if (expectsUnit) throw this.wrong('a unit is missing after an operator');
        if (empty && depth > 0) throw this.wrong('parentheses of a unit are empty');
        if ((next === undefined) !== (depth === 0)) throw this.wrong('parentheses of a unit do not match');
        return next === undefined ? result : power(result, next.power);
      }
      if (next.symbol === '*' || next.symbol === '·' || next.symbol === '/') {
        // `/s` is read as `1/s`.
        if (expectsUnit || next.power !== 1 || (empty && next.symbol !== '/')) {
          throw this.wrong('a unit is missing before an operator');
        }
        divide = next.symbol === '/';
        expectsUnit = true;
        continue;
      }
      if (next.symbol === '(' && (depth === DEEPEST || next.power !== 1))
        throw this.wrong('a unit is nested too deeply');
      const factor = next.symbol === '(' ? this.product(depth + 1) : power(this.lookUp(next), next.power);
      result = multiply(result, divide ? power(factor, -1) : factor);
      empty = false;
      divide = false;
      expectsUnit = false;
    }
  }

  private next(): { symbol: string; number: boolean; power: number } | undefined {
    if (this.text.slice(this.position).trim() === '') return undefined;
    token.lastIndex = this.position;
    const match = token.exec(this.text);
    if (match === null) throw this.wrong('a unit cannot be read');
    this.position = token.lastIndex;
    const [, operator, name, number, exponent] = match;
    return { symbol: operator ?? name ?? number, number: number !== undefined, power: Number(exponent ?? 1) };
  }

  private lookUp(next: { symbol: string; number: boolean; power: number }): UnitDefinition {
    if (next.number) {
      if (next.symbol === '1') return { mantissa: 1, exponent: 0, dimension: dimensionless };
      throw this.wrong('a unit holds a number', 'only 1, as in 1/s');
    }
    const definition = unitDefinitions.get(next.symbol);
    if (definition !== undefined) return definition;
    if (/^(deg|°)[CF]$/.test(next.symbol))
      throw this.wrong('temperature scales with an offset are not units', 'K (37 degC is 310.15 K)');
    throw new BadInput('unknown unit', {
      found: this.text === next.symbol ? next.symbol : `${next.symbol} in ${this.text}`,
      nearest: nearest(next.symbol, unitDefinitions.keys()),
    });
  }

  private wrong(summary: string, expected = 'a unit such as nM, um2/s or 1/uM/s'): BadInput {
    return new BadInput(summary, { found: this.text, expected });
  }
}

function multiply(a: UnitDefinition, b: UnitDefinition): UnitDefinition {
  return {
    mantissa: a.mantissa * b.mantissa,
    exponent: a.exponent + b.exponent,
    dimension: multiplyDimension(a.dimension, b.dimension),
  };
}

function power(unit: UnitDefinition, exponent: number): UnitDefinition {
  if (exponent === 1) return unit;
  if (Math.abs(exponent) > 9)
    throw new BadInput('a unit has an absurd power', { found: String(exponent), expected: '-9 to 9' });
  let mantissa = 1;
  for (let i = 0; i < Math.abs(exponent); i++) mantissa *= unit.mantissa;
  return {
    mantissa: exponent < 0 ? 1 / mantissa : mantissa,
    exponent: unit.exponent * exponent + 0,
    dimension: powerDimension(unit.dimension, exponent),
  };
}
