/** A formula of an SBML document: MathML with its numbers, names and operations. */
export type Formula =
  | { readonly kind: 'number'; readonly value: number; readonly units?: string }
  | { readonly kind: 'name'; readonly id: string; readonly line: number; readonly column: number }
  | { readonly kind: 'time' | 'avogadro' | 'true' | 'false' | 'pi' | 'e' }
  | { readonly kind: 'apply'; readonly op: Operation; readonly parts: readonly Formula[] }
  /** Calls of function definitions are gone once these were put in place. */
  | {
      readonly kind: 'call';
      readonly function: string;
      readonly parts: readonly Formula[];
      readonly line: number;
      readonly column: number;
    }
  | { readonly kind: 'piecewise'; readonly pieces: readonly Piece[]; readonly otherwise?: Formula };

/** A value and the condition under which it holds. */
export interface Piece {
  readonly value: Formula;
  readonly condition: Formula;
}

/** Operations that can be written in the language of models, with the fewest and most parts each takes. */
export const operations = {
  plus: [0, 1000],
  minus: [1, 2],
  times: [0, 1000],
  divide: [2, 2],
  power: [2, 2],
  root: [1, 2],
  abs: [1, 1],
  exp: [1, 1],
  ln: [1, 1],
  log: [1, 2],
  floor: [1, 1],
  ceiling: [1, 1],
  min: [1, 1000],
  max: [1, 1000],
  quotient: [2, 2],
  rem: [2, 2],
  sin: [1, 1],
  cos: [1, 1],
  tan: [1, 1],
  sec: [1, 1],
  csc: [1, 1],
  cot: [1, 1],
  sinh: [1, 1],
  cosh: [1, 1],
  tanh: [1, 1],
  sech: [1, 1],
  csch: [1, 1],
  coth: [1, 1],
  arcsinh: [1, 1],
  arccosh: [1, 1],
  arctanh: [1, 1],
  eq: [2, 1000],
  neq: [2, 2],
  lt: [2, 1000],
  leq: [2, 1000],
  gt: [2, 1000],
  geq: [2, 1000],
  and: [0, 1000],
  or: [0, 1000],
  xor: [0, 1000],
  not: [1, 1],
  implies: [2, 2],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;

/** Name of an operation, as MathML has it. */
export type Operation = keyof typeof operations;

/** The formula with its parts replaced by what `replace` makes of them. */
export function withParts(formula: Formula, replace: (part: Formula) => Formula): Formula {
  switch (formula.kind) {
    case 'apply':
    case 'call':
      return { ...formula, parts: formula.parts.map(replace) };
    case 'piecewise':
      return {
        ...formula,
        pieces: formula.pieces.map(({ value, condition }) => ({
          value: replace(value),
          condition: replace(condition),
        })),
        ...(formula.otherwise && { otherwise: replace(formula.otherwise) }),
      };
    default:
      return formula;
  }
}

/** The parts of a formula. */
export function partsOf(formula: Formula): readonly Formula[] {
  switch (formula.kind) {
    case 'apply':
    case 'call':
      return formula.parts;
    case 'piecewise':
      return [
        ...formula.pieces.flatMap(({ value, condition }) => [value, condition]),
        ...(formula.otherwise ? [formula.otherwise] : []),
      ];
    default:
      return [];
  }
}

/** Names that a formula mentions, each once. */
export function namesIn(formula: Formula, found: Set<string> = new Set()): Set<string> {
  if (formula.kind === 'name') found.add(formula.id);
  for (const part of partsOf(formula)) namesIn(part, found);
  return found;
}

/** The formula with names replaced; what `replace` does not know stays. */
export function renamed(formula: Formula, replace: (id: string) => Formula | undefined): Formula {
  if (formula.kind === 'name') return replace(formula.id) ?? formula;
  return withParts(formula, (part) => renamed(part, replace));
}
