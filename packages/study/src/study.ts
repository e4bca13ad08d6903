import type { Perturbations, Quantity } from '@invadolab/model';

/** A study file after checking: names resolved, times in seconds. */
export interface Study {
  readonly format: 1;
  /** The question. */
  readonly study: string;
  readonly assay: string;
  /** Catalogue id; absent for `model:` studies. */
  readonly cell?: string;
  /** A model file in the language, read beside the study (then neither cell nor matrix). */
  readonly model?: string;
  readonly matrix?: { readonly kind: string } & Readonly<Record<string, Quantity>>;
  readonly environment?: Readonly<Record<string, Quantity>>;
  readonly timepoints: readonly number[];
  readonly experiments: number;
  readonly cells: number;
  readonly seed: number;
  readonly control?: string;
  readonly arms: Readonly<Record<string, Perturbations>>;
  readonly measure: readonly string[];
  /** Assay settings, as given. */
  readonly settings: Readonly<Record<string, Quantity>>;
  readonly quick?: Partial<Pick<Study, 'experiments' | 'cells' | 'timepoints'>>;
}

/** The smallest piece of work: some cells of one arm in one experiment. Complete in itself, so it can go to any worker. */
export interface RunSpec {
  /** `arm/experiment/first cell`: names the shard. */
  readonly id: string;
  readonly arm: string;
  readonly experiment: number;
  readonly cells: readonly number[];
}
