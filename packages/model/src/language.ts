import type { Reference, Source } from '@invadolab/core';

/**
 * The model language, as a file says it. Everything that happens is a reaction, in a place.
 *
 * A quantity is a string with a unit (`"8.6 nM"`) or a bare number, which is dimensionless.
 * An expression is infix text over species, amounts, definitions and parameters: `k_on * A * B / (K + B)`.
 * A name is looked up in its own place, then in each place around it, then among the parameters;
 * `cell.Receptor` and `film.ligand` are qualified names.
 * `t` (time), `volume` (of a place), `pi` and `covered` (1 inside the extent of the place around) always exist and are
 * reserved; so are the functions, and `x`, `y`, `age`, `id` inside places. A value may be read from up to three levels up.
 */
export type Quantity = string | number;
/** Infix text over names, or a bare number. */
export type Expression = string | number;

/**
 * A whole model. Keys of all tables are ids: a letter, then letters, digits and `_`. What things are called changes
 * nothing; the order of declaration is the order of sums.
 */
export interface ModelFile {
  readonly format: 1;
  /** One line: what this model is. */
  readonly model: string;
  readonly notes?: string;
  readonly references?: Readonly<Record<string, Reference>>;
  readonly parameters?: Readonly<Record<string, Parameter>>;
  readonly places: Readonly<Record<string, PlaceKind>>;
  readonly fields?: Readonly<Record<string, Field>>;
  readonly reactions?: Readonly<Record<string, Reaction>>;
  readonly found?: Readonly<Record<string, Founding>>;
  readonly dissolve?: Readonly<Record<string, Dissolution>>;
  readonly events?: Readonly<Record<string, ModelEvent>>;
  /** Weighted sums that no reaction may change: `{monomers: {G: 1, 'site.F': 1}}`. */
  readonly conserved?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly numerics?: Numerics;
}

/** A number of the model: constant during a run unless an event sets it. */
export interface Parameter {
  readonly value: Quantity;
  /** Unit of `value` and `range` when they are bare numbers. */
  readonly unit?: string;
  /** Plausible range, in the same unit. */
  readonly range?: readonly [Quantity, Quantity];
  readonly source: Source;
  /** What it is, in words a reader of the report understands. */
  readonly name?: string;
}

/** A kind of place. Places nest: the root has no `in`. */
export interface PlaceKind {
  readonly in?: string;
  readonly name?: string;
  /** How many exist at the start in each parent (default 0 for kinds that something founds, else 1). */
  readonly count?: number;
  /** Gives concentrations their meaning (default 1 um3). */
  readonly volume?: Expression;
  /** Region on the plane of the fields; a place without one has no position. */
  readonly extent?: Extent;
  readonly motion?: Motion;
  readonly species?: Readonly<Record<string, Species>>;
  /**
   * Amounts: one constant per individual place (a cell's total of a protein, an expression level).
   * Profiles and perturbations set them; `cv` draws them per individual, log-normal with this coefficient of variation.
   */
  readonly amounts?: Readonly<Record<string, Amount>>;
  /** Named expressions, evaluated where used; also readable as observables. */
  readonly definitions?: Readonly<Record<string, Expression | Definition>>;
  /** How its reactions are advanced (default `ode`). */
  readonly solver?: 'ode' | 'explicit' | 'ssa' | 'tau';
  /** Its individuals at the start get their ids after all others, which so keep the ids and chance they have without it. */
  readonly numbered?: 'last';
}

/** A disc (area, optional aspect ratio: an ellipse) or a Gaussian footprint (`radius` is its standard deviation). */
export type Extent =
  | { readonly shape: 'disc'; readonly area: Expression; readonly aspect?: Expression }
  | { readonly shape: 'gaussian'; readonly radius: Expression };

/** Persistent random walk on the plane. */
export interface Motion {
  readonly speed: Expression;
  readonly persistence: Expression;
}

/** Something with a number in each individual place, changed by reactions. */
export interface Species {
  /** Default 0; an expression over amounts and parameters. */
  readonly initial?: Expression;
  /** `uM`, `nM` (a concentration in its place), `molecule`, `molecule/um2`, `um`, `1` ... */
  readonly unit: string;
  readonly name?: string;
  /** Catalogue molecules it stands for. */
  readonly molecules?: readonly string[];
  /** Species of the parent that receives the content when the place dissolves. */
  readonly returns?: string;
  /** Absolute tolerance of the solvers, in `unit` (default 1e-6). */
  readonly tolerance?: number;
}

/** A constant of each individual place. */
export interface Amount {
  readonly value: Quantity;
  readonly unit?: string;
  readonly range?: readonly [Quantity, Quantity];
  readonly source: Source;
  readonly name?: string;
  readonly molecule?: string;
  /** Coefficient of variation between individuals (default 0). */
  readonly cv?: number;
  /**
   * Addresses its random numbers, so that no name does: unique among the amounts of the model. Default: the lowest free
   * number, in the order of declaration. Composition writes it, so that models of one catalogue share their draws.
   */
  readonly stream?: number;
}

/** A named expression with the unit it is shown in (default: base units). */
export interface Definition {
  readonly value: Expression;
  readonly unit?: string;
  readonly name?: string;
}

/**
 * `A + 2 B -> C`. Terms name species of `in`, of the places around it, or of a field at the place's position.
 * A number before a term is how many molecules one firing moves: a burst, exact under SSA and tau-leaping.
 */
export interface Reaction {
  /** The kind of place (or the matrix field, for a reaction at every voxel) whose individuals carry it. */
  readonly in: string;
  readonly equation: string;
  /** An expression, or `mass_action(k)`; amount per time, or concentration per time of `in`. */
  readonly rate: Expression;
  /** Acts at every voxel of this matrix field under the place's extent; `rate` is then per area. */
  readonly over?: string;
  readonly name?: string;
  readonly references?: readonly string[];
}

/** Makes a place. Fires when the integral of `hazard` reaches a unit exponential draw. */
export interface Founding {
  readonly place: string;
  /** Parent kind. */
  readonly in: string;
  /** 1/s for each parent. */
  readonly hazard: Expression;
  /** Probability in [0, 1] of the drawn position; may read fields there. */
  readonly accept?: Expression;
  /** No closer than this to a sibling. */
  readonly apart?: Expression;
  /** Content at birth, species of the new place; what `takes` names leaves the parent. */
  readonly contents?: Readonly<Record<string, Expression>>;
  readonly takes?: Readonly<Record<string, Expression>>;
  readonly name?: string;
  readonly references?: readonly string[];
  /** As of an amount, among the foundings. */
  readonly stream?: number;
}

/** Ends a place on an integrated hazard; contents follow each species' `returns`. */
export interface Dissolution {
  readonly place: string;
  readonly hazard: Expression;
  readonly name?: string;
  readonly references?: readonly string[];
  /** As of an amount, among the dissolutions. */
  readonly stream?: number;
}

/** A species on a grid over the plane. All fields of a model cover the same square. */
export type Field =
  | {
      readonly kind: 'matrix';
      readonly in: string;
      readonly voxel: Quantity;
      readonly side: Quantity;
      readonly species: Readonly<
        Record<
          string,
          {
            readonly initial: Expression;
            readonly unit: string;
            readonly name?: string;
            readonly molecules?: readonly string[];
          }
        >
      >;
    }
  | {
      readonly kind: 'soluble';
      readonly in: string;
      readonly voxel: Quantity;
      readonly side: Quantity;
      /** Height of the layer that the grid stands for. */
      readonly height: Quantity;
      readonly species: Readonly<Record<string, SolubleSpecies>>;
    };

/** A species that diffuses in a layer over the plane. */
export interface SolubleSpecies {
  readonly initial?: Expression;
  readonly unit: string;
  readonly diffusivity: Expression;
  readonly decay?: Expression;
  /** Exchange with a species of the field's place (the medium above): first order, both ways. */
  readonly exchange?: { readonly with: string; readonly rate: Expression };
  readonly name?: string;
  readonly molecules?: readonly string[];
}

/** Sets species, amounts or parameters at a time, repeatedly, or when an expression crosses zero. */
export interface ModelEvent {
  readonly in?: string;
  readonly at?: Quantity;
  readonly every?: Quantity;
  readonly when?: Expression;
  /** Direction of the crossing of `when` (default `rising`). */
  readonly crossing?: 'rising' | 'falling';
  readonly set: Readonly<Record<string, Expression>>;
}

/** How finely the model is advanced. */
export interface Numerics {
  /** Macro tick: what passes between kinds of place is exchanged once per tick (default 5 s). */
  readonly tick?: Quantity;
  /** Relative tolerance of adaptive solvers (default 1e-6). */
  readonly tolerance?: number;
  /** Sub-steps of tau-leaping places per tick (default 5). */
  readonly substeps?: number;
  /** Coupling of kinds of place: first order, or Strang splitting (default `lie`). */
  readonly coupling?: 'lie' | 'strang';
  /**
   * Method of places under `ode`: implicit for stiff models, or explicit, which is quicker where nothing is much faster
   * than what matters, and a second opinion on the first (default `rodas4`).
   */
  readonly method?: 'rodas4' | 'dopri5';
}
