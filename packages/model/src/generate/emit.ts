import type { Node, SlotReference } from '../compiled.js';
import { operandsOf, slotKey } from './simplify.js';

/** One line of generated JavaScript. */
export interface Statement {
  /** Complete, with its semicolon. */
  readonly text: string;
  /** The temporary it defines, if any. */
  readonly defines?: string;
  /** For a definition: what stands right of `=`. */
  readonly value?: string;
  /** Temporaries it reads. */
  readonly uses: readonly string[];
}

/** A value and where it goes: `{assign: 'out[3]', node}` becomes `out[3] = ...;`. */
export interface Target {
  readonly assign: string;
  readonly node: Node;
}

export interface EmitOptions {
  /** Start of the names of temporaries (default `$`). */
  readonly prefix?: string;
  /** Operations written in one statement before a temporary is made (default 12): keeps statements alike in cost. */
  readonly operations?: number;
}

/** Functions that emitted code calls by these names; whoever makes a function of it passes the core's own. */
export const calledFunctions = ['exp', 'log', 'pow'] as const;

const infix: Readonly<Partial<Record<Node['op'], string>>> = { add: '+', sub: '-', mul: '*', div: '/' };
const compare: Readonly<Partial<Record<Node['op'], string>>> = { lt: '<', le: '<=', gt: '>', ge: '>=' };
const calls: Readonly<Partial<Record<Node['op'], string>>> = {
  exp: 'exp',
  log: 'log',
  pow: 'pow',
  sqrt: 'Math.sqrt',
  abs: 'Math.abs',
  min: 'Math.min',
  max: 'Math.max',
};

/** A distinct value: equal subtrees of all targets share one. */
interface Value {
  readonly node: Node;
  readonly operands: readonly number[];
  uses: number;
}

/**
 * JavaScript that computes every target: equal subexpressions once, one reciprocal per denominator that divides
 * several numerators. Temporaries are defined just before first use. The text consists of operators, numbers, the
 * functions named above, `Math.*` and what `name` and `assign` say: nothing of a model's own text can be in it.
 * Slots are assumed not to change while the statements run.
 */
export function emitStatements(
  targets: readonly Target[],
  name: (slot: SlotReference) => string,
  options: EmitOptions = {},
): Statement[] {
  const { values, roots } = numberValues(targets);
  const writer = new Writer(values, name, options.prefix ?? '$', options.operations ?? 12);
  targets.forEach((target, i) => {
    writer.assign(target.assign, roots[i]);
  });
  return writer.statements;
}

/** Gives equal subtrees one number; operands of commutative operations in a fixed order. */
function numberValues(targets: readonly Target[]): { values: Value[]; roots: number[] } {
  const values: Value[] = [];
  const byKey = new Map<string, number>();
  const byNode = new Map<Node, number>();
  const visit = (node: Node): number => {
    const known = byNode.get(node);
    if (known !== undefined) return known;
    const operands = operandsOf(node).map(visit);
    if (node.op === 'add' || node.op === 'mul') operands.sort((x, y) => x - y);
    const key =
      node.op === 'number'
        ? `number/${Object.is(node.value, -0) ? '-0' : node.value}`
        : node.op === 'slot'
          ? slotKey(node.slot)
          : `${node.op}/${operands.join('/')}`;
    let id = byKey.get(key);
    if (id === undefined) {
      id = values.length;
      values.push({ node, operands, uses: 0 });
      byKey.set(key, id);
      for (const operand of operands) values[operand].uses++;
    }
    byNode.set(node, id);
    return id;
  };
  const roots = targets.map((target) => visit(target.node));
  for (const root of roots) values[root].uses++;
  return { values, roots };
}

interface Written {
  readonly text: string;
  readonly operations: number;
  readonly uses: readonly string[];
}

class Writer {
  readonly statements: Statement[] = [];
  private readonly temporaries = new Map<number, string>();
  private readonly reciprocals = new Map<number, string>();
  private readonly divisions: Int32Array;
  private next = 0;

  constructor(
    private readonly values: readonly Value[],
    private readonly name: (slot: SlotReference) => string,
    private readonly prefix: string,
    private readonly limit: number,
  ) {
    this.divisions = new Int32Array(values.length);
    for (const value of values) if (value.node.op === 'div') this.divisions[value.operands[1]]++;
  }

  assign(target: string, id: number): void {
    const written = this.write(id);
    this.statements.push({ text: `${target} = ${written.text};`, uses: written.uses });
  }

  /** Text of a value, possibly the name of a temporary that now holds it. */
  private write(id: number): Written {
    const held = this.temporaries.get(id);
    if (held !== undefined) return { text: held, operations: 0, uses: [held] };
    const value = this.values[id];
    if (value.node.op === 'number') return { text: numberText(value.node.value), operations: 0, uses: [] };
    if (value.node.op === 'slot') return { text: this.name(value.node.slot), operations: 0, uses: [] };
    const written = this.compose(value);
    if (value.uses < 2 && written.operations < this.limit) return written;
    const temporary = this.define(written);
    this.temporaries.set(id, temporary);
    return { text: temporary, operations: 0, uses: [temporary] };
  }

  private compose(value: Value): Written {
    const { node, operands } = value;
    if (node.op === 'div' && this.divisions[operands[1]] > 1) {
      const numerator = this.values[operands[0]].node;
      const reciprocal = this.reciprocal(operands[1]);
      const one = numerator.op === 'number' && numerator.value === 1;
      return one
        ? { text: reciprocal, operations: 0, uses: [reciprocal] }
        : combine([this.write(operands[0])], ([a]) => `(${a} * ${reciprocal})`, [reciprocal]);
    }
    const parts = operands.map((operand) => this.write(operand));
    if (node.op === 'neg') return combine(parts, ([a]) => `(-${a})`);
    if (node.op === 'if') return combine(parts, ([test, a, b]) => `(${test} !== 0 ? ${a} : ${b})`);
    if (infix[node.op]) return combine(parts, ([a, b]) => `(${a} ${infix[node.op]} ${b})`);
    if (compare[node.op]) return combine(parts, ([a, b]) => `(${a} ${compare[node.op]} ${b} ? 1 : 0)`);
    return combine(parts, (texts) => `${calls[node.op]}(${texts.join(', ')})`);
  }

  private reciprocal(denominator: number): string {
    let known = this.reciprocals.get(denominator);
    if (known === undefined) {
      known = this.define(combine([this.write(denominator)], ([a]) => `1 / ${a}`));
      this.reciprocals.set(denominator, known);
    }
    return known;
  }

  private define(written: Written): string {
    const temporary = `${this.prefix}${this.next++}`;
    this.statements.push({
      text: `const ${temporary} = ${written.text};`,
      defines: temporary,
      value: written.text,
      uses: written.uses,
    });
    return temporary;
  }
}

function combine(
  parts: readonly Written[],
  text: (texts: readonly string[]) => string,
  uses: readonly string[] = [],
): Written {
  return {
    text: text(parts.map((part) => part.text)),
    operations: parts.reduce((total, part) => total + part.operations, 1),
    uses: [...new Set([...parts.flatMap((part) => part.uses), ...uses])],
  };
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`cannot emit the number ${value}`);
  return value < 0 || Object.is(value, -0) ? `(${Object.is(value, -0) ? '-0' : value})` : String(value);
}
