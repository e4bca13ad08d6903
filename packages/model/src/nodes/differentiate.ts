import type { Node, SlotReference } from '../compiled.js';
import { binary, choose, constant, difference, product, quotient, sum, unary } from './build.js';
import { slotKey } from './rewrite.js';

/**
 * The partial derivative of `node` by the value in `slot`, simplified. Where a function has a kink (`min`, `max`,
 * `abs`, `if`) the derivative is that of the branch taken; comparisons and `floor` count as constant.
 */
export function differentiate(node: Node, slot: SlotReference): Node {
  const key = slotKey(slot);
  const done = new Map<Node, Node>();
  const visit = (n: Node): Node => {
    const known = done.get(n);
    if (known) return known;
    const result = derive(n);
    done.set(n, result);
    return result;
  };
  const derive = (n: Node): Node => {
    switch (n.op) {
      case 'number':
      case 'lt':
      case 'le':
      case 'gt':
      case 'ge':
      case 'floor':
        return constant(0);
      case 'slot':
        return constant(slotKey(n.slot) === key ? 1 : 0);
      case 'add':
        return sum(visit(n.a), visit(n.b));
      case 'sub':
        return difference(visit(n.a), visit(n.b));
      case 'mul':
        return sum(product(visit(n.a), n.b), product(n.a, visit(n.b)));
      case 'div':
        return quotientRule(n, n.b, visit(n.a), visit(n.b));
      case 'pow':
        return powerRule(n, n.a, n.b, visit(n.a), visit(n.b));
      case 'min':
        return choose(binary('lt', n.a, n.b), visit(n.a), visit(n.b));
      case 'max':
        return choose(binary('gt', n.a, n.b), visit(n.a), visit(n.b));
      case 'neg':
        return unary('neg', visit(n.a));
      case 'exp':
        return product(n, visit(n.a));
      case 'log':
        return quotient(visit(n.a), n.a);
      case 'sin':
        return product(unary('cos', n.a), visit(n.a));
      case 'cos':
        return unary('neg', product(unary('sin', n.a), visit(n.a)));
      case 'sqrt':
        return quotient(visit(n.a), product(constant(2), n));
      case 'abs': {
        const inner = visit(n.a);
        return choose(binary('lt', n.a, constant(0)), unary('neg', inner), inner);
      }
      case 'if':
        return choose(n.test, visit(n.a), visit(n.b));
    }
  };
  return visit(node);
}

/** (a/b)' = (a' - (a/b) b') / b, which reuses the quotient itself. */
function quotientRule(whole: Node, b: Node, da: Node, db: Node): Node {
  if (db.op === 'number' && db.value === 0) return quotient(da, b);
  return quotient(difference(da, product(whole, db)), b);
}

/** (a^b)' = b a^(b-1) a' + a^b log(a) b', the second part only where a > 0. */
function powerRule(whole: Node, a: Node, b: Node, da: Node, db: Node): Node {
  const byBase = product(product(b, binary('pow', a, difference(b, constant(1)))), da);
  if (db.op === 'number' && db.value === 0) return byBase;
  const byExponent = product(product(whole, unary('log', a)), db);
  return sum(byBase, choose(binary('gt', a, constant(0)), byExponent, constant(0)));
}
