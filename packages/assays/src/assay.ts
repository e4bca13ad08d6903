import type { EventRow, MeasureRow, SeriesRow } from '@invadolab/results';

/**
 * An assay turns what a run leaves behind into what the wet lab would have measured.
 * It names the slots it wants through the roles of a `Protocol` (catalogue data), so it knows no biology.
 */
export interface Assay {
  readonly id: string;
  readonly title: string;
  /** Every measure it can give, by id. */
  readonly measures: Readonly<Record<string, MeasureDefinition>>;
  /** Which slots to read and when. */
  sampling(setup: AssaySetup): Sampling;
  observer(setup: AssaySetup, run: RunIdentity): Observer;
}

export interface MeasureDefinition {
  readonly title: string;
  readonly unit: string;
  /** The definition a reader of the report needs. */
  readonly definition: string;
  /** Whether a ratio to control is meaningful. */
  readonly scale: 'ratio' | 'interval';
}

/** Which slots of a model play which part in an assay: `{cell: 'cell', site: 'site', actin: 'site.F', film: 'film.gelatin'}`. */
export type Protocol = Readonly<Record<string, string>>;

export interface AssaySetup {
  readonly protocol: Protocol;
  /** s, ascending. */
  readonly timepoints: readonly number[];
  /** Settings of this assay from the study, already checked and in base units. */
  readonly settings: Readonly<Record<string, number>>;
  readonly measures: readonly string[];
}

export interface RunIdentity {
  readonly arm: string;
  readonly experiment: number;
  /** Position of this cell within its arm and experiment. */
  readonly cell: number;
  readonly seed: number;
}

export interface Sampling {
  /** Slots needed for measures, with the times at which each is read. */
  readonly reads: readonly { readonly times: readonly number[]; readonly slots: readonly string[] }[];
  /** Slots set before the run goes on at `time` (a bleach, a wash). */
  readonly sets: readonly {
    readonly time: number;
    readonly slot: string;
    readonly to: number | { readonly slot: string; readonly factor: number };
  }[];
}

/** What an assay sees at one time: a column per slot it asked for, of one member. */
export interface Snapshot {
  readonly time: number;
  readonly columns: ReadonlyMap<string, SnapshotColumn>;
}

export interface SnapshotColumn {
  readonly unit: string;
  readonly values: Float64Array;
  readonly ids: Float64Array;
  readonly parents: Float64Array;
  readonly grid?: { readonly side: number; readonly voxel: number };
}

export interface Observer {
  sample(snapshot: Snapshot): void;
  /** All foundings and dissolutions of the run, in time order; called before `finish`. */
  happenings(rows: readonly EventRow[]): void;
  finish(): Observed;
}

export interface Observed {
  readonly measures: readonly MeasureRow[];
  readonly series: readonly SeriesRow[];
  readonly images: readonly MicroscopeImage[];
}

/** Channels of equal size, counts as the camera gives them. */
export interface MicroscopeImage {
  readonly name: string;
  readonly arm: string;
  readonly experiment: number;
  readonly cell: number;
  readonly time: number;
  readonly width: number;
  readonly height: number;
  /** um per pixel */
  readonly pixel: number;
  readonly channels: readonly { readonly name: string; readonly data: Uint16Array }[];
}
