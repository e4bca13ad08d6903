import { BadInput, isBadInput } from '@invadolab/core';
import type { Path } from '../check/report.js';
import type { Origin, TableName, Tables } from './tables.js';

/** What every check receives: the tables, and a way to say where something is wrong. */
export interface Checking {
  readonly tables: Tables;
  readonly places: Places;
}

/** Finds the place of an entry in its file; entries of a base catalogue have none and are named instead. */
export class Places {
  constructor(private readonly origins: ReadonlyMap<string, Origin>) {}

  /** A `BadInput` about what stands at `path` inside an entry. */
  bad(
    table: TableName,
    id: string,
    path: Path,
    summary: string,
    details: { found?: string; expected?: string; nearest?: string } = {},
  ): BadInput {
    const origin = this.origins.get(`${table}.${id}`);
    if (!origin) return new BadInput(`${table}.${id}: ${summary}`, details);
    return new BadInput(summary, { ...origin.locate([...origin.path, ...path]), ...details });
  }

  /** Runs `work`; a `BadInput` it throws gets this place. */
  inside<Result>(table: TableName, id: string, path: Path, work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      if (!isBadInput(error)) throw error;
      const { summary, found, expected, nearest } = error;
      throw this.bad(table, id, path, summary, { found, expected, nearest });
    }
  }
}
