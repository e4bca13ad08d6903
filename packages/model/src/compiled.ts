import type { ModelFile, TissueCells, TissueRegion, TissueStart } from './language.js';

/**
 * A checked expression with every name resolved and every unit folded in. Values are in coherent base units
 * (um, s, molecule, mg, K: see core). This tree is all that code is ever generated from.
 */
export type Node =
  | { readonly op: 'number'; readonly value: number }
  | { readonly op: 'slot'; readonly slot: SlotReference }
  | {
      readonly op: 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max' | 'pow' | 'lt' | 'le' | 'gt' | 'ge';
      readonly a: Node;
      readonly b: Node;
    }
  | { readonly op: 'neg' | 'exp' | 'log' | 'sqrt' | 'abs' | 'sin' | 'cos' | 'floor'; readonly a: Node }
  | { readonly op: 'if'; readonly test: Node; readonly a: Node; readonly b: Node };

/** Where a value lives while rates are evaluated for one place. */
export type SlotReference =
  /** State entry `index` of the place `up` levels above (0: its own), as stored: molecules for amounts and concentrations. */
  | { readonly at: 'state'; readonly up: number; readonly index: number }
  /** Constant `index` (amounts, then volume) of the place `up` levels above. */
  | { readonly at: 'constant'; readonly up: number; readonly index: number }
  | { readonly at: 'parameter'; readonly index: number }
  /** Field species `index` of field `field`, mean under the place's extent (`voxel` reactions: the voxel itself). */
  | { readonly at: 'field'; readonly field: number; readonly index: number }
  /** 1 where the place's centre lies inside the extent of its parent, else 0. */
  | { readonly at: 'covered' }
  | { readonly at: 'time' };

/** A checked model as tables: everything in the order of declaration, values in base units, names resolved to positions. */
export interface CompiledModel {
  /** sha256 of the canonical resolved model. */
  readonly hash: string;
  readonly file: ModelFile;
  readonly parameters: readonly CompiledConstant[];
  /** Parents before children. */
  readonly places: readonly CompiledPlace[];
  readonly fields: readonly CompiledField[];
  readonly foundings: readonly CompiledFounding[];
  readonly dissolutions: readonly CompiledDissolution[];
  readonly events: readonly CompiledEvent[];
  readonly numerics: {
    readonly tick: number;
    readonly tolerance: number;
    readonly substeps: number;
    readonly coupling: 'lie' | 'strang';
    readonly method: 'rodas4' | 'dopri5';
  };
  readonly tissue?: CompiledTissue;
}

/** A parameter, an amount, or the volume of a place. */
export interface CompiledConstant {
  readonly id: string;
  /** Base units. */
  readonly value: number;
  /** Declared unit text and its factor: base value = declared value x factor. */
  readonly unit: string;
  readonly factor: number;
  readonly cv?: number;
  /** Amounts only: addresses what is drawn for it, unique among the amounts of the model. */
  readonly stream?: number;
}

/** A species of a place and how its stored state relates to its declared unit. */
export interface CompiledSpecies {
  readonly id: string;
  readonly unit: string;
  /**
   * State value = declared value x factor x (volume, if `perVolume`). Concentrations are stored as molecules,
   * so that what crosses between places is always an amount.
   */
  readonly factor: number;
  readonly perVolume: boolean;
  /** In state units; over constants and parameters only. */
  readonly initial: Node;
  /** Absolute tolerance in declared unit. */
  readonly tolerance: number;
  /** State index in the parent that receives the content on dissolution, or -1. */
  readonly returns: number;
}

/** A kind of place with everything its individuals carry. */
export interface CompiledPlace {
  readonly kind: string;
  /** Index into `places`, or -1 for the root. */
  readonly parent: number;
  readonly count: number;
  readonly solver: 'ode' | 'explicit' | 'ssa' | 'tau';
  /** Whether its individuals at the start are numbered after those of all other kinds. */
  readonly numberedLast?: true;
  readonly species: readonly CompiledSpecies[];
  /** Amounts, then the volume as the last entry. */
  readonly constants: readonly CompiledConstant[];
  readonly volume: Node;
  readonly extent?:
    | { readonly shape: 'disc'; readonly area: Node; readonly aspect: Node }
    | { readonly shape: 'gaussian'; readonly radius: Node };
  readonly motion?: { readonly speed: Node; readonly persistence: Node };
  /** Observables: value = node x (1/factor) in `unit`. */
  readonly definitions: readonly {
    readonly id: string;
    readonly value: Node;
    readonly unit: string;
    readonly factor: number;
  }[];
  readonly reactions: readonly CompiledReaction[];
}

/** What one firing does to one species. */
export interface Change {
  readonly at: 'state' | 'field';
  /** For state: how many levels up. */
  readonly up: number;
  /** For field: which field. */
  readonly field: number;
  readonly index: number;
  /** State units (molecules) per firing. */
  readonly amount: number;
}

/** A reaction of a place, or of every voxel of a field (then `up` counts from the field's place). */
export interface CompiledReaction {
  readonly id: string;
  /** Firings per second (amounts per second in ODE terms), already multiplied by volume where the text gave a concentration per time. */
  readonly rate: Node;
  /** The same for whole-number semantics: differs only for mass action with repeated reactants, A (A - 1). */
  readonly propensity: Node;
  readonly changes: readonly Change[];
  /** Field index for `over` reactions (then `rate` is per um2, evaluated per voxel), else -1. */
  readonly over: number;
}

/** A grid over the plane with its species. */
export interface CompiledField {
  readonly id: string;
  readonly kind: 'matrix' | 'soluble';
  /** Index into `places` of the place it belongs to. */
  readonly place: number;
  /** um */
  readonly voxel: number;
  /** Voxels per side. */
  readonly side: number;
  /** um; soluble only. */
  readonly height: number;
  readonly species: readonly CompiledFieldSpecies[];
  /** Reactions at every voxel; matrix only. First order in the consumed species. */
  readonly reactions: readonly CompiledReaction[];
}

/** A species of a field; its expressions read constants of the field's place and parameters. */
export interface CompiledFieldSpecies {
  readonly id: string;
  readonly unit: string;
  readonly factor: number;
  /** Density in base units: molecule/um2 for matrix, molecule/um3 for soluble. */
  readonly initial: Node;
  readonly diffusivity?: Node;
  readonly decay?: Node;
  readonly exchange?: { readonly index: number; readonly rate: Node };
}

/** What makes places of one kind. */
export interface CompiledFounding {
  readonly id: string;
  /** Addresses its random numbers: unique among the foundings of the model. */
  readonly stream: number;
  readonly place: number;
  readonly parent: number;
  /** Evaluated in the parent. */
  readonly hazard: Node;
  /** Evaluated in the parent, fields at the drawn position. */
  readonly accept?: Node;
  readonly apart?: Node;
  /** State index of the new place and its content, evaluated in the parent. */
  readonly contents: readonly { readonly index: number; readonly value: Node }[];
  readonly takes: readonly { readonly index: number; readonly value: Node }[];
}

/** What ends places of one kind; the hazard is evaluated in the place itself. */
export interface CompiledDissolution {
  readonly id: string;
  /** Addresses its random numbers: unique among the dissolutions of the model. */
  readonly stream: number;
  readonly place: number;
  readonly hazard: Node;
}

/** Sets values at a time, or where `when` crosses zero. Values are in stored units. */
export interface CompiledEvent {
  readonly id: string;
  /** Place kind it is tested and applied in (root for time events). */
  readonly place: number;
  readonly at?: number;
  readonly every?: number;
  readonly when?: Node;
  readonly crossing: 'rising' | 'falling';
  readonly set: readonly { readonly slot: SlotReference; readonly value: Node }[];
}

/**
 * Cells side by side, in base units. Trees read parameters; behind the last parameter stand, in this order, what `rises`,
 * the densities of `gels`, those of `spread`, then `pore`, `contacts`, `age` and `here`.
 */
export interface CompiledTissue {
  /** Index of the kind of place that its cells are. */
  readonly of: number;
  readonly dimensions: 2 | 3;
  readonly box: readonly [Node, Node, Node];
  readonly voxel: Node;
  /** Of soluble species. */
  readonly coarse: Node;
  readonly start: {
    readonly shape: TissueStart['shape'];
    readonly cells: Node;
    readonly from: Node;
    readonly to: Node;
  };
  readonly rises: readonly CompiledRise[];
  readonly follow: { readonly cells: number; readonly every: number };
  readonly cells: Readonly<Record<keyof TissueCells, Node>>;
  readonly regions: readonly (CompiledRegion & { readonly id: string })[];
  readonly gels: readonly CompiledGel[];
  readonly passages: readonly CompiledPassage[];
  readonly spread: readonly CompiledSpread[];
  /** Radius of the vessel. */
  readonly vessel?: Node;
  readonly tick: number;
  readonly steps: number;
}

/** What is read off a followed cell: a slot of its own or of a place around it, or of its sites. */
export interface CompiledRise {
  readonly id: string;
  readonly slot: string;
  /** Index of the kind that the slot is of. */
  readonly place: number;
  /** Declared unit; base value = declared value x factor. */
  readonly unit: string;
  readonly factor: number;
}

/** Where a gel is. */
export interface CompiledRegion {
  readonly shape: TissueRegion['shape'];
  /** The radius of the ball or tube, or the lower face. */
  readonly from: Node;
  readonly to: Node;
  /** Of tubes and holes; 0 where there are none. */
  readonly radius: Node;
  readonly spacing: Node;
}

/** What cells cannot take apart; `pore` reads local values. */
export interface CompiledPassage {
  readonly id: string;
  readonly where: CompiledRegion;
  readonly pore: Node;
}

/** A solid that cells clear; `pore`, `cleared` and `lost` read local values. */
export interface CompiledGel {
  readonly id: string;
  readonly unit: string;
  readonly factor: number;
  readonly where: CompiledRegion;
  readonly thickness?: Node;
  readonly density: Node;
  readonly pore: Node;
  readonly cleared: Node;
  readonly lost: Node;
}

/** A soluble species of the tissue; `secretion`, `uptake` and `sets.value` read local values. */
export interface CompiledSpread {
  readonly id: string;
  readonly unit: string;
  readonly factor: number;
  readonly initial: Node;
  readonly diffusivity: Node;
  readonly decay: Node;
  readonly outside?: Node;
  readonly settles: boolean;
  readonly secretion: Node;
  readonly uptake: Node;
  readonly vessel?: { readonly plasma: Node; readonly loss: Node; readonly permeability: Node };
  /** `into` is a position among the soluble species; `rate` and `cells` read local values. */
  readonly becomes?: { readonly into: number; readonly rate: Node; readonly cells: Node };
  readonly sets?: { readonly parameter: number; readonly value: Node; readonly at: readonly number[] };
}
