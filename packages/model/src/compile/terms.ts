import { formatDimension } from '@invadolab/core';
import type { Path } from '../check/report.js';
import { farthestUp, lookUp, meaningValue, nearestName, type Scope } from '../check/scope.js';
import { densityDimension, type FieldSymbol, type SpeciesSymbol } from '../check/symbols.js';
import type { Change, Node } from '../compiled.js';
import type { Equation, EquationTerm } from '../expression/equation.js';
import type { Context } from './context.js';
import { isAmount } from './places.js';

/** A species that an equation names, and how its value reads in a rate. */
export interface Term {
  readonly written: EquationTerm;
  readonly symbol: SpeciesSymbol;
  readonly field?: FieldSymbol;
  /** Levels up; 0 for field species. */
  readonly up: number;
  readonly value: Node;
  /** Counted in molecules: it can be exchanged with any other that is. */
  readonly amount: boolean;
}

/** What an equation uses, makes, and changes in sum. */
export interface ResolvedEquation {
  readonly uses: readonly Term[];
  readonly makes: readonly Term[];
  /** Net change per firing of each species that changes, in order of first appearance. */
  readonly net: readonly { readonly term: Term; readonly count: number }[];
}

/** Looks up every term of an equation. */
export function resolveEquation(context: Context, equation: Equation, scope: Scope, path: Path): ResolvedEquation {
  const uses = equation.uses.map((term) => resolveTerm(context, term, scope, path));
  const makes = equation.makes.map((term) => resolveTerm(context, term, scope, path));
  const net = new Map<string, { term: Term; count: number }>();
  for (const [terms, sign] of [[uses, -1] as const, [makes, 1] as const]) {
    for (const term of terms) {
      const key = `${term.field?.index ?? 'state'}/${term.up}/${term.symbol.index}`;
      const entry = net.get(key) ?? { term, count: 0 };
      entry.count += sign * term.written.count;
      net.set(key, entry);
    }
  }
  return { uses, makes, net: [...net.values()].filter(({ count }) => count !== 0) };
}

function resolveTerm(context: Context, written: EquationTerm, scope: Scope, path: Path): Term {
  const { symbols, report } = context;
  const { name, qualifier, text, start } = written;
  const meaning = lookUp(symbols, scope, name, qualifier);
  if (meaning?.kind === 'species' && meaning.up <= farthestUp) {
    const { node } = meaningValue(symbols, scope, meaning);
    return { written, symbol: meaning.symbol, up: meaning.up, value: node, amount: isAmount(meaning.symbol) };
  }
  if (meaning?.kind === 'field') {
    if (!scope.readsFields) {
      report.fail(path, 'a field is changed by a place without extent', { found: text, expected: 'an extent' }, start);
    }
    const { node } = meaningValue(symbols, scope, meaning);
    const { symbol, field } = meaning;
    const soluble = field.declared.kind === 'soluble';
    const amount = soluble || formatDimension(symbol.unit.dimension) === formatDimension(densityDimension);
    return { written, symbol, field, up: 0, value: node, amount };
  }
  const own = symbols.places[scope.place].kind;
  const articled = meaning && (meaning.kind === 'amount' ? 'an amount' : `a ${meaning.kind}`);
  return report.fail(
    path,
    articled ? `an equation names ${articled}, not a species` : 'an equation names an unknown species',
    {
      found: text,
      expected: `a species that ${own} can see`,
      nearest: articled ? undefined : nearestName(symbols, scope, name, qualifier),
    },
    start,
  );
}

/** The change of one species per firing, in state units: molecules, or base units of what is not counted. */
export function changeOf({ field, symbol, up }: Term, count: number): Change {
  return field
    ? { at: 'field', up: 0, field: field.index, index: symbol.index, amount: count }
    : { at: 'state', up, field: -1, index: symbol.index, amount: count };
}
