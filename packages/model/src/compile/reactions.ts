import { type Dimension, formatDimension, multiplyDimension, nearest, sameDimension } from '@invadolab/core';
import type { Typed } from '../check/dimensions.js';
import type { Path } from '../check/report.js';
import { type Scope, scopeOf, volumeOf } from '../check/scope.js';
import {
  amountDimension,
  concentrationDimension,
  densityDimension,
  entriesOf,
  type FieldSymbol,
} from '../check/symbols.js';
import type { CompiledReaction, Node } from '../compiled.js';
import { parseEquation } from '../expression/equation.js';
import { parseExpression } from '../expression/parse.js';
import type { Reaction } from '../language.js';
import { constant, difference, product, quotient } from '../nodes/build.js';
import { differentiate } from '../nodes/differentiate.js';
import { sameSlot, slotsOf, substitute } from '../nodes/rewrite.js';
import { type Context, perTime } from './context.js';
import { changeOf, type ResolvedEquation, resolveEquation, type Term } from './terms.js';

/** A compiled reaction with the place or field that carries it. */
export interface PlacedReaction {
  readonly place: number;
  /** Field whose every voxel carries it, or -1. */
  readonly field: number;
  readonly equation: ResolvedEquation;
  readonly compiled: CompiledReaction;
}

/** All reactions. */
export function compileReactions(context: Context): PlacedReaction[] {
  return entriesOf(context.file.reactions).map(([id, declared]) => compileReaction(context, id, declared));
}

function compileReaction(context: Context, id: string, declared: Reaction): PlacedReaction {
  const { report, symbols } = context;
  const path: Path = ['reactions', id];
  const home = symbols.placeByKind.get(declared.in);
  const voxels = symbols.fieldById.get(declared.in);
  if (!home && !voxels) {
    report.fail([...path, 'in'], 'a reaction lies in a place that does not exist', {
      found: declared.in,
      expected: 'a kind of place or a matrix field',
      nearest: nearest(declared.in, [...symbols.placeByKind.keys(), ...symbols.fieldById.keys()]),
    });
  }
  const over = declared.over === undefined ? undefined : symbols.fieldById.get(declared.over);
  if (declared.over !== undefined) checkOver(context, declared, over, path);
  const surface = over ?? voxels;
  if (surface && surface.declared.kind !== 'matrix') {
    report.fail([...path, over ? 'over' : 'in'], 'a soluble field carries no reactions', {
      found: surface.id,
      expected: 'a matrix field, or a reaction of a place that uses the field',
    });
  }
  const place = home?.index ?? voxels?.place ?? 0;
  const own = scopeOf(symbols, place, 'a rate');
  const scope: Scope = voxels
    ? { ...own, field: voxels.index, voxel: true, readsFields: true, readsCovered: false }
    : { ...own, field: over?.index };
  const parsed = report.within([...path, 'equation'], () => parseEquation(declared.equation));
  const equation = resolveEquation(context, parsed, scope, [...path, 'equation']);
  if (equation.net.length === 0) {
    report.fail([...path, 'equation'], 'a reaction changes nothing', {
      found: declared.equation,
      expected: 'a net change',
    });
  }
  if (!voxels) checkWhole(context, place, equation, path);
  const law = rateLaw(context, declared, equation, scope, path);
  const scale = rateScale(context, equation, law.rate, surface !== undefined, place, path);
  const rate = scale ? product(law.rate.node, scale) : law.rate.node;
  const propensity = law.propensity === law.rate.node ? rate : scale ? product(law.propensity, scale) : law.propensity;
  if (voxels) checkFirstOrder(context, voxels, equation, rate, path);
  const changes = equation.net.map(({ term, count }) => changeOf(term, count));
  return {
    place,
    field: voxels?.index ?? -1,
    equation,
    compiled: { id, rate, propensity, changes, over: over?.index ?? -1 },
  };
}

function checkOver(context: Context, declared: Reaction, over: FieldSymbol | undefined, path: Path): void {
  const { report, symbols } = context;
  if (!over) {
    report.fail([...path, 'over'], 'a reaction acts over a field that does not exist', {
      found: declared.over,
      expected: 'a matrix field',
      nearest: nearest(declared.over ?? '', symbols.fieldById.keys()),
    });
  }
  const home = symbols.placeByKind.get(declared.in);
  if (!home?.declared.extent) {
    report.fail([...path, 'over'], 'a reaction acts over a field without an extent', {
      found: declared.in,
      expected: 'a kind of place with an `extent`',
    });
  }
}

/** Whole-number solvers move whole molecules. */
function checkWhole(context: Context, place: number, equation: ResolvedEquation, path: Path): void {
  const solver = context.symbols.places[place].declared.solver;
  if (solver !== 'ssa' && solver !== 'tau') return;
  const broken = [...equation.uses, ...equation.makes].find((term) => !Number.isInteger(term.written.count));
  if (broken) {
    context.report.fail(
      [...path, 'equation'],
      `a firing under ${solver} moves a fraction of a molecule`,
      { found: String(broken.written.count), expected: 'a whole number' },
      broken.written.start,
    );
  }
}

interface RateLaw {
  readonly rate: Typed;
  /** Equal to the rate's node except for mass action with a repeated reactant. */
  readonly propensity: Node;
}

function rateLaw(context: Context, declared: Reaction, equation: ResolvedEquation, scope: Scope, path: Path): RateLaw {
  const at = [...path, 'rate'];
  const tree = context.report.within(at, () => parseExpression(declared.rate));
  if (tree.kind !== 'call' || tree.name !== 'mass_action') {
    const rate = context.resolver.resolveTree(tree, scope, at);
    return { rate, propensity: rate.node };
  }
  const k = context.resolver.resolveTree(tree.arguments[0], scope, at);
  return massAction(context, k, equation, scope, path);
}

const HIGHEST_ORDER = 4;

/**
 * `mass_action(k)`. The convention, for `2 A -> B`: the rate is k [A]^2 firings, each of which takes two A, so
 * d[A]/dt = -2 k [A]^2 (not k [A]^2, and k is not halved for identical partners). Counted one by one, with n molecules
 * in the volume V, the propensity is (k/V) n (n - 1), which tends to the same for large n.
 */
function massAction(context: Context, k: Typed, equation: ResolvedEquation, scope: Scope, path: Path): RateLaw {
  let rate = k.node;
  let propensity = k.node;
  let dimension = k.dimension;
  const taken = new Map<string, number>();
  let order = 0;
  for (const term of equation.uses) {
    const { count } = term.written;
    order += count;
    if (!Number.isInteger(count) || order > HIGHEST_ORDER) {
      context.report.fail([...path, 'rate'], 'mass action needs few whole reactants', {
        found: context.file.reactions?.[String(path[1])]?.equation,
        expected: `at most ${HIGHEST_ORDER} molecules used, or a written-out rate`,
      });
    }
    const key = `${term.field?.index ?? 'state'}/${term.up}/${term.symbol.index}`;
    for (let i = 0; i < count; i++) {
      const before = taken.get(key) ?? 0;
      rate = product(rate, term.value);
      propensity = product(propensity, before === 0 ? term.value : fewer(context, term, before, scope));
      dimension = dimension && multiplyDimension(dimension, term.symbol.unit.dimension);
      taken.set(key, before + 1);
    }
  }
  const repeated = [...taken.values()].some((times) => times > 1);
  return { rate: { node: rate, dimension }, propensity: repeated ? propensity : rate };
}

/** Value of a species with `before` molecules less; what is not counted in molecules stays. */
function fewer(context: Context, term: Term, before: number, scope: Scope): Node {
  if (!term.amount || term.field) return term.value;
  if (!term.symbol.perVolume) return difference(term.value, constant(before));
  let place = context.symbols.places[scope.place];
  for (let up = 0; up < term.up; up++) place = context.symbols.places[place.parent];
  return difference(term.value, quotient(constant(before), volumeOf(place, term.up)));
}

/**
 * Checks the dimension of a rate against what the reaction changes. Returns the volume to multiply by where the rate
 * is a concentration per time, so that what crosses between places is always an amount.
 */
function rateScale(
  context: Context,
  equation: ResolvedEquation,
  rate: Typed,
  overSurface: boolean,
  place: number,
  path: Path,
): Node | undefined {
  const { report, symbols } = context;
  const [first, ...rest] = equation.net.map(({ term }) => term);
  const carried = (term: Term): Dimension => (term.amount ? amountDimension : term.symbol.unit.dimension);
  const odd = rest.find((term) => !sameDimension(carried(term), carried(first)));
  if (odd) {
    report.fail([...path, 'equation'], 'a reaction turns one unit into another', {
      found: `${first.written.text} (${first.symbol.unit.text}) with ${odd.written.text} (${odd.symbol.unit.text})`,
      expected: 'species that are all molecules or concentrations, or all of one unit',
    });
  }
  const base = overSurface && first.amount ? densityDimension : carried(first);
  const wanted = multiplyDimension(base, perTime);
  if (rate.dimension === undefined || sameDimension(rate.dimension, wanted)) return undefined;
  const concentration = multiplyDimension(concentrationDimension, perTime);
  if (first.amount && !overSurface && sameDimension(rate.dimension, concentration))
    return volumeOf(symbols.places[place], 0);
  return report.fail([...path, 'rate'], 'a rate has the wrong unit', {
    found: formatDimension(rate.dimension),
    expected:
      first.amount && !overSurface
        ? `${formatDimension(wanted)} or ${formatDimension(concentration)}`
        : formatDimension(wanted),
  });
}

/** Voxel reactions are advanced exactly, which needs rates proportional to what they use up. */
function checkFirstOrder(
  context: Context,
  field: FieldSymbol,
  equation: ResolvedEquation,
  rate: Node,
  path: Path,
): void {
  for (const { term, count } of equation.net) {
    if (!term.field || term.field.index !== field.index) {
      context.report.fail([...path, 'equation'], 'a voxel reaction changes something outside its field', {
        found: term.written.text,
        expected: `species of ${field.id}`,
      });
    }
    if (count > 0) continue;
    const slot = { at: 'field', field: field.index, index: term.symbol.index } as const;
    const slope = differentiate(rate, slot);
    const atZero = substitute(rate, (other) => (sameSlot(other, slot) ? constant(0) : { op: 'slot', slot: other }));
    const linear = !slotsOf(slope).some((other) => sameSlot(other, slot));
    if (!linear || atZero.op !== 'number' || atZero.value !== 0) {
      context.report.fail([...path, 'rate'], 'a voxel reaction is not first order in what it uses', {
        found: String(context.file.reactions?.[String(path[1])]?.rate),
        expected: `a rate proportional to ${term.written.text}`,
      });
    }
  }
}
