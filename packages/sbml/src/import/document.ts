import { childNamed, childrenOf, parseXml, type XmlElement } from '../xml/parse.js';
import { Attributes } from './attributes.js';
import type { Formula } from './formula.js';
import { MathReader } from './mathml.js';
import type {
  SbmlCompartment,
  SbmlEvent,
  SbmlModel,
  SbmlParameter,
  SbmlParticipant,
  SbmlReaction,
  SbmlSpecies,
  UnitFactor,
} from './sbml-model.js';
import { refuseUnsupported, supportedDocument } from './supported.js';

/**
 * Reads an SBML document of Level 2 or 3. Throws `BadInput` with line and column for what is no SBML or not supported.
 * `file` is used in messages.
 */
export function readSbml(text: string, file: string): SbmlModel {
  const root = parseXml(text, file);
  const attributes = new Attributes(file);
  const { level, ignored } = supportedDocument(root, attributes);
  const model = childNamed(root, 'model');
  if (model === undefined) throw attributes.wrong('an SBML document without a model', root, undefined, '<model>');
  refuseUnsupported(model, attributes);
  return new DocumentReader(level, file, attributes).read(model, ignored);
}

class DocumentReader {
  readonly #level: 2 | 3;
  readonly #file: string;
  readonly #attributes: Attributes;
  readonly #math: MathReader;
  /** Every id of the one space of names, with what has it. */
  readonly #ids = new Map<string, string>();

  constructor(level: 2 | 3, file: string, attributes: Attributes) {
    this.#level = level;
    this.#file = file;
    this.#attributes = attributes;
    this.#math = new MathReader(file);
  }

  read(model: XmlElement, ignored: readonly string[]): SbmlModel {
    const passed = [...ignored];
    if (this.#list(model, 'Constraints').length > 0) passed.push('constraints');
    const rules = this.#list(model, 'Rules');
    const { text } = bound(this.#attributes, model);
    return {
      level: this.#level,
      title: text('name') ?? text('id') ?? this.#file,
      file: this.#file,
      defaults: this.#defaults(model),
      conversionFactor: text('conversionFactor'),
      units: new Map(this.#list(model, 'UnitDefinitions').map((each) => this.#unit(each))),
      functions: new Map(
        this.#list(model, 'FunctionDefinitions').map((each) => [this.#id(each), this.#math.lambdaIn(each)]),
      ),
      compartments: table(this.#list(model, 'Compartments').map((each) => this.#compartment(each))),
      species: table(this.#list(model, 'Species').map((each) => this.#species(each))),
      parameters: table(this.#list(model, 'Parameters').map((each) => this.#parameter(each))),
      initialAssignments: this.#formulas(this.#list(model, 'InitialAssignments'), 'initialAssignment', 'symbol'),
      assignmentRules: this.#formulas(rules, 'assignmentRule', 'variable'),
      rateRules: this.#formulas(rules, 'rateRule', 'variable'),
      reactions: this.#list(model, 'Reactions').map((each) => this.#reaction(each)),
      events: this.#list(model, 'Events').map((each, index) => this.#event(each, index)),
      ignored: passed,
    };
  }

  #list(parent: XmlElement, name: string): XmlElement[] {
    const list = childNamed(parent, `listOf${name}`);
    if (list === undefined) return [];
    return childrenOf(list).filter(
      ({ uri, name: each }) => uri === list.uri && each !== 'notes' && each !== 'annotation',
    );
  }

  #id(element: XmlElement): string {
    const id = this.#attributes.required(element, 'id');
    const before = this.#ids.get(id);
    if (before !== undefined) {
      throw this.#attributes.wrong('an id is used twice', element, id, `another id than that of the ${before}`);
    }
    this.#ids.set(id, element.name);
    return id;
  }

  #defaults(model: XmlElement): SbmlModel['defaults'] {
    const names = ['substance', 'time', 'volume', 'area', 'length'] as const;
    const declared = names.flatMap((name): [string, string][] => {
      // Level 2 has units of these names, which a model may define anew.
      if (this.#level === 2) return [[name, name]];
      const units = this.#attributes.text(model, `${name}Units`);
      return units === undefined ? [] : [[name, units]];
    });
    return Object.fromEntries(declared);
  }

  #unit(element: XmlElement): [string, readonly UnitFactor[]] {
    const factors = this.#list(element, 'Units').map((unit) => ({
      kind: this.#attributes.required(unit, 'kind'),
      exponent: this.#attributes.number(unit, 'exponent') ?? 1,
      scale: this.#attributes.number(unit, 'scale') ?? 0,
      multiplier: this.#attributes.number(unit, 'multiplier') ?? 1,
    }));
    return [this.#attributes.required(element, 'id'), factors];
  }

  #compartment(element: XmlElement): SbmlCompartment {
    const { number, text, flag } = bound(this.#attributes, element);
    const dimensions = number('spatialDimensions') ?? 3;
    return {
      id: this.#id(element),
      name: text('name'),
      dimensions,
      size: number('size'),
      units: text('units'),
      constant: flag('constant', true),
      ...placeOf(element),
    };
  }

  #species(element: XmlElement): SbmlSpecies {
    const { number, text, flag } = bound(this.#attributes, element);
    return {
      id: this.#id(element),
      name: text('name'),
      compartment: this.#attributes.required(element, 'compartment'),
      initialAmount: number('initialAmount'),
      initialConcentration: number('initialConcentration'),
      substanceUnits: text('substanceUnits'),
      hasOnlySubstanceUnits: flag('hasOnlySubstanceUnits', false),
      boundaryCondition: flag('boundaryCondition', false),
      constant: flag('constant', false),
      conversionFactor: text('conversionFactor'),
      ...placeOf(element),
    };
  }

  #parameter(element: XmlElement, local = false): SbmlParameter {
    const { number, text, flag } = bound(this.#attributes, element);
    return {
      id: local ? this.#attributes.required(element, 'id') : this.#id(element),
      name: text('name'),
      value: number('value'),
      units: text('units'),
      constant: local || flag('constant', true),
      ...placeOf(element),
    };
  }

  #formulas(elements: readonly XmlElement[], name: string, subject: string): Map<string, Formula> {
    const found = new Map<string, Formula>();
    for (const element of elements) {
      if (element.name !== name) continue;
      const id = this.#attributes.required(element, subject);
      const formula = this.#math.formulaIn(element);
      if (formula === undefined) continue;
      if (found.has(id)) throw this.#attributes.wrong(`two of <${name}> for one ${subject}`, element, id, 'one');
      found.set(id, formula);
    }
    return found;
  }

  #reaction(element: XmlElement): SbmlReaction {
    const law = childNamed(element, 'kineticLaw');
    const formula = law && this.#math.formulaIn(law);
    const id = this.#id(element);
    if (law === undefined || formula === undefined) {
      throw this.#attributes.wrong('a reaction without a kinetic law', element, id, '<kineticLaw> with a formula');
    }
    const locals = [...this.#list(law, 'LocalParameters'), ...this.#list(law, 'Parameters')];
    return {
      id,
      name: this.#attributes.text(element, 'name'),
      reactants: this.#list(element, 'Reactants').map((each) => this.#participant(each)),
      products: this.#list(element, 'Products').map((each) => this.#participant(each)),
      law: formula,
      localParameters: locals.map((each) => this.#parameter(each, true)),
      ...placeOf(element),
    };
  }

  #participant(element: XmlElement): SbmlParticipant {
    const math = childNamed(element, 'stoichiometryMath');
    const id = this.#attributes.text(element, 'id');
    return {
      id: id === undefined ? undefined : this.#id(element),
      species: this.#attributes.required(element, 'species'),
      stoichiometry: this.#attributes.number(element, 'stoichiometry') ?? (this.#level === 2 ? 1 : undefined),
      stoichiometryMath: math && this.#math.formulaIn(math),
      ...placeOf(element),
    };
  }

  #event(element: XmlElement, index: number): SbmlEvent {
    const trigger = childNamed(element, 'trigger');
    const formula = trigger && this.#math.formulaIn(trigger);
    if (trigger === undefined || formula === undefined) {
      throw this.#attributes.wrong('an event without a trigger', element, undefined, '<trigger> with a formula');
    }
    const assignments = this.#list(element, 'EventAssignments').flatMap((each) => {
      const value = this.#math.formulaIn(each);
      const variable = this.#attributes.required(each, 'variable');
      return value === undefined ? [] : [{ variable, formula: value, ...placeOf(each) }];
    });
    return {
      id: this.#attributes.text(element, 'id') === undefined ? `event${index + 1}` : this.#id(element),
      trigger: formula,
      initialValue: this.#attributes.flag(trigger, 'initialValue', true),
      assignments,
      ...placeOf(element),
    };
  }
}

function bound(attributes: Attributes, element: XmlElement) {
  return {
    number: (name: string) => attributes.number(element, name),
    text: (name: string) => attributes.text(element, name),
    flag: (name: string, otherwise: boolean) => attributes.flag(element, name, otherwise),
  };
}

function placeOf({ line, column }: XmlElement): { line: number; column: number } {
  return { line, column };
}

function table<Entry extends { readonly id: string }>(entries: readonly Entry[]): Map<string, Entry> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}
