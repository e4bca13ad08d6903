import type { EventRow, FieldSnapshot, Frame, MeasureRow, SeriesRow } from '@invadolab/results';

/**
 * An assay turns what a run leaves behind into what the wet lab would have measured.
 * It names the slots it wants through the roles of a `Protocol` (catalogue data), so it knows no biology.
 */
export interface Assay {
  readonly id: string;
  readonly title: string;
  /** What an experiment is, in one word or two, where it is no dish of cells; it then holds nothing to count but itself. */
  readonly experiment?: string;
  /** The slots it needs, by role; a protocol in the catalogue fills them. */
  readonly roles: Readonly<Record<string, RoleDefinition>>;
  /** What a study may set under `settings`, with the defaults that apply otherwise. */
  readonly settings: Readonly<Record<string, SettingDefinition>>;
  /** Every measure it can give, by id. */
  readonly measures: Readonly<Record<string, MeasureDefinition>>;
  /** Measures whose id names something of the model (`species.cell.A`); undefined for an id it does not know. */
  resolve?(id: string): MeasureDefinition | undefined;
  /** Which slots to read and when. */
  sampling(setup: AssaySetup): Sampling;
  observer(setup: AssaySetup, run: RunIdentity): Observer;
}

/** One part that a slot or a kind of place plays in an assay. */
export interface RoleDefinition {
  /** What fills it: a kind of place (`site`), a slot (`site.F`), or a plain word. */
  readonly is: 'place' | 'slot' | 'word';
  readonly required: boolean;
  readonly title: string;
  /** Unit that the slot must have, where the assay relies on it. */
  readonly unit?: string;
}

/** A number the assay uses, recorded in the manifest. */
export interface SettingDefinition {
  readonly title: string;
  /** A base unit, so that `value` and what a study gives need no conversion. */
  readonly unit: string;
  readonly value: number;
}

/** What a measure means, in words and units that a report prints. */
export interface MeasureDefinition {
  readonly title: string;
  readonly unit: string;
  /** The definition a reader of the report needs. */
  readonly definition: string;
  /** Whether a ratio to control is meaningful. */
  readonly scale: 'ratio' | 'interval';
  /** Read off images; the same id with `.true` is resolved too. */
  readonly onImages?: true;
  /** The value of an equal cell-free film is taken off before arms are compared. */
  readonly cellFree?: true;
}

/**
 * Which slots of a model play which part in an assay: `{cell: 'cell', site: 'site', actin: 'site.F', film: 'film.density'}`.
 * The roles of each assay are its `roles`. An optional role that is left out switches off what needs it.
 */
export type Protocol = Readonly<Record<string, string>>;

/** What an assay is asked to measure, and on which slots. */
export interface AssaySetup {
  readonly protocol: Protocol;
  /** s, ascending. */
  readonly timepoints: readonly number[];
  /** Settings that the study gives, checked and in base units; the rest take their default. */
  readonly settings: Readonly<Record<string, number>>;
  readonly measures: readonly string[];
}

/** Which cell a run is: the address of its random numbers and of its rows. */
export interface RunIdentity {
  readonly arm: string;
  readonly experiment: number;
  /** Position of this cell within its arm and experiment. */
  readonly cell: number;
  readonly seed: number;
}

/** When a run has to stop for its assay, and what happens then. */
export interface Sampling {
  /** Slots needed for measures, with the times at which each is read. */
  readonly reads: readonly { readonly times: readonly number[]; readonly slots: readonly string[] }[];
  /** Slots set before the run goes on at `time` (a bleach, a wash), after the reads of that time, in the order given. */
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

/** One value per individual place, in id order, in the declared unit of the slot; fields have one per voxel. */
export interface SnapshotColumn {
  readonly unit: string;
  readonly values: Float64Array;
  readonly ids: Float64Array;
  readonly parents: Float64Array;
  readonly grid?: { readonly side: number; readonly voxel: number };
  readonly box?: { readonly shape: readonly [number, number, number]; readonly voxel: number };
}

/** Watches one run from its first sample to its end and turns it into rows. */
export interface Observer {
  sample(snapshot: Snapshot): void;
  /** All foundings and dissolutions of the run, in time order; called before `finish`. */
  happenings(rows: readonly EventRow[]): void;
  finish(): Observed;
}

/** All that an assay saw in one run. */
export interface Observed {
  readonly measures: readonly MeasureRow[];
  readonly series: readonly SeriesRow[];
  readonly images: readonly MicroscopeImage[];
  /** What the assay itself saw happen (a punctum followed through a movie); joins the events of the run. */
  readonly events?: readonly EventRow[];
  /** Grids at some times, for pictures and for other programs: of few runs, as they are kept whole. */
  readonly fields?: readonly FieldSnapshot[];
  /** Agents at some times, ascending; of few runs. */
  readonly frames?: readonly Frame[];
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
  /** Counts that the camera gives without light. */
  readonly dark: number;
  readonly channels: readonly { readonly name: string; readonly data: Uint16Array }[];
}
