import type { Perturbations, Quantity } from '@invadolab/model';

/** A screen file after checking: names resolved, exposures looked up, time in seconds. */
export interface DrugScreen {
  readonly format: 1;
  /** The question. */
  readonly screen: string;
  readonly assay: string;
  readonly matrix?: { readonly kind: string; readonly settings: Readonly<Record<string, Quantity>> };
  /** Cancers that the ranking is over. */
  readonly cells: readonly string[];
  /** Shown beside, at the same exposure. */
  readonly healthy: readonly string[];
  readonly environments: readonly { readonly name: string; readonly factors: Readonly<Record<string, Quantity>> }[];
  readonly hypotheses?: Readonly<Record<string, string>>;
  readonly drugs: readonly AskedDrug[];
  /** Drugs that are not ranked, and why. */
  readonly listed: readonly { readonly drug: string; readonly reason: string }[];
  readonly exposure: { readonly kind: 'free peak' | 'free mean'; readonly times: number; readonly site: string };
  /** What every drug and its control are given besides. */
  readonly beside: Perturbations;
  readonly measure: string;
  readonly wanted: 'lower' | 'higher';
  /** s */
  readonly timepoint: number;
  readonly draws: number;
  readonly cellsPerDraw: number;
  readonly first: number;
  readonly closer: { readonly top: number; readonly draws: number; readonly doses: readonly number[] };
  /** All pairs of the first so many. */
  readonly pairs: number;
  readonly confirm: { readonly top: number; readonly cells: number };
  readonly seed: number;
  /** Where the screen was understood differently from how it is written: a sentence each. */
  readonly notes: readonly string[];
}

/** A drug whose exposure is known, or follows from its kinetics. */
export interface AskedDrug {
  readonly id: string;
  /** Free concentration that the catalogue has on record, nM, at the site of the screen. */
  readonly recorded?: number;
}

/** A drug at the exposure of the screen. */
export interface ScreenedDrug {
  readonly id: string;
  /** Free concentration, nM. */
  readonly free: number;
  /** `record` or `kinetics`. */
  readonly from: string;
  /** Share of the interval between doses in which each target is occupied by more than half, where there are kinetics. */
  readonly held?: readonly { readonly pocket: string; readonly molecule: string; readonly share: number }[];
}

/** A cell in an environment. */
export interface Context {
  readonly cell: string;
  readonly environment: string;
  readonly factors: Readonly<Record<string, Quantity>>;
  readonly healthy: boolean;
}

/** Every cell in every environment, cancers first. */
export function contextsOf({ cells, healthy, environments }: DrugScreen): readonly Context[] {
  const of = (list: readonly string[], isHealthy: boolean) =>
    list.flatMap((cell) =>
      environments.map(({ name, factors }) => ({ cell, environment: name, factors, healthy: isHealthy })),
    );
  return [...of(cells, false), ...of(healthy, true)];
}
