/** Position of a piece of an expression in its text, 0-based, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '^' | '<' | '<=' | '>' | '>=';

/** Functions an expression may call, with the number of arguments each takes. */
export const functionArity = {
  exp: 1,
  log: 1,
  sqrt: 1,
  abs: 1,
  /** Of a pure number, in radians. */
  sin: 1,
  cos: 1,
  /** The largest whole number that is not above. */
  floor: 1,
  min: 2,
  max: 2,
  pow: 2,
  /** `hill(x, K, n)` = x^n / (K^n + x^n). */
  hill: 3,
  /** `saturate(x, K)` = x / (K + x). */
  saturate: 2,
  /** `mass_action(k)`: k times the reactants of the reaction; only as a whole rate. */
  mass_action: 1,
} as const;

export type FunctionName = keyof typeof functionArity;

/** Names that mean something in every scope and cannot be given to anything else. */
export const reservedNames: ReadonlySet<string> = new Set([
  't',
  'covered',
  'pi',
  'volume',
  ...Object.keys(functionArity),
]);

/** An expression as it was written: names not yet looked up, units not yet known. */
export type ExpressionTree = Span &
  (
    | { readonly kind: 'number'; readonly value: number }
    /** `Kinase`, or `cell.Kinase` with its qualifier. */
    | { readonly kind: 'name'; readonly qualifier?: string; readonly name: string }
    | { readonly kind: 'negate'; readonly a: ExpressionTree }
    | { readonly kind: 'binary'; readonly op: BinaryOperator; readonly a: ExpressionTree; readonly b: ExpressionTree }
    | {
        readonly kind: 'conditional';
        readonly test: ExpressionTree;
        readonly a: ExpressionTree;
        readonly b: ExpressionTree;
      }
    | { readonly kind: 'call'; readonly name: FunctionName; readonly arguments: readonly ExpressionTree[] }
  );

/** Every name an expression mentions, qualified ones as `place.name`, in order, with repeats. */
export function namesIn(tree: ExpressionTree): (Span & { readonly text: string })[] {
  switch (tree.kind) {
    case 'number':
      return [];
    case 'name': {
      const text = tree.qualifier === undefined ? tree.name : `${tree.qualifier}.${tree.name}`;
      return [{ text, start: tree.start, end: tree.end }];
    }
    case 'negate':
      return namesIn(tree.a);
    case 'binary':
      return [...namesIn(tree.a), ...namesIn(tree.b)];
    case 'conditional':
      return [...namesIn(tree.test), ...namesIn(tree.a), ...namesIn(tree.b)];
    case 'call':
      return tree.arguments.flatMap(namesIn);
  }
}
