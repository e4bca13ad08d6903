/** Where a bad input stands and what would have been right; every part is optional. */
export interface BadInputDetails {
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  /** What stood there, as text. */
  readonly found?: string;
  /** What may stand there. */
  readonly expected?: string;
  /** The valid name closest to what was found. */
  readonly nearest?: string;
}

const LONGEST_QUOTE = 120;

/**
 * Input that a person has to correct: a wrong unit, name, file or number. `message` is one line made of all parts:
 * `study.yaml:4:9: unknown cell; found "lien-7"; expected a cell of the catalogue; nearest is "line-7"`.
 * Thrown at the door and reported with exit code 2; anything else that is thrown is a bug.
 */
export class BadInput extends Error implements BadInputDetails {
  override readonly name = 'BadInput';
  /** The problem alone, without place and suggestions. */
  readonly summary: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly found?: string;
  readonly expected?: string;
  readonly nearest?: string;

  constructor(summary: string, details: BadInputDetails = {}) {
    super(sentence(summary, details));
    this.summary = summary;
    this.file = details.file;
    this.line = details.line;
    this.column = details.column;
    this.found = details.found;
    this.expected = details.expected;
    this.nearest = details.nearest;
  }

  /** The same problem with more of its place known; what it already says about its place stays. */
  at(place: Pick<BadInputDetails, 'file' | 'line' | 'column'>): BadInput {
    const { found, expected, nearest } = this;
    const file = this.file ?? place.file;
    const line = this.line ?? place.line;
    const column = this.line === undefined ? place.column : this.column;
    return new BadInput(this.summary, { file, line, column, found, expected, nearest });
  }
}

/** True for a `BadInput`, also for one that was made by another copy of this package (a worker's, a bundle's). */
export function isBadInput(error: unknown): error is BadInput {
  return error instanceof Error && error.name === 'BadInput' && 'summary' in error;
}

function sentence(summary: string, details: BadInputDetails): string {
  const { file, line, column, found, expected, nearest } = details;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const parts = [summary];
  if (found !== undefined) parts.push(`found ${quote(found)}`);
  if (expected !== undefined) parts.push(`expected ${expected}`);
  if (nearest !== undefined) parts.push(`nearest is ${quote(nearest)}`);
  return oneLine((place === '' ? '' : `${place}: `) + parts.join('; '));
}

function quote(text: string): string {
  return `"${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}"`;
}

// Input may carry terminal escapes and line breaks; neither may reach a terminal.
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, ' ');
}
