import { BadInput, nearest } from '@invadolab/core';
import type { Definition, ModelFile, Parameter, PlaceKind } from '@invadolab/model';
import { Namer } from './names.js';
import { idsSet, type Quantity, quantitiesOf } from './quantities.js';
import type { SbmlModel, SbmlSpecies } from './sbml-model.js';
import { type KnownUnit, spelledUnit, timesUnit, unitNamed } from './units.js';
import { atom, ExpressionWriter, over, type Text } from './write.js';

/** Thrown where a unit is missing or cannot be written; the model is then read without units. */
export class UnitMissing extends Error {}

type Mutable<Table> = { -readonly [Key in keyof Table]: Table[Key] };

/** The one place into which a document is read. */
export const placeName = 'model';

const deepest = 100;

/**
 * The names, formulas and tables of a model being made of a document. With `units` every number keeps its unit; without,
 * all are pure numbers and the time is counted in `time_unit`.
 */
export class Scope {
  readonly parameters: Mutable<NonNullable<ModelFile['parameters']>> = {};
  readonly species: Mutable<NonNullable<PlaceKind['species']>> = {};
  readonly definitions: Record<string, Definition> = {};
  readonly reactions: Mutable<NonNullable<ModelFile['reactions']>> = {};
  readonly events: Mutable<NonNullable<ModelFile['events']>> = {};
  readonly namer = new Namer();
  readonly quantities: ReadonlyMap<string, Quantity>;
  /** Names of the states that hold amounts of species that are read as concentrations. */
  readonly amountNames = new Map<string, string>();
  /** Ids that events set. */
  readonly setByEvents: ReadonlySet<string>;
  /** Expressions that hold while the model runs. */
  readonly running: ExpressionWriter;
  /** Expressions over constants alone, for the start. */
  readonly starting: ExpressionWriter;
  readonly #names = new Map<string, string>();
  readonly #numbers = new Map<string, string>();
  readonly #starts = new Map<string, Text>();
  readonly #open: string[] = [];
  readonly #startOf = new Map<string, () => Text>();

  constructor(
    readonly sbml: SbmlModel,
    readonly units: boolean,
  ) {
    this.setByEvents = idsSet(sbml);
    this.quantities = quantitiesOf(sbml, this.setByEvents);
    for (const id of this.quantities.keys()) this.#names.set(id, this.namer.claim(id.replace('/', '_')));
    for (const id of sbml.species.keys()) this.#names.set(id, this.namer.claim(id));
    for (const { id } of sbml.reactions) this.#names.set(id, this.namer.claim(id));
    const common = {
      number: (value: number, unit?: string) => this.#number(value, unit),
      apart: (text: string) => this.#apart(text),
    };
    const unitOfTime = units ? atom('t') : over(atom('t'), atom('time_unit'));
    this.running = new ExpressionWriter({ ...common, time: unitOfTime, name: (id, at) => this.#running(id, at) });
    this.starting = new ExpressionWriter({ ...common, time: atom('0'), name: (id, at) => this.start(id, at) });
  }

  /** What an id is called. */
  name(id: string): string {
    const name = this.#names.get(id);
    if (name === undefined) throw new Error(`${id} has no name`);
    return name;
  }

  /** The species of this id; refuses what is none. */
  speciesNamed(id: string, at: { readonly line: number; readonly column: number }): SbmlSpecies {
    const species = this.sbml.species.get(id);
    if (species) return species;
    throw this.wrong('an unknown species', at, id, 'a species of the model', nearest(id, this.sbml.species.keys()));
  }

  wrong(
    summary: string,
    at: { readonly line: number; readonly column: number },
    found?: string,
    expected?: string,
    near?: string,
  ): BadInput {
    const { line, column } = at;
    return new BadInput(summary, { file: this.sbml.file, line, column, found, expected, nearest: near });
  }

  /** Says how the value of an id at the start is found. */
  startsWith(id: string, start: () => Text): void {
    this.#startOf.set(id, start);
  }

  /** Value of an id at the start, over constants. */
  start(id: string, at: { readonly line: number; readonly column: number }): Text {
    const known = this.#starts.get(id);
    if (known) return known;
    const start = this.#startOf.get(id);
    if (start === undefined) return this.#unknown(id, at);
    if (this.#open.includes(id) || this.#open.length > deepest) {
      throw this.wrong('initial values follow from each other in a circle', at, [...this.#open, id].join(' -> '));
    }
    this.#open.push(id);
    const text = start();
    this.#open.pop();
    this.#starts.set(id, text);
    return text;
  }

  /** A parameter with a value of the document; `what` names it where its unit is missing. */
  parameter(name: string, value: number, units: string | undefined, what: string, title?: string): void {
    this.valued(name, value, () => this.knownUnit(units, what), title);
  }

  /** The same with its unit worked out, which is asked for only where units are kept. */
  valued(name: string, value: number, unit: () => KnownUnit, title?: string): void {
    const { text, scale } = this.units ? spelledUnit(unit()) : { text: '1', scale: 1 };
    const declared: Parameter = {
      value: value * scale,
      unit: text,
      source: { assumed: `as given in ${this.sbml.file}` },
      ...(title !== undefined && { name: title.slice(0, 1000) }),
    };
    this.parameters[name] = declared;
  }

  /** The unit of a state, as the language writes it. */
  unitText(unit: () => KnownUnit): string {
    return this.units ? spelledUnit(unit()).text : '1';
  }

  /** The unit of this id. */
  knownUnit(units: string | undefined, what: string): KnownUnit {
    const known = unitNamed(this.sbml, units);
    if (known) return known;
    throw new UnitMissing(units === undefined ? `${what} has no unit` : `the unit ${units} of ${what} is not known`);
  }

  /** The unit of the amount of a species, and of its concentration. */
  speciesUnits(species: SbmlSpecies): { readonly amount: KnownUnit; readonly concentration: KnownUnit } {
    const amount = this.knownUnit(species.substanceUnits ?? this.sbml.defaults.substance, species.id);
    const size = this.quantities.get(species.compartment);
    return { amount, concentration: timesUnit(amount, this.knownUnit(size?.units, species.compartment), -1) };
  }

  /** A rate in the language: per time. */
  perTime(text: Text): string {
    return this.units ? text.text : over(text, atom('time_unit')).text;
  }

  /** Size of the compartment of a species, while the model runs. */
  size(species: SbmlSpecies): Text {
    return atom(this.name(species.compartment));
  }

  /** A definition with a name of its own, shown in this unit (default: base units). */
  define(name: string, text: string, title?: string, unit?: () => KnownUnit): void {
    this.definitions[name] = {
      value: text,
      ...(unit !== undefined && this.units && { unit: spelledUnit(unit()).text }),
      ...(title !== undefined && { name: title.slice(0, 1000) }),
    };
  }

  #running(id: string, at: { readonly line: number; readonly column: number }): Text {
    return this.#names.has(id) ? atom(this.name(id)) : this.#unknown(id, at);
  }

  #unknown(id: string, at: { readonly line: number; readonly column: number }): never {
    const known = [...this.#names.keys()].filter((each) => !each.includes('/'));
    throw this.wrong('an unknown name in a formula', at, id, 'an id of the model', nearest(id, known));
  }

  /** A number that may not stand bare becomes a parameter, one for all equal ones. */
  #number(value: number, units?: string): Text {
    const unit = units ?? 'dimensionless';
    const key = `${value} ${this.units ? unit : ''}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return atom(known);
    const name = this.namer.claim(`c${this.#numbers.size + 1}`);
    this.#numbers.set(key, name);
    this.parameter(name, value, unit, `the number ${value}`, `${value} in a formula`);
    return atom(name);
  }

  #apart(text: string): Text {
    const name = this.namer.claim('part');
    this.define(name, text);
    return atom(name);
  }
}
