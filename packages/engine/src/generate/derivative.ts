import { operands, type Program, type Value } from './program.js';

/** Which of the given inputs every value depends on. */
export function dependencies(program: Program, inputs: readonly Value[]): (value: Value) => readonly Value[] {
  const wanted = new Set(inputs);
  const known = new Map<Value, readonly Value[]>();
  const find = (value: Value): readonly Value[] => {
    const before = known.get(value);
    if (before) return before;
    const found = new Set<Value>(wanted.has(value) ? [value] : []);
    for (const operand of operands(program.operations[value])) for (const input of find(operand)) found.add(input);
    const sorted = [...found].sort((a, b) => a - b);
    known.set(value, sorted);
    return sorted;
  };
  return find;
}

/**
 * Derivatives of values with respect to one input, by the chain rule over the program itself, so that they share
 * every subexpression with it. At a kink (`min`, `max`, `abs`, `if`) the side that is taken counts; comparisons and
 * `floor` have derivative 0.
 */
export function derivatives(program: Program, input: Value): (value: Value) => Value {
  const known = new Map<Value, Value>();
  const p = program;
  const of = (value: Value): Value => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const found = value === input ? p.one : chain(value);
    known.set(value, found);
    return found;
  };
  const chain = (value: Value): Value => {
    const operation = p.operations[value];
    switch (operation.op) {
      case 'number':
      case 'input':
      case 'lt':
      case 'le':
      case 'gt':
      case 'ge':
      case 'floor':
        return p.zero;
      case 'neg':
        return p.neg(of(operation.a));
      case 'inv':
        return p.neg(p.mul(of(operation.a), p.mul(value, value)));
      case 'exp':
        return p.mul(of(operation.a), value);
      case 'log':
        return p.mul(of(operation.a), p.inv(operation.a));
      case 'sin':
        return p.mul(of(operation.a), p.unary('cos', operation.a));
      case 'cos':
        return p.neg(p.mul(of(operation.a), p.unary('sin', operation.a)));
      case 'sqrt':
        return p.mul(of(operation.a), p.scale(p.inv(value), 0.5));
      case 'abs':
        return p.select(p.binary('lt', operation.a, p.zero), p.neg(of(operation.a)), of(operation.a));
      case 'add':
        return p.add(of(operation.a), of(operation.b));
      case 'sub':
        return p.sub(of(operation.a), of(operation.b));
      case 'mul':
        return p.add(p.mul(of(operation.a), operation.b), p.mul(operation.a, of(operation.b)));
      case 'min':
        return p.select(p.binary('le', operation.a, operation.b), of(operation.a), of(operation.b));
      case 'max':
        return p.select(p.binary('ge', operation.a, operation.b), of(operation.a), of(operation.b));
      case 'pow': {
        // d(a^b) = b a^(b-1) da + a^b log(a) db; each part only where it is needed, since log(a) may not exist.
        const da = of(operation.a);
        const db = of(operation.b);
        const base = p.mul(da, p.mul(operation.b, p.binary('pow', operation.a, p.sub(operation.b, p.one))));
        return db === p.zero ? base : p.add(base, p.mul(db, p.mul(value, p.unary('log', operation.a))));
      }
      case 'if':
        return p.select(operation.test, of(operation.a), of(operation.b));
    }
  };
  return of;
}
