import { BadInput, type BadInputDetails, isBadInput } from '@invadolab/core';

/** Statuses of requests that are refused. */
export type RefusalStatus = 400 | 403 | 404 | 405 | 408 | 409 | 412 | 413 | 415 | 416 | 429 | 431 | 500 | 503 | 507;

/** A request that is not answered as it was meant, and the headers that go with the refusal. */
export class Refusal extends BadInput {
  constructor(
    readonly status: RefusalStatus,
    summary: string,
    details: BadInputDetails = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(summary, details);
  }
}

/** What a client is told: the parts of a bad input, so that a page can show them as the command line does. */
export interface RefusalBody {
  readonly error: { readonly what: string; readonly found?: string; readonly expected?: string };
}

/** Any error as a refusal: bad input is the client's, anything else is told to `unexpected` and hidden from the client. */
export function refusalOf(error: unknown, unexpected: (error: unknown) => void): Refusal {
  if (error instanceof Refusal) return error;
  if (isBadInput(error)) {
    const { file, line, column, found, expected, nearest } = error;
    return new Refusal(400, error.summary, { file, line, column, found, expected, nearest });
  }
  if (codeOf(error) === 'ENOSPC') return new Refusal(507, 'the disk is full', { expected: 'room for the result' });
  unexpected(error);
  return new Refusal(500, 'the server failed; its terminal says why');
}

/** The body that tells a client what is wrong. */
export function refusalBody({ summary, file, line, column, found, expected, nearest }: Refusal): RefusalBody {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const what = place === '' ? summary : `${place}: ${summary}`;
  const wanted = nearest === undefined ? expected : `${expected ?? 'another name'}; nearest is "${nearest}"`;
  return { error: { what, ...(found !== undefined && { found }), ...(wanted !== undefined && { expected: wanted }) } };
}

/** The system's name of an error, such as `ENOENT`; undefined for others. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
