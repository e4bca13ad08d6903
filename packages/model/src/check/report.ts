import { BadInput, type BadInputDetails, isBadInput } from '@invadolab/core';

/** Where something stands in a file, as keys and list positions from the top. */
export type Path = readonly (string | number)[];

/** Place in the text of what stands at `path`, or `offset` characters into it (for expressions). */
export type Locate = (path: Path, offset?: number) => { file?: string; line?: number; column?: number };

type Problem = Pick<BadInputDetails, 'found' | 'expected' | 'nearest'>;

/** Turns problems into `BadInput` with their place, and collects warnings. Without `locate`, the path is in the words. */
export class Report {
  readonly warnings: string[] = [];
  constructor(private readonly locate?: Locate) {}

  /** Throws. `offset` counts characters into the text at `path`. */
  fail(path: Path, summary: string, details: Problem = {}, offset?: number): never {
    if (this.locate) throw new BadInput(summary, { ...details, ...this.locate(path, offset) });
    throw new BadInput(`${path.join('.')}: ${summary}`, details);
  }

  /** Runs `work`; a `BadInput` from it that has no line yet gets the place of `path`. */
  within<T>(path: Path, work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!isBadInput(error) || error.line !== undefined || error.file !== undefined) throw error;
      const { found, expected, nearest, column } = error;
      return this.fail(
        path,
        error.summary,
        { found, expected, nearest },
        column === undefined ? undefined : column - 1,
      );
    }
  }

  warn(path: Path, summary: string): void {
    const { file, line, column } = this.locate?.(path) ?? {};
    const place =
      file === undefined ? path.join('.') : [file, line, column].filter((part) => part !== undefined).join(':');
    this.warnings.push(`${place}: ${summary}`);
  }
}
