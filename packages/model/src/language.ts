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
  readonly tissue?: Tissue;
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

/**
 * Many cells side by side. What happens inside each is not repeated for every one: some cells are followed in the reduced
 * form under a grid of local conditions, what `rises` is read off them, and every cell of the tissue takes what belongs to
 * where it stands. Lengths are um, the origin is a corner of the box. Expressions read parameters and, where something is
 * evaluated for a cell, these names: what rises, densities of gels and fields where the cell's front is, `pore` (the
 * narrowest open cross-section there, um2), `contacts` (cells that it touches), `age` (since its last division).
 */
export interface Tissue {
  /** Kind of place that each of its cells is. */
  readonly of: string;
  readonly dimensions: 2 | 3;
  /** Edges of the box; in two dimensions the last is the thickness of the layer. */
  readonly box: readonly [Expression, Expression, Expression];
  /** Edge of the voxels of gels, and of soluble species (default: the same). */
  readonly voxel: Expression;
  readonly coarse?: Expression;
  readonly start: TissueStart;
  /** What is read off a followed cell, by the name that expressions use. */
  readonly rises?: Readonly<Record<string, Rise>>;
  readonly follow: {
    /** Cells followed per tissue; each stands for an equal share of the tissue's cells. */
    readonly cells: number;
    /** Time between two readings; between them what rises is a straight line. */
    readonly every: Quantity;
  };
  readonly cells: TissueCells;
  /** Stretches of the box by name, so that what fills one need not know its shape; assays read them as `region.NAME`. */
  readonly regions?: Readonly<Record<string, TissueRegion>>;
  readonly gels?: Readonly<Record<string, Gel>>;
  readonly passages?: Readonly<Record<string, Passage>>;
  readonly spread?: Readonly<Record<string, TissueField>>;
  /** A vessel through the centre along the first axis; closed faces of the box are half of the way to its neighbours. */
  readonly vessel?: { readonly radius: Expression };
  /** Time between two looks of a cell at where it stands (default 6 min), and steps of motion in it (default 6). */
  readonly tick?: Quantity;
  readonly steps?: number;
}

/** Where the cells are at the start: scattered through a ball at the centre, over a plane, through a slab across the last axis, or in turn along tubes of that spacing. */
export type TissueStart =
  | { readonly shape: 'tubes'; readonly cells: Expression; readonly spacing: Expression }
  | { readonly shape: 'ball'; readonly cells: Expression; readonly radius: Expression }
  | { readonly shape: 'layer'; readonly cells: Expression; readonly at: Expression }
  | { readonly shape: 'slab'; readonly cells: Expression; readonly from: Expression; readonly to: Expression };

/** A slot of the followed cell or of a place around it, the sum of a slot over its sites, or (the kind of site alone) their number. */
export interface Rise {
  readonly slot: string;
  readonly name?: string;
}

/** What a cell is and does. */
export interface TissueCells {
  /** um */
  readonly radius: Expression;
  /** um/s when nothing holds it. */
  readonly speed: Expression;
  /** s; mean time until the direction is forgotten. */
  readonly persistence: Expression;
  /** um/s at full overlap, and at contact. */
  readonly repulsion: Expression;
  readonly adhesion: Expression;
  /** Distance at which adhesion ends, in sums of radii (default 5/4). */
  readonly reach?: Expression;
  /** Share of a cell's own velocity that it gives up for that of the cells it touches (default 0). */
  readonly follow?: Expression;
  /** 0 to 1: with which weight a cell that turns goes where its contacts push it (default 0). */
  readonly inhibition?: Expression;
  /**
   * 0 to 1: how much way along a wall counts for a cell whose own way is narrow. Where that gets it ahead faster, it goes
   * along the wall (default 0: it waits).
   */
  readonly glide?: Expression;
  /** 1/s (default 0); a daughter starts with half the volume, which comes back at the rate `growth` (default 0). */
  readonly division?: Expression;
  readonly growth?: Expression;
  /** 1/s (default 0), and s that a dying cell takes to vanish (default 0). */
  readonly death?: Expression;
  readonly dying?: Expression;
}

/**
 * A stretch of the box: everywhere, outside a ball at the centre, outside a tube through the centre along the first axis, or a
 * slab across the last axis. Tubes along the first axis stand in a square lattice of that spacing, and so do the holes
 * through a slab, which are what `slab` leaves out with `holes`; a voxel belongs to a tube or hole if its middle does, and
 * their axes go through middles of voxels, so each is one voxel wide at least.
 */
export type TissueRegion =
  | { readonly shape: 'everywhere' }
  | { readonly shape: 'outside-ball' | 'outside-tube'; readonly radius: Expression }
  | { readonly shape: 'tubes' | 'outside-tubes'; readonly radius: Expression; readonly spacing: Expression }
  | {
      readonly shape: 'slab';
      readonly from: Expression;
      readonly to: Expression;
      readonly holes?: { readonly radius: Expression; readonly spacing: Expression };
    }
  | {
      readonly shape: 'holes';
      readonly from: Expression;
      readonly to: Expression;
      readonly radius: Expression;
      readonly spacing: Expression;
    };

/** Something that cells do not take apart: `pore` is the open cross-section (um2) of whatever stands there, 0 in a solid. */
export interface Passage {
  /** A region, or the name of one. */
  readonly where: TissueRegion | string;
  readonly pore: Expression;
  readonly name?: string;
}

/** A solid that cells move through and take apart. */
export interface Gel {
  /** A region, or the name of one. */
  readonly where: TissueRegion | string;
  /** A sheet thinner than a voxel: it fills this much of each voxel's last edge. */
  readonly thickness?: Expression;
  readonly density: Expression;
  readonly unit: string;
  /** Open cross-section (um2) where the density is `here`. */
  readonly pore: Expression;
  /** um3/s that a cell clears in front of itself where the density is `here`. */
  readonly cleared?: Expression;
  /** 1/s that soluble species take from it in every voxel. */
  readonly lost?: Expression;
  readonly name?: string;
}

/** A soluble species of the tissue. */
export interface TissueField {
  readonly unit: string;
  readonly initial?: Expression;
  readonly diffusivity: Expression;
  readonly decay?: Expression;
  /** Density kept at the faces of the box; without it nothing crosses them. */
  readonly outside?: Expression;
  /** It spreads so quickly that it stands at balance with its sources in every tick; something must take it away. */
  readonly settles?: true;
  /** molecule/s that each cell gives. */
  readonly secretion?: Expression;
  /** um3/s that each cell clears of it. */
  readonly uptake?: Expression;
  /** What crosses the wall of the vessel both ways: density in plasma at the start, its loss there (1/s, default 0) and um/s. */
  readonly vessel?: { readonly plasma: Expression; readonly loss?: Expression; readonly permeability: Expression };
  /**
   * Another soluble species that it turns into, molecule by molecule: 1/s in every voxel, which reads the soluble species there, and
   * um3/s that each cell turns of it (default 0 both).
   */
  readonly becomes?: { readonly into: string; readonly rate?: Expression; readonly cells?: Expression };
  /** The parameter of the cell's own network that this is, how it follows from `here`, and where cells are followed. */
  readonly sets?: { readonly parameter: string; readonly value: Expression; readonly at: readonly Quantity[] };
  readonly name?: string;
}
