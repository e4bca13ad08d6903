import type { Source } from '@invadolab/core';
import type { Quantity } from '../language.js';

/** A number of a drug record with what it rests on. */
export interface Sourced {
  readonly value: Quantity;
  readonly range?: readonly [Quantity, Quantity];
  readonly source: Source;
}

/** A number that differs between individuals: log-normal, of mean `value` and this coefficient of variation. */
export interface Varied extends Sourced {
  readonly cv?: number;
}

/** How a dose enters the body: through the gut, at once into the central compartment, or at an even rate. */
export const routes = ['oral', 'bolus', 'infusion'] as const;
/** One of the routes. */
export type Route = (typeof routes)[number];

/** Linear kinetics of one compartment, or of two with `peripheral`. */
export interface Pharmacokinetics {
  /** Addresses the random numbers of its individuals; unique among the drugs. Default: the lowest free number. */
  readonly stream?: number;
  /** From the central compartment, L/h; apparent (CL/F) where no bioavailability is given. */
  readonly clearance: Varied;
  /** Central volume, L; apparent (V/F) likewise. */
  readonly volume: Varied;
  /** `exchange`: clearance between the compartments, L/h. */
  readonly peripheral?: { readonly volume: Varied; readonly exchange: Varied };
  /** First order (1/h) after a lag; `bioavailability` is the share that is absorbed (default 1). */
  readonly absorption?: { readonly rate: Varied; readonly lag?: Sourced; readonly bioavailability?: Varied };
}

/** What people or animals were given. */
export interface Dosing {
  readonly basis: 'label' | 'trial' | 'animal';
  readonly route: Route;
  readonly dose: Quantity;
  /** Interval of repeated doses. */
  readonly every?: Quantity;
  /** Length of one infusion. */
  readonly over?: Quantity;
  /** The highest single dose of the label or the trials; more is hypothetical. */
  readonly highest: Quantity;
  readonly source: Source;
}

/** Half-maximal concentration at a target in living cells, for a reader and beside exposures; the model uses K and shift. */
export interface CellularPotency extends Sourced {
  readonly pocket: string;
  /** Whether it is what was pipetted, bound and free. */
  readonly nominal?: boolean;
}

/** Something a drug acts on that nothing in the network reads: shown, never simulated. */
export interface OtherTarget {
  readonly target: string;
  readonly K?: Quantity;
  readonly source: Source;
}

/** A trial or other clinical fact, for a reader; nothing is ever scored on it. */
export interface ClinicalNote {
  readonly what: string;
  readonly outcome: 'positive' | 'negative' | 'mixed' | 'unknown';
  readonly source: Source;
}

/** A drug or vehicle: everything it binds, how much of it is free, and where the body takes it. */
export interface Drug {
  readonly name: string;
  readonly synonyms?: readonly string[];
  readonly status: string;
  readonly vehicle?: boolean;
  /** All pockets it binds, with the free biochemical constant and the shift to the cell. */
  readonly targets: readonly {
    readonly pocket: string;
    readonly K: Quantity;
    readonly source: Source;
    readonly shift?: { readonly value: number; readonly range?: readonly [number, number]; readonly source: Source };
  }[];
  readonly cellular?: readonly CellularPotency[];
  readonly beyond_network?: readonly OtherTarget[];
  readonly free_fraction?: Readonly<Record<'medium' | 'plasma', Sourced | undefined>>;
  readonly exposure?: Readonly<Record<string, { readonly value: Quantity; readonly source: Source }>>;
  readonly molar_mass?: Sourced;
  readonly pharmacokinetics?: Pharmacokinetics;
  /** Free concentration at a site over that in plasma at steady state (Kp,uu), by site; the first is the usual one. */
  readonly partition?: Readonly<Record<string, Sourced>>;
  /** Of a drug that acts inside cells and crosses no membrane, so that only carriers bring it there: its loss there, 1/h. */
  readonly inside?: { readonly loss: Sourced };
  readonly dosing?: Dosing;
  readonly clinical?: readonly ClinicalNote[];
  readonly references?: readonly string[];
  /** Parts that join a model in which this drug is given at a dose above zero. */
  readonly parts?: readonly string[];
}
