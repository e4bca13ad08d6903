import { type Evidence, evidenceOf, onlyRows } from '@invadolab/laboratory';
import { MemoryStore, type ScoreSummary } from '@invadolab/results';
import { fullForm, parseEnsemble, planValidation, reducedForm, tissueForm, validate } from '@invadolab/study';
import { stringify } from 'yaml';
import { version } from '../../../package.json';
import type { Context } from '../context.js';
import { defaultEngine } from '../engines.js';
import { type BoardRow, boardRow, type ScoreBoard, scoreBoard } from '../score-board.js';
import { shipped } from '../shipped.js';

/** How much a row is scored on. */
export interface ScoreSize {
  /** Parameter sets. */
  readonly draws: number;
  /** Cells of each set, where the reduced form answers. */
  readonly cellsPerDraw: number;
}

/** A row that was scored here. */
export interface RescoredRow {
  readonly pass: boolean;
  readonly why: string;
  readonly parts: BoardRow['parts'];
}

/** Calls about what was published, and how the model stands to it. */
export function evidenceCalls(context: Context) {
  let read: Promise<Evidence> | undefined;
  let scoring: AbortController | undefined;
  const evidence = async (): Promise<Evidence> => {
    read ??= Promise.all([shipped.evidence(), context.catalog]).then(([files, catalog]) => evidenceOf(files, catalog));
    return read;
  };

  return {
    /** Everything published, and the score that ships with the program. */
    async scoreBoard(): Promise<ScoreBoard> {
      const [known, text, catalog] = [await evidence(), await shipped.scores(), await context.catalog];
      const summary: ScoreSummary | undefined = text === undefined ? undefined : JSON.parse(text);
      return scoreBoard(known, summary, catalog);
    },

    /** The study that repeats a row, as the text of a study file; undefined where there is none. */
    async studyOfRow(id: string): Promise<string | undefined> {
      const rows = (await evidence()).papers.flatMap((paper) => paper.rows);
      const test = rows.find((row) => row.id === id)?.test;
      if (test === undefined) return undefined;
      const file = { ...test.written, measure: test.study.measure, quick: { experiments: 2, cells: 4 } };
      return stringify(file, { lineWidth: 0, flowCollectionPadding: false });
    },

    /**
     * Scores one row on the first of the calibrated sets: what `invadolab validate --rows ID` does with the same numbers. Rejects when it is
     * stopped.
     */
    async scoreRow(
      id: string,
      { draws, cellsPerDraw }: ScoreSize,
      onProgress: (done: number, total: number) => void,
    ): Promise<RescoredRow> {
      scoring?.abort();
      scoring = new AbortController();
      const { signal } = scoring;
      const { pool } = context;
      const catalog = await context.catalog;
      const own = onlyRows(await evidence(), [id]);
      const forms = { catalog, engine: defaultEngine, pool, signal, mostCells: 1 };
      const predictors = [reducedForm(forms), tissueForm(forms), fullForm(forms)];
      const plan = planValidation(own.papers, [], { catalog, engine: defaultEngine, predictors });
      const sets = (await shipped.ensemble()) ?? '';
      const card = await validate(plan, {
        ensemble: parseEnsemble(sets, 'evidence/ensemble.json', catalog, draws),
        cellsPerDraw,
        seed: 1,
        store: new MemoryStore(),
        lanes: pool.size + 1,
        signal,
        onProgress,
        versions: { invadolab: version },
        catalog: catalog.hash,
      });
      const score = card.rows.find((each) => each.id === id);
      const [row, paper] = own.papers.flatMap((each) =>
        each.rows.flatMap((found) => (found.id === id ? [[found, each] as const] : [])),
      )[0];
      if (score === undefined) throw new Error(`${id} is not scored`);
      return { pass: score.pass, why: score.why, parts: boardRow(row, paper, score, catalog).parts };
    },

    async stopScoring(): Promise<void> {
      scoring?.abort();
    },
  };
}
