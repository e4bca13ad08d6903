import { BadInput } from '@invadolab/core';
import { lookUp, type Scope, scopeOf } from '../check/scope.js';
import { type EquationTerm, parseEquation } from '../expression/equation.js';
import { parseExpression } from '../expression/parse.js';
import type { Reaction } from '../language.js';
import { type Labelling, shareOf } from './share.js';

type Label = 'bright' | 'dark';
const labels: readonly Label[] = ['bright', 'dark'];
const MOST_LABELLED = 3;

/** The reaction once per combination of labels of what it uses up; alone where it moves nothing labelled. */
export function labelReaction(labelling: Labelling, id: string, declared: Reaction): [string, Reaction][] {
  const { symbols, suffixes } = labelling;
  const equation = parseEquation(declared.equation);
  const home = symbols.placeByKind.get(declared.in);
  if (!home) return [[id, declared]];
  const over = declared.over === undefined ? undefined : symbols.fieldById.get(declared.over);
  const scope: Scope = { ...scopeOf(symbols, home.index, 'a rate'), field: over?.index };
  const isLabelled = (term: EquationTerm): boolean => {
    const meaning = lookUp(symbols, scope, term.name, term.qualifier);
    if (meaning?.kind !== 'species') return false;
    let place = home;
    for (let up = 0; up < meaning.up; up++) place = symbols.places[place.parent];
    return labelling.labelled.get(place.kind)?.has(term.name) ?? false;
  };
  const named = [...equation.uses, ...equation.makes].filter(isLabelled);
  if (named.length === 0) return [[id, declared]];
  const { uses, makes } = netOf(equation.uses.filter(isLabelled), equation.makes.filter(isLabelled));
  if (uses.length > MOST_LABELLED) {
    throw new BadInput(`the reaction ${id} uses up too many labelled species`, {
      found: declared.equation,
      expected: `at most ${MOST_LABELLED}`,
    });
  }
  const rest = {
    uses: equation.uses.filter((term) => !isLabelled(term)),
    makes: equation.makes.filter((term) => !isLabelled(term)),
  };
  const rate = writtenOut(declared, equation.uses, isWhole(labelling, declared));
  const side = (own: readonly Moved[], marks: readonly Label[], other: readonly EquationTerm[]): string =>
    [
      ...own.map((term, i) => `${term.count} ${term.text}${suffixes[marks[i]]}`),
      ...other.map((term) => `${term.count} ${term.text}`),
    ].join(' + ');
  return combinations(uses.length).flatMap((used) => {
    const shares = used.map((label, i) => ` * ${shareOf(uses[i].text, suffixes, label)}`).join('');
    return outcomes(used, makes.length).map(({ made, weight, mark }): [string, Reaction] => [
      id + [...used, ...mark].map((label) => suffixes[label]).join(''),
      {
        ...declared,
        equation: `${side(uses, used, rest.uses)} -> ${side(makes, made, rest.makes)}`.trim(),
        rate: `(${rate})${shares}${weight}`,
      },
    ]);
  });
}

interface Outcome {
  readonly made: readonly Label[];
  readonly weight: string;
  /** Told apart by this in the id, where one combination has several outcomes. */
  readonly mark: readonly Label[];
}

/**
 * Labels of what is made. From nothing labelled: bright. From one: the same. As many as are used: term by term. Where
 * two merge (or split in another number): that of either, with equal odds, so that the mean share is kept.
 */
function outcomes(used: readonly Label[], made: number): Outcome[] {
  const all = (label: Label): Label[] => Array.from({ length: made }, () => label);
  if (used.length === 0) return [{ made: all('bright'), weight: '', mark: [] }];
  if (made === 0 || made === used.length) return [{ made: used, weight: '', mark: [] }];
  return labels
    .map((label) => ({ label, odds: used.filter((one) => one === label).length }))
    .filter(({ odds }) => odds > 0)
    .map(({ label, odds }) =>
      odds === used.length
        ? { made: all(label), weight: '', mark: [] }
        : { made: all(label), weight: ` * ${odds} / ${used.length}`, mark: [label] },
    );
}

function combinations(length: number): Label[][] {
  return length === 0 ? [[]] : combinations(length - 1).flatMap((start) => labels.map((label) => [...start, label]));
}

interface Moved {
  readonly text: string;
  readonly count: number;
}

/** Labelled terms without what stands on both sides. */
function netOf(uses: readonly EquationTerm[], makes: readonly EquationTerm[]): { uses: Moved[]; makes: Moved[] } {
  const total = new Map<string, number>();
  for (const term of uses) total.set(term.text, (total.get(term.text) ?? 0) - term.count);
  for (const term of makes) total.set(term.text, (total.get(term.text) ?? 0) + term.count);
  const side = (sign: number): Moved[] =>
    [...total].filter(([, count]) => count * sign > 0).map(([text, count]) => ({ text, count: Math.abs(count) }));
  return { uses: side(-1), makes: side(1) };
}

function isWhole(labelling: Labelling, declared: Reaction): boolean {
  const solver = labelling.symbols.placeByKind.get(declared.in)?.declared.solver;
  return solver === 'ssa' || solver === 'tau';
}

/** The rate as text, mass action written out. Repeated reactants cannot be written out exactly where they are counted. */
function writtenOut(declared: Reaction, uses: readonly EquationTerm[], whole: boolean): string {
  const tree = parseExpression(declared.rate);
  const rate = String(declared.rate);
  if (tree.kind !== 'call' || tree.name !== 'mass_action') return rate;
  const [k] = tree.arguments;
  const seen = new Set<string>();
  const repeated = uses.some((term) => term.count > 1 || seen.size === seen.add(term.text).size);
  if (whole && repeated) {
    throw new BadInput('mass action of identical partners cannot be labelled where molecules are counted', {
      found: declared.equation,
      expected: 'a written-out rate, or the solver ode',
    });
  }
  const factors = uses.flatMap((term) => Array.from({ length: term.count }, () => term.text));
  return [`(${rate.slice(k.start, k.end)})`, ...factors].join(' * ');
}
