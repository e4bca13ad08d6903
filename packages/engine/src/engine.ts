import type { CompiledModel } from '@invadolab/model';

/**
 * What every engine offers: the whole interface between a study and whatever advances a model.
 * Slots are text: `cell.A`, `site.F`, `site.x`, `site.age`, `cell.free_A` (a definition), `parameter.k_cat`,
 * `film.density`. Values cross in the unit the model declares for the slot; times are seconds.
 */
export interface Engine {
  readonly id: string;
  /** How closely it must agree with the reference engine: bit for bit, within 1e-5, or in distribution. */
  readonly exactness: 'bitwise' | 'tolerance' | 'statistical';
  /** True, or what the model needs that this engine lacks, in words. */
  supports(model: CompiledModel): true | { readonly missing: string };
  start(model: CompiledModel, options: StartOptions): Promise<Session>;
}

/** Who runs, with which chance, and from where. */
export interface StartOptions {
  /** Identity of each independent run of the batch: its random streams depend on this number and the seed alone. */
  readonly members: readonly number[];
  readonly seed: number;
  /**
   * Amounts and parameters that differ between members: one value per member, in the slot's declared unit, for every
   * place of the kind. Applied before initial states are evaluated, so a species that starts from an amount follows it.
   */
  readonly values?: readonly { readonly slot: string; readonly values: ArrayLike<number> }[];
  /** A checkpoint of the same model and members to go on from. */
  readonly from?: Uint8Array;
  readonly signal?: AbortSignal;
  readonly onProgress?: (time: number) => void;
}

/** `done`, or why not, as a sentence that says the cure. Exceptions are for bugs and bad input. */
export interface Status {
  readonly state: 'done' | 'stopped' | 'failed';
  readonly time: number;
  readonly message?: string;
  readonly warnings: readonly string[];
}

/** One value per individual place (rows in member, then id order). Fields: one row per voxel, row-major. */
export interface Column {
  readonly slot: string;
  readonly unit: string;
  readonly values: Float64Array;
  /** Position in the batch of each value. */
  readonly members: Int32Array;
  /** Permanent place id of each value, unique within its member; 0 for parameters and fields. */
  readonly ids: Float64Array;
  /** Id of the place's parent; 0 where there is none. */
  readonly parents: Float64Array;
  /** Voxels per side and voxel size in um, for fields. */
  readonly grid?: { readonly side: number; readonly voxel: number };
  /** For fields in space: voxels along z, y and x (z slowest in `values`), and voxel size in um. */
  readonly box?: { readonly shape: readonly [number, number, number]; readonly voxel: number };
}

/** Something that happened: a place was founded or dissolved, an event fired. */
export interface Happening {
  readonly time: number;
  readonly member: number;
  readonly what: 'found' | 'dissolve' | 'event';
  /** Id of the founding, dissolution or event in the model. */
  readonly by: string;
  readonly kind: string;
  readonly id: number;
  readonly parent: number;
  readonly x: number;
  readonly y: number;
}

/** A started batch: advance it, read it, set it, and dispose of it at the end. */
export interface Session {
  /** s since the start. */
  readonly time: number;
  /** Goes on to `until` (s; rounded to whole ticks). */
  advance(until: number): Promise<Status>;
  /**
   * Sets a slot for every place of the named kind in the given members (default: all); one value, or one per place.
   * Here as in `read`, `Column` and `Happening`, a member is its position in the batch.
   */
  set(slot: string, values: number | ArrayLike<number>, members?: readonly number[]): void;
  read(slot: string, members?: readonly number[]): Promise<Column>;
  happenings(since: number): readonly Happening[];
  checkpoint(): Promise<Uint8Array>;
  dispose(): void;
}
