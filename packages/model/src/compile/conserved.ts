import { nearest } from '@invadolab/core';
import { raise } from '../check/resolve.js';
import type { FieldSymbol, PlaceSymbol, SpeciesSymbol, Symbols } from '../check/symbols.js';
import type { CompiledModel, Node } from '../compiled.js';
import { constant, difference, product, sum } from '../nodes/build.js';
import { evaluateNode } from '../nodes/evaluate.js';
import { slotKey, substitute } from '../nodes/rewrite.js';
import type { Context } from './context.js';
import { storedDimension } from './places.js';
import type { PlacedReaction } from './reactions.js';

/** Weights of one conserved sum: by place or field index, then species index. */
interface Weights {
  readonly id: string;
  place(place: number, species: number): number;
  field(field: number, species: number): number;
}

/**
 * Refuses a model in which something changes a sum it declares conserved: reactions by their stoichiometry (across
 * places, bursts included), foundings by what they take and give, dissolutions by what returns, fields by exchange
 * and decay. Sums are in molecules for concentrations. An event that sets a member is a warning: it may be a wash-out.
 */
export function checkConserved(context: Context, model: CompiledModel, reactions: readonly PlacedReaction[]): void {
  for (const [id, declared] of Object.entries(context.file.conserved ?? {})) {
    const weights = readWeights(context, id, declared);
    for (const reaction of reactions) checkReaction(context, weights, reaction, model);
    checkFoundings(context, weights, model);
    checkDissolutions(context, weights, model);
    checkFields(context, weights, model);
    warnEvents(context, weights, model);
  }
}

function readWeights(context: Context, id: string, declared: Readonly<Record<string, number>>): Weights {
  const path = ['conserved', id];
  const table = new Map<string, number>();
  let dimension: string | undefined;
  for (const [name, weight] of Object.entries(declared)) {
    const { key, symbol, field } = findMember(context, name, [...path, name]);
    const own = field
      ? field.declared.kind === 'soluble' || symbol.unit.dimension[3] === 1
        ? 'molecule'
        : '1'
      : storedDimension(symbol);
    if (dimension !== undefined && own !== dimension) {
      context.report.fail([...path, name], 'a conserved sum adds unlike units', {
        found: `${name} (${own})`,
        expected: dimension,
      });
    }
    dimension = own;
    table.set(key, weight);
  }
  return {
    id,
    place: (place, species) => table.get(`place/${place}/${species}`) ?? 0,
    field: (field, species) => table.get(`field/${field}/${species}`) ?? 0,
  };
}

interface Member {
  readonly key: string;
  readonly symbol: SpeciesSymbol;
  readonly field?: FieldSymbol;
}

/** Finds `kind.species`, `field.species` or a species name that occurs once. */
function findMember(context: Context, name: string, path: string[]): Member {
  const members = membersOf(context.symbols);
  const exact = members.filter((member) => member.name === name || member.name.endsWith(`.${name}`));
  if (exact.length === 1) return exact[0].member;
  return context.report.fail(
    path,
    exact.length === 0 ? 'a conserved sum names an unknown species' : 'a conserved sum is ambiguous',
    {
      found: name,
      expected:
        exact.length === 0 ? 'a species, as `cell.Kinase`' : `one of ${exact.map((member) => member.name).join(', ')}`,
      nearest:
        exact.length === 0
          ? nearest(
              name,
              members.map((member) => member.name),
            )
          : undefined,
    },
  );
}

function membersOf(symbols: Symbols): { name: string; member: Member }[] {
  const inPlace = (place: PlaceSymbol): { name: string; member: Member }[] =>
    [...place.species.values()].map((symbol) => ({
      name: `${place.kind}.${symbol.id}`,
      member: { key: `place/${place.index}/${symbol.index}`, symbol },
    }));
  const inField = (field: FieldSymbol): { name: string; member: Member }[] =>
    [...field.species.values()].map((symbol) => ({
      name: `${field.id}.${symbol.id}`,
      member: { key: `field/${field.index}/${symbol.index}`, symbol, field },
    }));
  return [...symbols.places.flatMap(inPlace), ...symbols.fields.flatMap(inField)];
}

function checkReaction(context: Context, weights: Weights, reaction: PlacedReaction, model: CompiledModel): void {
  let total = 0;
  let size = 0;
  for (const { term, count } of reaction.equation.net) {
    let place = reaction.place;
    for (let up = 0; up < term.up; up++) place = model.places[place].parent;
    const weight = term.field
      ? weights.field(term.field.index, term.symbol.index)
      : weights.place(place, term.symbol.index);
    total += weight * count;
    size += Math.abs(weight * count);
  }
  if (Math.abs(total) > 1e-9 * size) {
    context.report.fail(
      ['reactions', reaction.compiled.id, 'equation'],
      `a reaction changes the conserved sum ${weights.id}`,
      {
        found: `${total > 0 ? '+' : ''}${total} per firing`,
        expected: 'no change',
      },
    );
  }
}

function checkFoundings(context: Context, weights: Weights, model: CompiledModel): void {
  for (const founding of model.foundings) {
    const place = model.places[founding.place];
    let given: Node = constant(0);
    for (const [index, species] of place.species.entries()) {
      const weight = constant(weights.place(founding.place, index));
      const content = founding.contents.find((entry) => entry.index === index);
      given = sum(given, product(weight, content?.value ?? species.initial));
    }
    let taken: Node = constant(0);
    for (const { index, value } of founding.takes) {
      taken = sum(taken, product(constant(weights.place(founding.parent, index)), value));
    }
    const [left, right] = [given, taken].map((side) => withVolumes(side, founding.parent, model));
    if (!alwaysEqual(left, right)) {
      context.report.fail(['found', founding.id], `a founding changes the conserved sum ${weights.id}`, {
        expected: '`takes` from the parent what `contents` gives',
      });
    }
  }
}

/** Volumes written out, so that a volume and the parameter it equals count as the same. */
function withVolumes(node: Node, from: number, model: CompiledModel): Node {
  return substitute(node, (slot) => {
    if (slot.at !== 'constant') return { op: 'slot', slot };
    let place = from;
    for (let up = 0; up < slot.up; up++) place = model.places[place].parent;
    const { constants, volume } = model.places[place];
    return slot.index === constants.length - 1 ? raise(volume, slot.up) : { op: 'slot', slot };
  });
}

/** Compares two trees at fixed points; slots get values from a small generator over their order of appearance. */
function alwaysEqual(a: Node, b: Node): boolean {
  for (let point = 1; point <= 3; point++) {
    const values = new Map<string, number>();
    const lookup = (slot: Parameters<typeof slotKey>[0]): number => {
      const key = slotKey(slot);
      const known = values.get(key) ?? 0.5 + ((values.size * 7919 + point * 104_729) % 1009) / 1009;
      values.set(key, known);
      return known;
    };
    const left = evaluateNode(a, lookup);
    const right = evaluateNode(b, lookup);
    if (Math.abs(evaluateNode(difference(a, b), lookup)) > 1e-9 * (Math.abs(left) + Math.abs(right))) return false;
  }
  return true;
}

function checkDissolutions(context: Context, weights: Weights, model: CompiledModel): void {
  for (const dissolution of model.dissolutions) {
    const place = model.places[dissolution.place];
    for (const [index, species] of place.species.entries()) {
      const kept = species.returns < 0 ? 0 : weights.place(place.parent, species.returns);
      if (kept === weights.place(dissolution.place, index)) continue;
      context.report.fail(
        ['places', place.kind, 'species', species.id],
        `dissolving changes the conserved sum ${weights.id}`,
        {
          expected: '`returns` to a species of the parent with the same weight',
        },
      );
    }
  }
}

function checkFields(context: Context, weights: Weights, model: CompiledModel): void {
  for (const [f, field] of model.fields.entries()) {
    for (const [index, species] of field.species.entries()) {
      const weight = weights.field(f, index);
      const path = ['fields', field.id, 'species', species.id];
      if (species.decay && weight !== 0) {
        context.report.fail([...path, 'decay'], `decay changes the conserved sum ${weights.id}`, {
          expected: 'no decay',
        });
      }
      if (species.exchange && weights.place(field.place, species.exchange.index) !== weight) {
        context.report.fail([...path, 'exchange'], `exchange changes the conserved sum ${weights.id}`, {
          expected: 'equal weights',
        });
      }
    }
  }
}

function warnEvents(context: Context, weights: Weights, model: CompiledModel): void {
  for (const event of model.events) {
    for (const { slot } of event.set) {
      if (slot.at !== 'state') continue;
      let place = event.place;
      for (let up = 0; up < slot.up; up++) place = model.places[place].parent;
      if (weights.place(place, slot.index) !== 0) {
        context.report.warn(['events', event.id], `the event sets a member of the conserved sum ${weights.id}`);
      }
    }
  }
}
