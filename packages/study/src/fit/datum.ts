/** What a laboratory measured in one arm at one time. */
export interface Datum {
  readonly arm: string;
  /** s */
  readonly time: number;
  /** As the assay names it. */
  readonly measure: string;
  /** Mean over the replicates; above 0. Of a `below` datum: the detection limit. */
  readonly value: number;
  /** Only an upper bound is known: the measurement is below `value`. */
  readonly below: boolean;
  /** Standard deviation between replicates; absent where the table has none. */
  readonly sd?: number;
  /** Replicates; 1 where the table does not say. */
  readonly n: number;
  /** Line of the table where it stands first. */
  readonly line: number;
}
