import { BadInput, type BadInputDetails, isBadInput } from '@invadolab/core';

/** An error as it crosses from one worker to another: a `BadInput` keeps its place and its suggestions. */
export interface Problem extends BadInputDetails {
  /** One line for a person. */
  readonly message: string;
  /** What is wrong alone; absent where the error is a bug. */
  readonly summary?: string;
  readonly aborted?: boolean;
}

/** What is left of an error when it is sent. */
export function problemOf(error: unknown): Problem {
  if (isBadInput(error)) {
    const { message, summary, file, line, column, found, expected, nearest } = error;
    return { message, summary, file, line, column, found, expected, nearest };
  }
  if (error instanceof DOMException && error.name === 'AbortError') return { message: error.message, aborted: true };
  return { message: error instanceof Error ? error.message : String(error) };
}

/** The error again, on the side that receives it. */
export function errorOf(problem: Problem): Error {
  if (problem.summary !== undefined) return new BadInput(problem.summary, problem);
  return problem.aborted ? new DOMException(problem.message, 'AbortError') : new Error(problem.message);
}
