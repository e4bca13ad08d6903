import { type Dimension, dimensionless, formatDimension, sameDimension } from '@invadolab/core';
import type { Node } from '../compiled.js';
import { parseExpression } from '../expression/parse.js';
import type { ExpressionTree } from '../expression/tree.js';
import type { Expression } from '../language.js';
import { constant } from '../nodes/build.js';
import { measureNode } from '../nodes/evaluate.js';
import { slotsOf, substitute } from '../nodes/rewrite.js';
import { type Combination, combine, type Typed } from './dimensions.js';
import type { Path, Report } from './report.js';
import { chainOf, farthestUp, lookUp, type Meaning, meaningValue, nearestName, type Scope, scopeOf } from './scope.js';
import type { PlaceSymbol, Symbols } from './symbols.js';

const LARGEST = 20_000;
const DEEPEST = 1000;
const LONGEST_CHAIN = 100;

/** Turns expressions into trees over slots, with definitions inlined and dimensions checked. */
export class Resolver {
  /** Parameters that something reads. */
  readonly used = new Set<string>();
  private readonly definitions = new Map<string, Typed>();
  private readonly open: string[] = [];

  constructor(
    readonly symbols: Symbols,
    readonly report: Report,
  ) {}

  /** Value and dimension of the expression at `path`; `wanted` is the dimension it must have. */
  resolve(expression: Expression, scope: Scope, path: Path, wanted?: Dimension): Typed {
    const tree = this.report.within(path, () => parseExpression(expression));
    return this.resolveTree(tree, scope, path, wanted);
  }

  /** The same for an expression already parsed. */
  resolveTree(tree: ExpressionTree, scope: Scope, path: Path, wanted?: Dimension): Typed {
    const typed = this.visit(tree, scope, path);
    if (wanted && typed.dimension && !sameDimension(typed.dimension, wanted)) {
      this.report.fail(path, `${scope.what} has the wrong unit`, {
        found: formatDimension(typed.dimension),
        expected: formatDimension(wanted),
      });
    }
    this.measure(typed.node, path);
    return typed;
  }

  /** Value of the definition `id` of `place`, evaluated in that place. */
  definition(place: PlaceSymbol, id: string): Typed {
    const key = `${place.kind}.${id}`;
    const known = this.definitions.get(key);
    if (known) return known;
    const declared = place.declared.definitions?.[id];
    const path: Path = ['places', place.kind, 'definitions', id, ...(typeof declared === 'object' ? ['value'] : [])];
    if (this.open.includes(key)) {
      const circle = [...this.open.slice(this.open.indexOf(key)), key].join(' -> ');
      this.report.fail(path, 'definitions refer to each other in a circle', { found: circle, expected: 'no circle' });
    }
    if (this.open.length >= LONGEST_CHAIN) {
      this.report.fail(path, 'definitions build on too many others', {
        found: key,
        expected: `at most ${LONGEST_CHAIN} in a chain`,
      });
    }
    this.open.push(key);
    const { value } = place.definitions.get(id) ?? { value: 0 };
    const typed = this.resolve(value, scopeOf(this.symbols, place.index, 'a definition'), path);
    this.open.pop();
    this.definitions.set(key, typed);
    return typed;
  }

  private visit(tree: ExpressionTree, scope: Scope, path: Path): Typed {
    switch (tree.kind) {
      case 'number':
        return this.literal(tree, path);
      case 'name':
        return this.name(tree, scope, path);
      case 'negate':
        return this.join({ op: 'negate' }, [tree.a], tree, scope, path);
      case 'binary':
        return this.join({ op: tree.op }, [tree.a, tree.b], tree, scope, path);
      case 'conditional':
        return this.join({ op: '?' }, [tree.test, tree.a, tree.b], tree, scope, path);
      case 'call':
        return this.join({ op: tree.name }, tree.arguments, tree, scope, path);
    }
  }

  private join(
    operation: Combination,
    parts: readonly ExpressionTree[],
    tree: ExpressionTree,
    scope: Scope,
    path: Path,
  ): Typed {
    const values = parts.map((part) => this.visit(part, scope, path));
    const result = combine(operation, values);
    if ('problem' in result) {
      const at = parts[result.part] ?? tree;
      return this.report.fail(path, result.problem, { found: result.found, expected: result.expected }, at.start);
    }
    return result;
  }

  private literal(tree: ExpressionTree & { kind: 'number' }, path: Path): Typed {
    const { value } = tree;
    if (!Number.isInteger(value) || value > 4) {
      this.report.fail(
        path,
        'a bare number stands in an expression',
        {
          found: String(value),
          expected: 'a parameter with a source; only 0, 1, 2, 3, 4 and quotients such as 1/2 may stand bare',
        },
        tree.start,
      );
    }
    return { node: constant(value), dimension: value === 0 ? undefined : dimensionless };
  }

  private name(tree: ExpressionTree & { kind: 'name' }, scope: Scope, path: Path): Typed {
    const { name, qualifier } = tree;
    const written = qualifier === undefined ? name : `${qualifier}.${name}`;
    const meaning = lookUp(this.symbols, scope, name, qualifier);
    if (!meaning) {
      const kind = qualifier === undefined ? undefined : this.symbols.placeByKind.get(qualifier);
      const own = this.symbols.places[scope.place].kind;
      return this.report.fail(
        path,
        kind && !chainOf(this.symbols, scope.place).includes(kind)
          ? `${scope.what} of ${own} cannot see a place that is not around it`
          : 'unknown name',
        {
          found: written,
          expected: `a species, amount, definition or parameter that ${own} can see`,
          nearest: nearestName(this.symbols, scope, name, qualifier),
        },
        tree.start,
      );
    }
    this.note(meaning);
    const typed = this.meaning(meaning, scope);
    const forbidden = this.forbidden(typed.node, meaning, scope);
    if (forbidden) this.report.fail(path, forbidden, { found: written }, tree.start);
    return typed;
  }

  private meaning(meaning: Meaning, scope: Scope): Typed {
    if (meaning.kind !== 'definition') return meaningValue(this.symbols, scope, meaning);
    const { node, dimension } = this.definition(meaning.place, meaning.id);
    return { node: meaning.up === 0 ? node : raise(node, meaning.up), dimension };
  }

  private note(meaning: Meaning): void {
    if (meaning.kind === 'parameter') this.used.add(meaning.symbol.id);
  }

  /** Why the value may not be read here, if so. */
  private forbidden(node: Node, meaning: Meaning, scope: Scope): string | undefined {
    const foreign = meaning.kind === 'definition' && meaning.up > 0;
    for (const slot of slotsOf(node)) {
      if ((slot.at === 'state' || slot.at === 'constant') && slot.up > farthestUp) {
        return `${scope.what} reads a place more than ${farthestUp} levels up`;
      }
      if (scope.constantsOnly && slot.at !== 'constant' && slot.at !== 'parameter') {
        return `${scope.what} may read only amounts and parameters`;
      }
      if (slot.at === 'field' && (foreign || !scope.readsFields)) {
        return foreign
          ? 'a definition that reads a field is used outside its place'
          : `${scope.what} has no extent over which a field could be read`;
      }
      if (slot.at === 'covered' && (foreign || !scope.readsCovered)) {
        return '`covered` needs an extent here and one of the place around';
      }
    }
    return undefined;
  }

  private measure(node: Node, path: Path): void {
    const { size, depth } = measureNode(node);
    if (size > LARGEST || depth > DEEPEST) {
      this.report.fail(path, 'an expression is too large once its definitions are written out', {
        found: `${size} operations`,
        expected: `at most ${LARGEST}, nested at most ${DEEPEST} deep`,
      });
    }
  }
}

/** The same value seen from a place `levels` further in. */
export function raise(node: Node, levels: number): Node {
  return substitute(node, (slot) => {
    const moved = slot.at === 'state' || slot.at === 'constant' ? { ...slot, up: slot.up + levels } : slot;
    return { op: 'slot', slot: moved };
  });
}
