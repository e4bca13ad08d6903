import type { Reference, Source } from '@invadolab/core';
import type { Carrier } from './catalog/carrier.js';
import type { Drug } from './catalog/drug.js';
import type { Amount, Expression, ModelFile, Quantity, Tissue, TissueCells } from './language.js';

export type * from './catalog/carrier.js';
export type * from './catalog/drug.js';

/** Everything the biology is written in: parsed, checked catalogue files, by id. */
export interface Catalog {
  readonly references: Readonly<Record<string, Reference>>;
  readonly molecules: Readonly<Record<string, Molecule>>;
  readonly parts: Readonly<Record<string, Part>>;
  readonly cells: Readonly<Record<string, CellProfile>>;
  readonly drugs: Readonly<Record<string, Drug>>;
  /** Particles that drugs can be given in. */
  readonly carriers: Readonly<Record<string, Carrier>>;
  readonly matrices: Readonly<Record<string, MatrixEntry>>;
  readonly environments: Readonly<Record<string, EnvironmentFactor>>;
  readonly radiations: Readonly<Record<string, RadiationEntry>>;
  readonly hypotheses: Readonly<Record<string, Hypothesis>>;
  /** Species whose bodies are simulated. */
  readonly hosts: Readonly<Record<string, Host>>;
  /** Organs of those bodies. */
  readonly organs: Readonly<Record<string, Organ>>;
  /** Which slots play which part in an assay, by assay id. */
  readonly protocols: Readonly<Record<string, ProtocolEntry>>;
  /** Amounts of transcripts, line by line, from which profiles are made. */
  readonly transcriptomes: Readonly<Record<string, Transcriptome>>;
  /** sha256 of the canonical content. */
  readonly hash: string;
  /** The file each entry came from, by `table.id` (`parts.film`); for messages, not in the hash. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A protein, lipid or other molecule that models and drugs refer to by id. */
export interface Molecule {
  readonly name: string;
  readonly synonyms?: readonly string[];
  readonly hgnc?: string;
  readonly uniprot?: string;
  /** `CHEBI:16618` */
  readonly chebi?: string;
  /** `GO:0005885`, for a complex. */
  readonly go?: string;
  readonly role: string;
  readonly location: string;
  readonly sources: readonly string[];
  /** Mutants: what physically differs, as parameters of the network. */
  readonly variants?: Readonly<
    Record<string, { readonly set: Readonly<Record<string, Quantity>>; readonly source: Source }>
  >;
}

/** A piece of a model. Parts are united; the same id in two parts is an error, except place kinds, which are merged. */
export interface Part extends Omit<ModelFile, 'format' | 'model' | 'references' | 'places' | 'tissue'> {
  readonly part: string;
  /** Its share of a tissue: parts are united key by key, tables and `cells` entry by entry. */
  readonly tissue?: Partial<Omit<Tissue, 'cells'>> & { readonly cells?: Partial<TissueCells> };
  /**
   * Its place among the parts of a composed model, and the first digits of its random streams; unique in the catalogue.
   * Default: the lowest free number, in the order of the files. Streams inside a part are below `streamsPerPart`.
   */
  readonly stream?: number;
  /** Parts whose species and parameters it uses: it joins a model that has them all once a drug binds one of its pockets. */
  readonly joins?: readonly string[];
  readonly places?: ModelFile['places'];
  /**
   * Places on a molecule where something can bind: `{'A.kinase': {place: 'cell', free: 'free_A_kinase'}}`.
   * Composition writes the definition `free`: the share of the molecule whose pocket is empty.
   */
  readonly pockets?: Readonly<
    Record<string, { readonly place: string; readonly free: string; readonly molecule: string; readonly name?: string }>
  >;
  /**
   * What of the cell itself keeps others out of a pocket: `share` is its amount over that which fills half, an expression in
   * the place of the pocket. It competes there with drugs.
   */
  readonly occupants?: Readonly<Record<string, Occupant>>;
  /** A part that something used brings in joins only models that have all of these parts. */
  readonly with?: readonly string[];
  /** Joins every model in which there are other cells around the cell, and no other. */
  readonly between?: true;
  /** Not a part but a pattern of parts: written out for each organ, whose id replaces this word in every id. */
  readonly pattern?: string;
}

/** A value for a parameter, with where it comes from. */
export type SourcedValues = Readonly<Record<string, { readonly value: Quantity; readonly source: Source }>>;

/** A species whose body is simulated. */
export interface Host {
  readonly name: string;
  readonly set: SourcedValues;
}

/** An organ: the pattern that is written out for it, and the values of the pattern's parameters in each host. */
export interface Organ {
  readonly name: string;
  /** As of a part. */
  readonly stream: number;
  /** Part with a `pattern`. */
  readonly pattern: string;
  /** By host; an organ that a host is not named in is not in its body. */
  readonly hosts: Readonly<Record<string, SourcedValues>>;
}

/** A molecule of the cell in a pocket that drugs reach too. */
export interface Occupant {
  readonly pocket: string;
  readonly share: Expression;
  readonly source: Source;
}

/** A cell line or cell type: amounts, genotype and geometry over the one network. */
export interface CellProfile {
  readonly name: string;
  readonly notes?: string;
  readonly species: 'human' | 'mouse' | 'rat';
  readonly kind: 'tumour' | 'transformed' | 'healthy';
  /** What kind of cancer it is from, in words; no entry for healthy cells. */
  readonly cancer?: string;
  readonly amounts: Readonly<
    Record<string, Amount | { readonly relative: number; readonly source: Source; readonly cv?: number }>
  >;
  /** By molecule, or by gene symbol where only the status is known. */
  readonly genotype?: Readonly<Record<string, GenotypeEntry>>;
  /** Geometry and anything else of the profile, as parameters; every entry outside geometry is counted and printed. */
  readonly set?: Readonly<
    Record<string, { readonly value: Quantity; readonly source: Source; readonly geometry?: boolean }>
  >;
  /** Image channel that marks structures in this cell (a role of the protocol). */
  readonly marker?: string;
  /** Parts that join every model of this cell. */
  readonly parts?: readonly string[];
}

/** What is known of a gene in a cell. `variant` acts through the model; `status` and `change` are recorded and act on nothing. */
export interface GenotypeEntry {
  /** A variant of the molecule. */
  readonly variant?: string;
  readonly status?: 'wild-type' | 'mutant' | 'lost' | 'none-reported' | 'expressed' | 'not-expressed';
  /** `R273H` */
  readonly change?: string;
  readonly source: Source;
}

/** Transcripts of several lines, measured and processed in one way, and how amounts follow from them. */
export interface Transcriptome {
  readonly name: string;
  /** Of every value: `log2(TPM+1)`. */
  readonly unit: string;
  readonly source: Source;
  /** Profile of the line that amounts are relative to; one of `lines`. */
  readonly reference: string;
  readonly rule: AmountRule;
  /** Genes that were not measured, each with the gene that stands for it. */
  readonly proxies?: Readonly<Record<string, string>>;
  readonly lines: readonly string[];
  /** By gene symbol, one value per line; null where there is none. */
  readonly values: Readonly<Record<string, readonly (number | null)[]>>;
}

/** How an amount, relative to that of the reference line, follows from two logarithms to the base of two. */
export interface AmountRule {
  /** A transcript is seen from here on; where neither line reaches it, nothing follows. */
  readonly detected: SourcedNumber;
  /** Values below are taken as this. */
  readonly floor: SourcedNumber;
  /** Part of the difference that reaches the protein. */
  readonly share: SourcedNumber;
  readonly least: SourcedNumber;
  readonly most: SourcedNumber;
}

/** A pure number and where it comes from. */
export interface SourcedNumber {
  readonly value: number;
  readonly source: Source;
}

/** What cells stand on: parts to add and the settings a study may change. */
export interface MatrixEntry {
  readonly name: string;
  readonly parts: readonly string[];
  /** Slots of these parts that play a part in an assay, where they are others than those of its protocol. */
  readonly roles?: Readonly<Record<string, string>>;
  readonly settings: Readonly<
    Record<string, { readonly parameter: string; readonly name: string; readonly range: readonly [Quantity, Quantity] }>
  >;
  /** Settings whose value differs from the parts' own. */
  readonly set?: Readonly<Record<string, { readonly value: Quantity; readonly source: Source }>>;
}

/** Something of the surroundings that a study may set: the parameter behind it and its range. */
export interface EnvironmentFactor {
  readonly name: string;
  readonly parameter: string;
  readonly range: readonly [Quantity, Quantity];
  /** Parts that join a model where the factor has another value than `neutral`. */
  readonly parts?: readonly string[];
  /** The value that means nothing: with it the parts stay out. Needed where there are parts. */
  readonly neutral?: Quantity;
}

/** A kind of ionising radiation: the parts that join where a dose is given, and the parameter that holds its dose rate. */
export interface RadiationEntry {
  readonly name: string;
  readonly parts: readonly string[];
  /** Dose per time; zero outside fractions. */
  readonly parameter: string;
  /** How long one fraction takes. */
  readonly duration: { readonly value: Quantity; readonly source: Source };
}

/** A question on which the literature disagrees: its sides, each of them values of parameters. */
export interface Hypothesis {
  readonly name: string;
  /** Side that the catalogue's own values stand for. */
  readonly default: string;
  readonly sides: Readonly<Record<string, HypothesisSide>>;
}

/** One answer to it. */
export interface HypothesisSide {
  readonly name: string;
  readonly set: Readonly<Record<string, Quantity>>;
  /** Parts that join the model where this side is taken: what only this side holds to happen. */
  readonly parts?: readonly string[];
  readonly source: Source;
}

/** What an assay needs from the catalogue: parts to add, and the slots that fill its roles. */
export interface ProtocolEntry {
  /** No cell: only what doses do in a body is looked at. Such a protocol has no parts. */
  readonly body?: true;
  /** Whole bodies are simulated and no cell: the host where a study names none. The cell of a study says what the cancer is. */
  readonly host?: string;
  /** What a reader of every result must know, a sentence each. */
  readonly limits?: readonly string[];
  /** What is particular to a cancer, by the cancer of a profile. */
  readonly cancers?: Readonly<Record<string, CancerEntry>>;
  /** Numbers of the body, by parameter, that follow in each arm from how its cells fare in another assay. */
  readonly lifts?: Readonly<Record<string, LiftEntry>>;
  readonly parts: readonly string[];
  /** The matrices it can be done with, the usual one first; any where it names none. */
  readonly matrices?: readonly string[];
  readonly roles: Readonly<Record<string, string>>;
  /** Arms that the assay adds by itself, as changes to the study's control arm. */
  readonly controls?: Readonly<Record<string, ControlArm>>;
  /**
   * What differs from one experiment (day) to the next, the same for all its cells and arms: log-normal factors on
   * parameters (`film_thickness`) or amounts (`cell.A`).
   */
  readonly days?: Readonly<Record<string, { readonly cv: number; readonly source: Source; readonly name?: string }>>;
}

/** Which measure of which assay tells a number of the body, on what, and at which time. */
export interface LiftEntry {
  readonly assay: string;
  readonly measure: string;
  /** The measure is a share of cells by that time; the rate behind it is taken. */
  readonly share?: true;
  readonly matrix?: string;
  readonly time: Quantity;
  /** Tissues per arm. */
  readonly experiments: number;
}

/** What a cancer sets in a body, or why an assay has nothing to say of it and what to look at instead. */
export interface CancerEntry {
  readonly set?: SourcedValues;
  readonly refused?: string;
  readonly instead?: string;
}

/** An automatic control: what it changes and what must then be seen; a warning says so if it is not. */
export interface ControlArm {
  readonly name: string;
  readonly change: Perturbations & { readonly cell?: string; readonly cells?: 0 };
  readonly expect: { readonly measure: string; readonly ratio: readonly [number, number] };
}

/**
 * A drug in an arm: held at a concentration (`free`, or `nominal` of which the medium binds a part) from and until a time,
 * or given to a body as doses, which is then what sets the concentration at the cell.
 */
export interface DrugUse {
  readonly name: string;
  readonly free?: Quantity;
  readonly nominal?: Quantity;
  readonly from?: Quantity;
  readonly until?: Quantity;
  /** Of a concentration that is not held but falls from the start of its window on. */
  readonly half_life?: Quantity;
  /** A mass, an amount, a mass per body surface (`mg/m2`) or per body weight (`mg/kg`); `usual`: that of the record. */
  readonly dose?: Quantity;
  /** Default: that of the record. */
  readonly route?: string;
  /** Interval of repeated doses. */
  readonly every?: Quantity;
  /** How many (default 1); with `on`, `off` and `cycles` they follow from those. */
  readonly doses?: number;
  /** Length of the part of a cycle with doses, of the part without, and how many cycles. */
  readonly on?: Quantity;
  readonly off?: Quantity;
  readonly cycles?: number;
  /** Length of one infusion. */
  readonly over?: Quantity;
  /** Where the cell is: a site of the record's partition, or `plasma` (default: the first site). */
  readonly site?: string;
  /** Which dose is given at time 0: `first dose`, `dose 5`, or `steady state`. */
  readonly start?: string;
  /** What the doses are given in; they count the drug, not the particles. */
  readonly carrier?: string;
  /** The same particles without the drug. */
  readonly empty?: boolean;
}

/** Everything one arm changes. Shares are fractions or percentages. */
export interface Perturbations {
  /** Share of the molecule removed. */
  readonly knockdown?: Readonly<Record<string, Quantity>>;
  readonly knockout?: readonly string[];
  /** Times the profile's amount. */
  readonly overexpress?: Readonly<Record<string, Quantity>>;
  readonly mutate?: Readonly<Record<string, string>>;
  readonly drugs?: readonly DrugUse[];
  readonly radiation?: Irradiation;
  readonly environment?: Readonly<Record<string, Quantity>>;
  readonly matrix?: Readonly<Record<string, Quantity>>;
  /** Side taken, by hypothesis. */
  readonly hypotheses?: Readonly<Record<string, string>>;
  readonly set?: Readonly<Record<string, Quantity>>;
}

/**
 * Cells of another kind, or of the same in another state, around the cell. What the arm does to the dish acts on them too: drugs,
 * radiation, matrix, hypotheses, parameters; changes of amounts and genes are those said here.
 */
export interface Partners extends Pick<Perturbations, 'knockdown' | 'knockout' | 'overexpress' | 'mutate'> {
  /** Profile. */
  readonly cell: string;
  /** How many there are per cell (default 1); 0 for none. */
  readonly per_cell?: number;
  /** Where their surroundings differ: only factors that their own rates read. */
  readonly environment?: Readonly<Record<string, Quantity>>;
}

/** Equal fractions of a dose of radiation; a dose of zero is a sham. */
export interface Irradiation {
  /** Of one fraction. */
  readonly dose: Quantity;
  /** Default 1. */
  readonly fractions?: number;
  /** From the start of one fraction to that of the next; needed where there are several. */
  readonly every?: Quantity;
  /** Start of the first fraction (default: at once). */
  readonly from?: Quantity;
  /** Catalogue id (default: the first of the catalogue). */
  readonly kind?: string;
}

/** What `compose` is asked for: one arm of a study, or any cell on any matrix. */
export interface Composition extends Perturbations {
  readonly title: string;
  /** None where only what drugs do in a body is looked at. */
  readonly cell?: string;
  readonly matrixKind?: string;
  /** Whose body is simulated, with its organs, and the cancer in it. */
  readonly host?: { readonly id: string; readonly cancer?: string; readonly set?: SourcedValues };
  /** Parts besides those of the matrix. */
  readonly parts: readonly string[];
  /** Whether doses above those of labels and trials are wanted. */
  readonly hypothetical?: boolean;
  /** Cells around the cell, and the kind of place that is a cell in these parts. */
  readonly partners?: Partners & { readonly kind: string };
}

/** Who set what: one entry per parameter or amount that differs from its part's own value. */
export interface TraceEntry {
  readonly target: string;
  readonly kind: 'parameter' | 'amount' | 'definition';
  readonly by: string;
  readonly from: Expression;
  readonly to: Expression;
}

/** A composed model, with the trace of who set what. */
export interface Composed {
  readonly model: ModelFile;
  readonly trace: readonly TraceEntry[];
  /** Perturbations that change nothing and were left out, so that the hash equals the control's. */
  readonly neutral: readonly string[];
  /** What the arm's doses do in a body, as a model of its own; absent where no drug is dosed. */
  readonly exposure?: Exposure;
  /** By drug: the parameter with its concentration, for drugs that bind something here and are held from the start to the end. */
  readonly held: Readonly<Record<string, string>>;
}

/** The body alone: where doses go and how much of each target they occupy, whatever else a model reads of it. */
export interface Exposure {
  readonly model: ModelFile;
  readonly drugs: readonly DosedDrug[];
  /** Parameters that differ between individuals, with the addresses of their random numbers. */
  readonly individuals: Readonly<Record<string, { readonly cv: number; readonly stream: string }>>;
}

/** Where to find a dosed drug in the model of its exposure; slots are `place.definition`. */
export interface DosedDrug {
  readonly id: string;
  readonly name: string;
  readonly site: string;
  /** What was given, in words. */
  readonly regimen: string;
  /** What it was given in. */
  readonly carrier?: string;
  /** Still in its carrier in plasma; share of all that was given which is at the site, in carriers or out of them. */
  readonly carried?: string;
  readonly delivered?: string;
  /** In plasma, bound and free; free in plasma; free at the cell. What is in a carrier is in none of them. */
  readonly total: string;
  readonly plasma: string;
  readonly free: string;
  /** s; absent for a single dose. */
  readonly interval?: number;
  /** Its targets in this record; `read`: whether the arm's model has a use for that pocket. */
  readonly targets: readonly { readonly pocket: string; readonly slot: string; readonly read: boolean }[];
  /** What it acts on that no network here reads. */
  readonly beyond: readonly string[];
  /** What trials and labels say of it, for a reader; absent where the record has none. */
  readonly clinical?: readonly { readonly what: string; readonly outcome: string }[];
}
