/** Where a number comes from. Every parameter carries exactly one. */
export type Source =
  /** Seen in a publication or data set; `measured` names an entry of the references. */
  | { readonly measured: string; readonly note?: string }
  /** Chosen so that the named evidence votes agree. */
  | { readonly fitted: readonly string[]; readonly note?: string }
  /** Follows from other sourced numbers by the stated arithmetic. */
  | { readonly derived: string; readonly from?: readonly string[] }
  /** Nobody measured it: the reason for the choice, in a sentence. */
  | { readonly assumed: string };

/** A bibliographic reference; at least one of `doi`, `pmid` and `url` is present. */
export interface Reference {
  readonly authors: string;
  readonly year: number;
  readonly title?: string;
  readonly journal?: string;
  readonly doi?: string;
  readonly pmid?: string;
  readonly url?: string;
  /** `false` where the identifier was not confirmed at its source. */
  readonly confirmed?: boolean;
}
