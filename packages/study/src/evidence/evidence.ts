import type { Place } from '../shape.js';
import type { Arm, Study } from '../study.js';
import type { directions, EvidenceFile, roles } from './schema.js';

/** What a row may be used for. */
export type Role = (typeof roles)[number];
/** A published direction. */
export type Direction = (typeof directions)[number];

/** One paper with its rows, checked against the catalogue. */
export interface EvidencePaper {
  readonly paper: string;
  readonly citation: EvidenceFile['citation'];
  /** Id among the references of the catalogue. */
  readonly reference?: string;
  readonly rows: readonly EvidenceRow[];
}

/** One published observation, and the study that repeats it. */
export interface EvidenceRow {
  readonly id: string;
  readonly paper: string;
  readonly role: Role;
  readonly tier?: string;
  readonly verification: 'read' | 'recalled';
  readonly system: string;
  /** Together with the paper: the vote that this row belongs to. */
  readonly family: string;
  readonly quantity: string;
  /** Conditions of the experiment by name, as the file has them. */
  readonly condition?: Readonly<Record<string, string | number>>;
  /** The published value as the source gives it. */
  readonly published?: string;
  readonly note?: string;
  readonly spread?: string;
  /** Ids of rows with this very observation. */
  readonly sameAs: readonly string[];
  /** Why it has left the check score. */
  readonly seen?: string;
  /** Why the model misses it, if it does, and what would mend that. */
  readonly mend?: string;
  /** One line for a reader: who, when, where. */
  readonly source: string;
  /** Authors and year. */
  readonly cited: string;
  /** Absent for rows that are only listed (inputs). */
  readonly test?: EvidenceTest;
}

/** What is run for a row, and what must come out. */
export interface EvidenceTest {
  readonly study: Study;
  /** The same as a study file has it, apart from the measures. */
  readonly written: Readonly<Record<string, unknown>>;
  /** Where it stands in the file, for problems found when its models are composed. */
  readonly place: Place;
  readonly expectations: readonly Expectation[];
}

/** One comparison that a row makes. */
export interface Expectation {
  readonly arm: Arm;
  readonly control: Arm;
  /** Id of the assay's measure. */
  readonly measure: string;
  /** s */
  readonly time: number;
  readonly expected: Expected;
  /** What the sign rule sees. */
  readonly manipulation: 'loss' | 'gain' | 'nothing';
  readonly positive?: { readonly arm: Arm; readonly direction: 'down' | 'up' };
}

/** A direction against the control, or a number with its unit (`ratio`: of arm to control). */
export type Expected =
  | { readonly direction: Direction }
  | { readonly number: readonly [number, number]; readonly unit: string };

/** What a reader sees: `down`, `0.5 1`, `2 to 20 min`. */
export function expectedText(expected: Expected): string {
  if ('direction' in expected) return expected.direction === 'none' ? 'no change' : expected.direction;
  const [low, high] = expected.number;
  const unit = expected.unit === '1' ? '' : ` ${expected.unit}`;
  return `${low === high ? low : `${low} to ${high}`}${unit}`;
}
