import { assays, resolveMeasure } from '@invadolab/assays';
import type { Evidence } from '@invadolab/laboratory';
import type { Catalog } from '@invadolab/model';
import { type VoteCount, voteCounts } from '@invadolab/report';
import type { ScoreSummary, SummaryRow } from '@invadolab/results';
import { type EvidencePaper, type EvidenceRow, type Expectation, type NotExpressible, votesOf } from '@invadolab/study';

/** How a published observation stands: `apart` was run and does not count, `input` sets a number of the model, `listed` cannot be run. */
export type Standing = 'pass' | 'miss' | 'apart' | 'unscored' | 'input' | 'listed';

/** One comparison of a row: what was published, and what the model says where it was scored. */
export interface BoardPart {
  /** Titles of the arms. */
  readonly arm: string;
  readonly control: string;
  readonly measure: string;
  readonly title: string;
  readonly unit: string;
  /** s */
  readonly time: number;
  readonly expected: Expectation['expected'];
  readonly scored?: Pick<SummaryRow['parts'][number], 'predicted' | 'interval' | 'pass' | 'why' | 'outcome'>;
}

/** A published observation as a page shows it. */
export interface BoardRow {
  readonly id: string;
  readonly standing: Standing;
  readonly role: string;
  /** Part of the biology. */
  readonly system: string;
  readonly quantity: string;
  /** What was done. */
  readonly family?: string;
  readonly paper: string;
  readonly citation?: EvidencePaper['citation'];
  /** Conditions by name. */
  readonly condition: readonly (readonly [string, string])[];
  readonly published?: string;
  readonly note?: string;
  /** Why the model misses it and what would mend that. */
  readonly mend?: string;
  /** Why it cannot be run, or does not count. */
  readonly reason?: string;
  readonly assay?: string;
  readonly cell?: string;
  readonly parts: readonly BoardPart[];
}

/** The score of the model against everything published, and every row of it. */
export interface ScoreBoard {
  /** How much was run for the score; absent where the model was never scored. */
  readonly scored?: ScoreSummary['scored'];
  readonly accuracy?: ScoreSummary['accuracy'];
  readonly votes: readonly VoteCount[];
  readonly rows: readonly BoardRow[];
  readonly papers: number;
}

/** Order in which rows are told: what was never fitted first, and within a role what was scored. */
const order = ['check', 'calibrate', 'law', 'input', 'unscored'];
const place = ({ role, standing }: BoardRow) => 2 * order.indexOf(role) + (standing === 'unscored' ? 1 : 0);

/** Joins the rows as published with the score of the shipped parameter sets. */
export function scoreBoard(evidence: Evidence, summary: ScoreSummary | undefined, catalog: Catalog): ScoreBoard {
  const scores = new Map((summary?.rows ?? []).map((row) => [row.id, row]));
  const rows = evidence.papers.flatMap((paper) =>
    paper.rows.map((row) => boardRow(row, paper, scores.get(row.id), catalog)),
  );
  const citations = new Map(evidence.papers.map(({ paper, citation }) => [paper, citation]));
  const listed = evidence.notExpressible.map((row) => listedRow(row, citations.get(row.paper)));
  const voting = evidence.papers.flatMap(({ rows: own }) =>
    own.flatMap(({ id, cited }) => {
      const score = scores.get(id);
      return score ? [{ ...score, cited }] : [];
    }),
  );
  return {
    scored: summary?.scored,
    accuracy: summary?.accuracy,
    votes: voteCounts({ votes: votesOf(voting), rows: voting }),
    rows: [...rows.sort((a, b) => place(a) - place(b)), ...listed],
    papers: evidence.papers.length,
  };
}

/** One row as published, with its score where it has one. */
export function boardRow(
  row: EvidenceRow,
  paper: EvidencePaper,
  score: SummaryRow | undefined,
  catalog: Catalog,
): BoardRow {
  const { id, role, system, quantity, family, condition = {}, published, note, mend, seen, test } = row;
  const cell = test?.study.cell;
  return {
    id,
    standing: standingOf(row, score),
    role,
    system,
    quantity,
    family,
    paper: paper.paper,
    citation: paper.citation,
    condition: Object.entries(condition).map(([name, value]) => [name, String(value)]),
    published,
    note,
    mend,
    reason: seen ?? score?.apart,
    assay: test?.study.assay,
    ...(cell !== undefined && { cell: catalog.cells[cell]?.name ?? cell }),
    parts: (test?.expectations ?? []).map((each) => boardPart(each, test?.study.assay ?? '', score)),
  };
}

function standingOf({ role }: EvidenceRow, score: SummaryRow | undefined): Standing {
  if (role === 'input') return 'input';
  if (score === undefined) return 'unscored';
  if (!score.counts) return 'apart';
  return score.pass ? 'pass' : 'miss';
}

function boardPart(part: Expectation, assay: string, score: SummaryRow | undefined): BoardPart {
  const { arm, control, measure, time, expected } = part;
  const definition = resolveMeasure(assays[assay], measure, { images: false })?.definition;
  const found = score?.parts.find((each) => each.arm === arm.id && each.measure === measure && each.time === time);
  return {
    arm: arm.title,
    control: control.title,
    measure,
    title: definition?.title ?? measure,
    unit: definition?.unit ?? '1',
    time,
    expected,
    ...(found && {
      scored: {
        predicted: found.predicted,
        interval: found.interval,
        pass: found.pass,
        why: found.why,
        outcome: found.outcome,
      },
    }),
  };
}

function listedRow(row: NotExpressible, citation: EvidencePaper['citation'] | undefined): BoardRow {
  const { id, role, system, quantity, paper, reason } = row;
  return { id, standing: 'listed', role, system, quantity, paper, citation, condition: [], reason, parts: [] };
}
