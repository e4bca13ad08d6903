import type { Formula } from './formula.js';
import type { Lambda } from './mathml.js';

/** Where something stands in the file, 1-based. */
export interface At {
  readonly line: number;
  readonly column: number;
}

/** What SBML files hold that this reader uses, as written; formulas are read, nothing else is worked out yet. */
export interface SbmlModel {
  readonly level: 2 | 3;
  readonly title: string;
  readonly file: string;
  /** Unit ids of the model: `substance`, `time`, `volume`, `area`, `length`; absent where none is declared. */
  readonly defaults: Readonly<Partial<Record<'substance' | 'time' | 'volume' | 'area' | 'length', string>>>;
  readonly conversionFactor?: string;
  readonly units: ReadonlyMap<string, readonly UnitFactor[]>;
  readonly functions: ReadonlyMap<string, Lambda>;
  readonly compartments: ReadonlyMap<string, SbmlCompartment>;
  readonly species: ReadonlyMap<string, SbmlSpecies>;
  readonly parameters: ReadonlyMap<string, SbmlParameter>;
  readonly initialAssignments: ReadonlyMap<string, Formula>;
  readonly assignmentRules: ReadonlyMap<string, Formula>;
  readonly rateRules: ReadonlyMap<string, Formula>;
  readonly reactions: readonly SbmlReaction[];
  readonly events: readonly SbmlEvent[];
  /** Parts that were passed over because they change no result. */
  readonly ignored: readonly string[];
}

/** One factor of a unit: (multiplier 10^scale kind)^exponent. */
export interface UnitFactor {
  readonly kind: string;
  readonly exponent: number;
  readonly scale: number;
  readonly multiplier: number;
}

export interface SbmlCompartment extends At {
  readonly id: string;
  readonly name?: string;
  readonly dimensions: number;
  readonly size?: number;
  readonly units?: string;
  readonly constant: boolean;
}

export interface SbmlSpecies extends At {
  readonly id: string;
  readonly name?: string;
  readonly compartment: string;
  readonly initialAmount?: number;
  readonly initialConcentration?: number;
  readonly substanceUnits?: string;
  readonly hasOnlySubstanceUnits: boolean;
  readonly boundaryCondition: boolean;
  readonly constant: boolean;
  readonly conversionFactor?: string;
}

export interface SbmlParameter extends At {
  readonly id: string;
  readonly name?: string;
  readonly value?: number;
  readonly units?: string;
  readonly constant: boolean;
}

export interface SbmlReaction extends At {
  readonly id: string;
  readonly name?: string;
  readonly reactants: readonly SbmlParticipant[];
  readonly products: readonly SbmlParticipant[];
  readonly law: Formula;
  readonly localParameters: readonly SbmlParameter[];
}

/** A reactant or product. */
export interface SbmlParticipant extends At {
  readonly id?: string;
  readonly species: string;
  readonly stoichiometry?: number;
  readonly stoichiometryMath?: Formula;
}

export interface SbmlEvent extends At {
  readonly id: string;
  readonly trigger: Formula;
  /** Value of the trigger before the start. */
  readonly initialValue: boolean;
  readonly assignments: readonly (At & { readonly variable: string; readonly formula: Formula })[];
}
