import type { BoardRow, Standing } from '../../worker/score-board.js';

/** What somebody wants to see; null and empty: everything. */
export interface Filter {
  readonly standing: Standing | null;
  readonly role: string | null;
  readonly system: string | null;
  readonly assay: string | null;
  readonly paper: string | null;
  readonly words: string;
}

export const everything: Filter = { standing: null, role: null, system: null, assay: null, paper: null, words: '' };

/** The rows that a filter lets through; `except` leaves one part of it out, for counting beside its choices. */
export function filtered(rows: readonly BoardRow[], filter: Filter, except?: keyof Filter): readonly BoardRow[] {
  const wanted = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  const same = (key: 'standing' | 'role' | 'system' | 'assay' | 'paper', row: BoardRow) =>
    key === except || filter[key] === null || row[key] === filter[key];
  return rows.filter(
    (row) =>
      same('standing', row) &&
      same('role', row) &&
      same('system', row) &&
      same('assay', row) &&
      same('paper', row) &&
      wanted.every((word) => textOf(row).includes(word)),
  );
}

const texts = new WeakMap<BoardRow, string>();

/** Everything that is searched, once for each row. */
function textOf(row: BoardRow): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const { id, quantity, family, citation, published, note, reason, mend, cell, paper } = row;
  const parts = [id, quantity, family, citation?.authors, citation?.journal, citation?.year, published, note, reason];
  const conditions = row.condition.map(([, value]) => value);
  const text = [...parts, mend, cell, paper, ...conditions].filter(Boolean).join(' ').toLowerCase();
  texts.set(row, text);
  return text;
}
