/** Something that is too coarse: `refused` where results would be wrong, `warned` where they are poor. */
export interface TooCoarse {
  readonly grade: 'refused' | 'warned';
  readonly message: string;
}

/** A number of a sentence, to three digits. */
export function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
