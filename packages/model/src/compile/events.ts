import { parseQuantity } from '@invadolab/core';
import { farthestUp, lookUp, meaningValue, nearestName, type Scope, scopeOf, volumeOf } from '../check/scope.js';
import { entriesOf, type PlaceSymbol } from '../check/symbols.js';
import type { CompiledEvent, Node, SlotReference } from '../compiled.js';
import { parseExpression } from '../expression/parse.js';
import type { Expression, ModelEvent } from '../language.js';
import { difference, product } from '../nodes/build.js';
import { type Context, positive } from './context.js';
import { kindOf } from './foundings.js';

/** Events. A `when` that is a comparison `a > b` crosses where a - b does. */
export function compileEvents(context: Context): CompiledEvent[] {
  return entriesOf(context.file.events).map(([id, declared]) => {
    const path = ['events', id];
    const place = declared.in === undefined ? context.symbols.places[0] : kindOf(context, declared.in, [...path, 'in']);
    checkTrigger(context, declared, path);
    const scope = scopeOf(context.symbols, place.index, 'an event');
    const { at, every, when } = declared;
    return {
      id,
      place: place.index,
      ...(at !== undefined && { at: moment(context, at, [...path, 'at']) }),
      ...(every !== undefined && { every: positive(context, every, [...path, 'every'], 's') }),
      ...(when !== undefined && { when: crossingOf(context, when, scope, [...path, 'when']) }),
      crossing: declared.crossing ?? 'rising',
      set: entriesOf(declared.set).map(([name, value]) =>
        setting(context, place, name, value, scope, [...path, 'set', name]),
      ),
    };
  });
}

function checkTrigger(context: Context, declared: ModelEvent, path: string[]): void {
  const timed = declared.at !== undefined || declared.every !== undefined;
  if (timed === (declared.when !== undefined)) {
    context.report.fail(
      path,
      timed ? 'an event has a time and a condition' : 'an event has neither time nor condition',
      {
        expected: '`at` and/or `every`, or `when`',
      },
    );
  }
  if (declared.crossing !== undefined && declared.when === undefined) {
    context.report.fail([...path, 'crossing'], 'an event at a time has a crossing', {
      expected: '`crossing` only beside `when`',
    });
  }
  if (Object.keys(declared.set).length === 0) {
    context.report.fail([...path, 'set'], 'an event sets nothing', {
      expected: 'at least one species, amount or parameter',
    });
  }
}

/** A time in seconds; a bare 0 needs no unit. */
function moment(context: Context, value: string | number, path: string[]): number {
  const seconds = value === 0 ? 0 : context.report.within(path, () => parseQuantity(value, 's')).value;
  if (seconds < 0) context.report.fail(path, 'a time is negative', { found: String(value), expected: '0 s or later' });
  return seconds;
}

function crossingOf(context: Context, when: Expression, scope: Scope, path: string[]): Node {
  const tree = context.report.within(path, () => parseExpression(when));
  const { node } = context.resolver.resolveTree(tree, scope, path);
  if (node.op === 'gt' || node.op === 'ge') return difference(node.a, node.b);
  if (node.op === 'lt' || node.op === 'le') return difference(node.b, node.a);
  return node;
}

function setting(
  context: Context,
  place: PlaceSymbol,
  name: string,
  value: Expression,
  scope: Scope,
  path: string[],
): { slot: SlotReference; value: Node } {
  const { report, resolver, symbols } = context;
  const [qualifier, local] = name.includes('.') ? name.split('.', 2) : [undefined, name];
  const meaning = lookUp(symbols, scope, local, qualifier);
  const settable = meaning?.kind === 'species' || meaning?.kind === 'amount' || meaning?.kind === 'parameter';
  if (!meaning || !settable || (meaning.kind !== 'parameter' && meaning.up > farthestUp)) {
    return report.fail(path, meaning ? `an event cannot set a ${meaning.kind}` : 'an event sets an unknown name', {
      found: name,
      expected: `a species, amount or parameter that ${place.kind} can see`,
      nearest: meaning ? undefined : nearestName(symbols, scope, local, qualifier),
    });
  }
  const { dimension } = meaningValue(symbols, scope, meaning);
  const { node } = resolver.resolve(value, { ...scope, what: 'a set value' }, path, dimension);
  if (meaning.kind === 'parameter') {
    resolver.used.add(meaning.symbol.id);
    return { slot: { at: 'parameter', index: meaning.symbol.index }, value: node };
  }
  const { up, symbol } = meaning;
  if (meaning.kind === 'amount') return { slot: { at: 'constant', up, index: symbol.index }, value: node };
  let owner = place;
  for (let level = 0; level < up; level++) owner = symbols.places[owner.parent];
  const scaled = meaning.symbol.perVolume ? product(node, volumeOf(owner, up)) : node;
  return { slot: { at: 'state', up, index: symbol.index }, value: scaled };
}
