import type { Dosing, Sourced, Varied } from './drug.js';

/** A step of a carrier at its site that something of the cell or its surroundings drives: `rate` times how much of that there is. */
export interface CarrierDriver {
  /** Place of the model in which `amount` is read. */
  readonly place: string;
  /** What drives: a concentration, or with `per_cell` molecules that are spread over the fluid around one cell. */
  readonly amount: string;
  readonly per_cell?: boolean;
  /** Per concentration of it and time (`1/nM/h`). */
  readonly rate: Sourced;
  /** Concentration where no cell is looked at. */
  readonly usual: Sourced;
}

/** An enzyme that cuts a carrier: what drugs leave of its pocket counts. */
export interface CarrierTrigger extends CarrierDriver {
  readonly pocket: string;
}

/** What a carrier meets at a site. */
export interface CarrierSite {
  /** Share of what leaves plasma that goes there, while entry is open. */
  readonly delivered: Varied;
  /** Part of that entry which cells of the vessel wall carry; the rest leaks through gaps. */
  readonly active: Sourced;
  /** Of the tissue, L: what is released there spreads in it. */
  readonly volume: Sourced;
  /** Around one cell, um3. */
  readonly fluid: Sourced;
  /** Mesh of the tissue, nm: what is as wide does not diffuse. */
  readonly pores: Sourced;
  /** From a vessel to the cell, um. */
  readonly depth: Sourced;
  /** Loss of carriers at the site, 1/h. */
  readonly loss: Sourced;
  /** Loss of unbound released drug to plasma, 1/h. */
  readonly washout: Sourced;
}

/** A particle that carries drugs: where it goes, what lets its cargo out, who takes it up. It binds no target itself. */
export interface Carrier {
  readonly name: string;
  readonly synonyms?: readonly string[];
  readonly status: string;
  /** Diameter, nm. */
  readonly size: Sourced;
  /** Of the particles in plasma; what is cleared goes to the organs and the site. */
  readonly pharmacokinetics: {
    readonly clearance: Varied;
    readonly volume: Varied;
    readonly peripheral?: { readonly volume: Varied; readonly exchange: Varied };
  };
  /** Share of the clearance that each organ takes; its cargo is lost. */
  readonly organs?: Readonly<Record<string, Varied>>;
  /** First order, 1/h, in plasma and at the site. */
  readonly release: { readonly plasma: Sourced; readonly site: Sourced };
  /** Enzymes that open it, or with `shrinks_to` make it small. */
  readonly trigger?: readonly CarrierTrigger[];
  /** Diameter of what a cut leaves, nm. */
  readonly shrinks_to?: Sourced;
  /** By the cells at the site, 1/h, and by a ligand for something on them; `escape`: share of the cargo that gets out of endosomes. */
  readonly uptake?: { readonly rate: Sourced; readonly escape: Sourced; readonly ligand?: CarrierDriver };
  /** By name of a site of the drugs. */
  readonly sites: Readonly<Record<string, CarrierSite>>;
  /** What people or animals were given of a drug in it, by drug. */
  readonly dosing?: Readonly<Record<string, Dosing>>;
  readonly references?: readonly string[];
}
