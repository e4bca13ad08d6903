/** What a screen of drugs found, as `screen.json` has it. A number that could not be computed is null. */
export interface DrugScreenRecord {
  readonly kind: 'invadolab screen';
  readonly format: 1;
  readonly screen: string;
  readonly version: string;
  /** sha256 of all that the result depends on. */
  readonly hash: string;
  readonly catalog: string;
  readonly seed: number;
  readonly ensemble: {
    readonly kind: 'prior' | 'catalogue' | 'calibrated';
    readonly hash: string;
    readonly fitted: number;
  };
  readonly draws: number;
  readonly cellsPerDraw: number;
  readonly assay: string;
  readonly measure: { readonly id: string; readonly title: string };
  readonly wanted: 'lower' | 'higher';
  /** s */
  readonly time: number;
  readonly exposure: { readonly kind: string; readonly times: number; readonly site: string };
  /** What everything was given besides, in words; empty where nothing was. */
  readonly beside: string;
  readonly contexts: readonly ScreenedContext[];
  /** N of the probability of being among the first N. */
  readonly first: number;
  /** Best first. */
  readonly ranked: readonly RankedDrug[];
  readonly closer: { readonly draws: number; readonly doses: readonly number[] };
  /** Strongest together first. */
  readonly pairs: readonly ScreenedPair[];
  readonly confirm: { readonly cells: number };
  /** Not ranked, and why. */
  readonly listed: readonly {
    readonly drug: string;
    readonly name: string;
    readonly status: string;
    readonly reason: string;
  }[];
  readonly notes: readonly string[];
}

/** A cell in an environment. */
export interface ScreenedContext {
  readonly cell: string;
  readonly name: string;
  readonly environment: string;
  readonly healthy: boolean;
  /** Share of draws in which the control shows anything, so that there is a ratio to it. */
  readonly shown: number;
}

/** Over the draws that have a value: the middle, and the middle 95 %. */
export interface DrawSummary {
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly draws: number;
}

/** A value that may only be known to lie above or below something: null where there is no such bound. */
export interface BoundedSummary {
  /** Equal where the value itself is known. */
  readonly atLeast: number | null;
  readonly atMost: number | null;
  /** Ends of the middle 95 % over the draws. */
  readonly low: number | null;
  readonly high: number | null;
}

/** One drug at the exposure of the screen. */
export interface RankedDrug {
  readonly drug: string;
  readonly name: string;
  readonly status: string;
  /** Free concentration, nM. */
  readonly free: number;
  /** `record`: the catalogue has it; `kinetics`: an average body at the steady state of the usual dose. */
  readonly from: string;
  /** Share of the interval between doses in which each target is occupied by more than half; absent without kinetics. */
  readonly held?: readonly { readonly pocket: string; readonly molecule: string; readonly share: number }[];
  /** Ratio to control, averaged over cancers and environments. */
  readonly effect: DrawSummary;
  /** Probability over the draws of being among the first N. */
  readonly amongFirst: number;
  /** The same ratio averaged over healthy cells and environments; absent without healthy cells. */
  readonly healthy?: DrawSummary;
  /** In the order of the contexts. */
  readonly ratios: readonly DrawSummary[];
  /** The model is that of the control: none of its targets does anything here. */
  readonly neutral: boolean;
  /** Each target alone at the same exposure, the strongest first; absent where it was not looked at. */
  readonly reasons?: readonly { readonly pocket: string; readonly molecule: string; readonly effect: DrawSummary }[];
  /** Dose (nM, free) and ratio over cancers, and over healthy cells. */
  readonly curve?: readonly { readonly free: number; readonly effect: DrawSummary; readonly healthy?: DrawSummary }[];
  /** Free concentration, nM, that halves the measure over cancers. */
  readonly ec50?: BoundedSummary;
  /** EC50 of each healthy cell over that of the cancers. */
  readonly windows?: readonly { readonly cell: string; readonly window: BoundedSummary }[];
  /** Ratio with every site by itself, over the same contexts. */
  readonly full?: number | null;
  /** What trials found: context, never part of the rank. */
  readonly clinical?: readonly { readonly what: string; readonly outcome: string }[];
}

/** Two drugs together, each at its exposure. */
export interface ScreenedPair {
  readonly drugs: readonly [string, string];
  readonly effect: DrawSummary;
  readonly healthy?: DrawSummary;
  /** Ratio that independent action (Bliss) expects, and the ratio found less that. */
  readonly bliss: { readonly expected: DrawSummary; readonly excess: DrawSummary };
  /** The same for dose additivity (Loewe). */
  readonly loewe: { readonly expected: DrawSummary; readonly excess: DrawSummary };
}

/** Names of what a screen leaves behind. */
export const drugScreenNames = {
  record: 'screen.json',
  table: 'screen.csv',
  ratios: 'ratios.csv',
  report: 'report.html',
} as const;
