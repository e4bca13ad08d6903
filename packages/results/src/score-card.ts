/** How a model stands against published evidence: what `validate` leaves behind, and what its page shows. */
export interface ScoreCard {
  readonly kind: 'invadolab score card';
  readonly format: 1;
  readonly versions: Readonly<Record<string, string>>;
  /** sha256 of the catalogue. */
  readonly catalog: string;
  readonly ensemble: {
    readonly kind: 'prior' | 'catalogue' | 'calibrated';
    /** sha256 of its sets. */
    readonly hash: string;
    readonly draws: number;
    readonly cellsPerDraw: number;
    /** `full` or `reduced`. */
    readonly form: string;
    /** Cells per draw in each form that was used, fewer where a form takes long; of `tissue` they are whole tissues. Absent in older cards. */
    readonly forms?: readonly { readonly form: string; readonly cellsPerDraw: number }[];
    readonly seed: number;
    readonly fittedParameters: number;
  };
  readonly rows: readonly ScoredRow[];
  /** One paper x one family of perturbation, of the rows that count. */
  readonly votes: readonly ScoredVote[];
  readonly accuracy: BalancedAccuracy;
  /** Rows that are not run, and why. */
  readonly listed: readonly {
    readonly id: string;
    readonly role: string;
    readonly paper: string;
    readonly quantity: string;
    readonly reason: string;
  }[];
}

/** One published observation and what the model makes of it. */
export interface ScoredRow {
  readonly id: string;
  readonly paper: string;
  readonly role: string;
  readonly family: string;
  readonly quantity: string;
  /** Median over the draws, of the part that decides; null where no draw has a value. */
  readonly predicted: number | null;
  readonly interval: readonly [number | null, number | null];
  readonly expected: string;
  readonly pass: boolean;
  readonly why: string;
  readonly source: string;
  /** Authors and year. */
  readonly cited: string;
  /** Whether it counts in votes; if not, why. */
  readonly counts: boolean;
  readonly apart?: string;
  readonly parts: readonly ScoredPart[];
}

/** One comparison of a row. */
export interface ScoredPart {
  readonly arm: string;
  readonly control: string;
  readonly measure: string;
  /** The measure in words. */
  readonly title: string;
  /** s */
  readonly time: number;
  readonly expected: string;
  /** `down`, `up`, `none`, or `undecided`; absent for numbers. */
  readonly outcome?: string;
  readonly predicted: number | null;
  readonly interval: readonly [number | null, number | null];
  readonly pass: boolean;
  readonly why: string;
}

/** A score card in short: what an answer needs to say which published rows stand behind it. */
export interface ScoreSummary {
  readonly format: 1;
  /** Of the ensemble that was scored. */
  readonly ensemble: string;
  readonly catalog: string;
  /** How much was run. */
  readonly scored: Omit<ScoreCard['ensemble'], 'hash'>;
  readonly accuracy: BalancedAccuracy;
  readonly rows: readonly SummaryRow[];
}

/** One row of a score card in short: what the file of its paper says stands there. */
export interface SummaryRow
  extends Pick<
    ScoredRow,
    'id' | 'paper' | 'role' | 'family' | 'counts' | 'apart' | 'pass' | 'expected' | 'predicted' | 'interval' | 'why'
  > {
  readonly parts: readonly Omit<ScoredPart, 'title' | 'control'>[];
}

/** The card in short. */
export function summaryOf({ ensemble, catalog, accuracy, rows }: ScoreCard): ScoreSummary {
  const { hash, ...scored } = ensemble;
  return { format: 1, ensemble: hash, catalog, scored, accuracy, rows: rows.map(shortRow) };
}

function shortRow({ quantity: _, source: __, cited: ___, parts, ...row }: ScoredRow): SummaryRow {
  return { ...row, parts: parts.map(({ title: _title, control: _control, ...part }) => part) };
}

/** A vote passes if most of its rows do. */
export interface ScoredVote {
  readonly paper: string;
  /** Authors and year. */
  readonly cited: string;
  readonly family: string;
  readonly role: string;
  readonly rows: readonly string[];
  readonly passed: number;
  readonly pass: boolean;
}

/** Mean over the classes of the share of check votes called right, for the model and what it must beat; null without votes. */
export interface BalancedAccuracy {
  /** Check votes in each class. */
  readonly classes: Readonly<Record<'down' | 'none' | 'up', number>>;
  readonly model: number | null;
  /** The model made to commit itself as the sign rule does: the class that most of its draws fall in, however many that are. */
  readonly likeliest: number | null;
  /** Loss lowers, gain raises. */
  readonly signRule: number | null;
  /** The model with the perturbations exchanged among rows: mean and middle 90 % of the exchanges. */
  readonly shuffled: { readonly mean: number; readonly low: number; readonly high: number } | null;
  readonly prior: number | null;
}
