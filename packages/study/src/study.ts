import type { Partners, Perturbations, Quantity } from '@invadolab/model';
import type { CellFromTable } from './expression/cell-from-table.js';

/** A study file after checking: names resolved, lists expanded to one arm per value, times in seconds. */
export interface Study {
  readonly format: 1;
  /** The question. */
  readonly study: string;
  readonly assay: string;
  /** Catalogue id, or the id of `made`; absent for `model:` studies. */
  readonly cell?: string;
  /** The profile that was made of a table of expression, which no catalogue has. */
  readonly made?: CellFromTable;
  /** A model file in the language, read beside the study (then neither cell nor matrix). */
  readonly model?: string;
  /** Species whose body is simulated; absent where cells are. */
  readonly host?: string;
  readonly matrix?: { readonly kind: string; readonly settings: Readonly<Record<string, Quantity>> };
  readonly environment: Readonly<Record<string, Quantity>>;
  /** Side taken, by hypothesis; an arm may take another. */
  readonly hypotheses?: Readonly<Record<string, string>>;
  /** Every site by itself, or what is expected of each cell (docs/theory/reduced-form.md). */
  readonly form: 'full' | 'reduced';
  /** s, ascending. */
  readonly timepoints: readonly number[];
  /** Each draws its own day effects; n of every comparison. */
  readonly experiments: number;
  /** Cells per arm and experiment; each draws its own amounts. */
  readonly cells: number;
  readonly seed: number;
  /** Arm that the others are compared with (default: the first). */
  readonly control: string;
  /** The study's own arms, then the protocol's automatic controls. */
  readonly arms: readonly Arm[];
  /** Measures wanted; empty: all that need no images. */
  readonly measure: readonly string[];
  /** Assay settings, in the unit of their definition. */
  readonly settings: Readonly<Record<string, number>>;
  /** What is asked about uncertain numbers; absent where no form of the model is fast enough to answer. */
  readonly uncertainty?: UncertaintySize;
  /** Present where doses above those of labels and trials are wanted. */
  readonly hypothetical?: true;
  /** Where the study was understood differently from how it is written: a sentence each. */
  readonly notes: readonly string[];
}

/** How much is asked of the reduced form about the uncertainty of an answer. */
export interface UncertaintySize {
  /** Calibrated sets, at most. */
  readonly draws: number;
  /** Per arm and set. */
  readonly cells: number;
  /** Whether assumed numbers are tried one at a time. */
  readonly assumptions: boolean;
}

/** One condition of a study. */
export interface Arm {
  /** What rows of the tables carry. */
  readonly id: string;
  /** Entry of the study file it comes from. */
  readonly entry: string;
  /** What a reader sees: "DRUG 3 nM free". */
  readonly title: string;
  readonly change: Perturbations;
  /** Another profile than the study's. */
  readonly cell?: string;
  /** Cells around the cell. */
  readonly partners?: Partners;
  /** Id of the arm that this one is compared with (default: the control). */
  readonly against?: string;
  /** No cells at all: the matrix and the medium alone. */
  readonly bare?: boolean;
  /** Present where the assay's protocol added the arm: what must then be seen. */
  readonly expect?: { readonly measure: string; readonly ratio: readonly [number, number] };
}

/** The smallest piece of work: some cells of one model in one experiment. Complete in itself, so it can go to any worker. */
export interface RunSpec {
  /** Names the shard: model, experiment and first cell, as numbers. */
  readonly id: string;
  /** Position in the plan's models. */
  readonly model: number;
  /** First arm that uses this model; the other arms of the model receive the same rows. */
  readonly arm: string;
  readonly experiment: number;
  readonly cells: readonly number[];
  /** Present where it follows doses through a body: `model` is then a position among the plan's exposures. */
  readonly exposure?: true;
}
