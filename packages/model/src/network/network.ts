import { parseEquation } from '../expression/equation.js';
import { parseExpression } from '../expression/parse.js';
import { type ExpressionTree, namesIn } from '../expression/tree.js';
import type { Expression, ModelFile } from '../language.js';
import { type Influence, influenceOn, together } from './influence.js';

/** Something with an amount, in its place: `cell.A`, or `film.ligand` in a field. */
export interface NetworkSpecies {
  readonly id: string;
  readonly place: string;
  readonly name: string;
  readonly unit: string;
  readonly molecules: readonly string[];
}

/** A name in a formula: where it begins and ends in the text, and what it stands for. */
export interface FormulaName {
  readonly start: number;
  readonly end: number;
  readonly kind: 'species' | 'amount' | 'parameter' | 'definition' | 'other';
  /** `cell.A`; the plain id of a parameter; the text itself of what is none of these. */
  readonly id: string;
}

/** A formula as it stands in the model, with what its names mean. */
export interface Formula {
  readonly text: string;
  readonly names: readonly FormulaName[];
}

/** Something that happens: a reaction, or the birth or end of a place. */
export interface NetworkStep {
  readonly id: string;
  readonly kind: 'reaction' | 'birth' | 'end';
  readonly place: string;
  /** Species with how many of them; of births nothing but what they take and contain. */
  readonly uses: readonly { readonly species: string; readonly count: number }[];
  readonly makes: readonly { readonly species: string; readonly count: number }[];
  readonly rate: Formula;
  /** Species and amounts that the rate moves with, also through definitions. */
  readonly movedBy: Readonly<Record<string, Influence>>;
  readonly references: readonly string[];
}

/** A model as a map: what there is, what happens, and what moves what. */
export interface ModelNetwork {
  readonly species: readonly NetworkSpecies[];
  readonly steps: readonly NetworkStep[];
  /** Definitions that rates mention, by `place.name`. */
  readonly definitions: Readonly<
    Record<string, { readonly name: string; readonly unit?: string; readonly formula: Formula }>
  >;
}

/** The network of a checked model. Throws `BadInput` where an expression cannot be read. */
export function networkOf(model: ModelFile): ModelNetwork {
  return new Reader(model).network();
}

class Reader {
  readonly #species = new Map<string, NetworkSpecies>();
  readonly #trees = new Map<string, ExpressionTree>();
  readonly #moved = new Map<string, ReadonlyMap<string, Influence>>();

  constructor(readonly model: ModelFile) {
    for (const [place, { species = {} }] of Object.entries(model.places)) {
      for (const [name, each] of Object.entries(species)) this.#add(place, name, each);
    }
    for (const [field, { species }] of Object.entries(model.fields ?? {})) {
      for (const [name, each] of Object.entries(species)) this.#add(field, name, each);
    }
  }

  network(): ModelNetwork {
    const { reactions = {}, found = {}, dissolve = {}, places } = this.model;
    const steps: NetworkStep[] = [];
    for (const [id, { in: place, equation, rate, references = [] }] of Object.entries(reactions)) {
      const { uses, makes } = parseEquation(equation);
      const terms = (side: typeof uses) =>
        side.map(({ text, count }) => ({ species: this.#resolve(text, place).id, count }));
      const massAction = parseExpression(rate);
      const reactants = massAction.kind === 'call' && massAction.name === 'mass_action' ? terms(uses) : [];
      const moved = new Map(this.#movedBy(massAction, place));
      for (const { species } of reactants) moved.set(species, together(moved.get(species) ?? 'none', 'up'));
      steps.push({
        id,
        kind: 'reaction',
        place,
        uses: terms(uses),
        makes: terms(makes),
        rate: this.#formula(rate, place),
        movedBy: Object.fromEntries(moved),
        references,
      });
    }
    for (const [id, each] of Object.entries(found)) {
      const side = (part: typeof each.contents, place: string) =>
        Object.keys(part ?? {}).map((name) => ({ species: this.#resolve(name, place).id, count: 1 }));
      const uses = side(each.takes, each.in);
      const makes = side(each.contents, each.place);
      const { hazard, references = [] } = each;
      steps.push({ id, kind: 'birth', place: each.in, uses, makes, references, ...this.#hazard(hazard, each.in) });
    }
    for (const [id, { place, hazard, references = [] }] of Object.entries(dissolve)) {
      steps.push({ id, kind: 'end', place, uses: [], makes: [], references, ...this.#hazard(hazard, place) });
    }
    const definitions: Record<string, ModelNetwork['definitions'][string]> = {};
    for (const [place, { definitions: own = {} }] of Object.entries(places)) {
      for (const [name, each] of Object.entries(own)) {
        const { value, unit, name: title = spoken(name) } = typeof each === 'object' ? each : { value: each };
        definitions[`${place}.${name}`] = { name: title, unit, formula: this.#formula(value, place) };
      }
    }
    return { species: [...this.#species.values()], steps, definitions };
  }

  #hazard(hazard: Expression, place: string) {
    return {
      rate: this.#formula(hazard, place),
      movedBy: Object.fromEntries(this.#movedBy(parseExpression(hazard), place)),
    };
  }

  #add(
    place: string,
    name: string,
    { name: title, unit, molecules = [] }: { name?: string; unit: string; molecules?: readonly string[] },
  ) {
    this.#species.set(`${place}.${name}`, {
      id: `${place}.${name}`,
      place,
      name: title ?? spoken(name),
      unit,
      molecules,
    });
  }

  #formula(expression: Expression, place: string): Formula {
    const text = String(expression);
    const names = namesIn(parseExpression(expression)).map(({ text: name, start, end }) => {
      return { start, end, ...this.#resolve(name, place) };
    });
    return { text, names };
  }

  /** What a name means in a place: looked up there, in each place around it, in fields, then among the parameters. */
  #resolve(text: string, place: string): Pick<FormulaName, 'kind' | 'id'> {
    const [qualifier, name] = text.includes('.') ? text.split('.') : [undefined, text];
    const { places, fields = {}, parameters = {} } = this.model;
    const start = qualifier ?? (fields[place] ? fields[place].in : place);
    if (fields[place]?.species[name] && qualifier === undefined) return { kind: 'species', id: `${place}.${name}` };
    if (qualifier !== undefined && fields[qualifier]) return { kind: 'species', id: `${qualifier}.${name}` };
    for (let at: string | undefined = start; at !== undefined; at = places[at]?.in) {
      const own = places[at];
      const id = `${at}.${name}`;
      if (own?.species?.[name]) return { kind: 'species', id };
      if (own?.amounts?.[name]) return { kind: 'amount', id };
      if (own?.definitions?.[name] !== undefined) return { kind: 'definition', id };
    }
    for (const [field, { species }] of Object.entries(fields)) {
      if (species[name]) return { kind: 'species', id: `${field}.${name}` };
    }
    return { kind: parameters[name] ? 'parameter' : 'other', id: name };
  }

  /** Species and amounts that an expression moves with. */
  #movedBy(tree: ExpressionTree, place: string): ReadonlyMap<string, Influence> {
    const resolved = new Map(namesIn(tree).map(({ text }) => [text, this.#resolve(text, place)]));
    const within = new Map<string, ReadonlyMap<string, Influence>>();
    const all = new Set<string>();
    for (const { kind, id } of resolved.values()) {
      if (kind === 'species' || kind === 'amount') all.add(id);
      if (kind !== 'definition') continue;
      within.set(id, this.#movedByDefinition(id));
      for (const each of within.get(id)!.keys()) all.add(each);
    }
    return new Map(
      [...all].map((target) => {
        const of = (text: string): Influence => {
          const { kind, id } = resolved.get(text) ?? { kind: 'other', id: text };
          if (kind === 'definition') return within.get(id)?.get(target) ?? 'none';
          return id === target ? 'up' : 'none';
        };
        return [target, influenceOn(tree, of)];
      }),
    );
  }

  #movedByDefinition(id: string): ReadonlyMap<string, Influence> {
    const known = this.#moved.get(id);
    if (known) return known;
    const [place, name] = id.split('.');
    const definition = this.model.places[place].definitions?.[name] ?? 0;
    const tree = this.#trees.get(id) ?? parseExpression(typeof definition === 'object' ? definition.value : definition);
    this.#trees.set(id, tree);
    const moved = this.#movedBy(tree, place);
    this.#moved.set(id, moved);
    return moved;
  }
}

/** An id as words, for what has no name of its own. */
function spoken(id: string): string {
  return id.replace(/_/g, ' ');
}
