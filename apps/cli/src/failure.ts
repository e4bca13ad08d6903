import { isBadInput } from '@invadolab/core';
import type { Terminal } from './terminal.js';

/** 0: done; 1: failed or stopped; 2: bad input. */
export type ExitCode = 0 | 1 | 2;

/** Says an error once, in one line, and what it means for the shell. The stack is for `--debug` alone. */
export function reportFailure(error: unknown, terminal: Terminal, debug: boolean): ExitCode {
  const bad = isBadInput(error);
  const message = error instanceof Error ? error.message : String(error);
  terminal.err(`invadolab: ${bad ? '' : 'failed: '}${oneLine(message)}\n`);
  if (debug && error instanceof Error && error.stack) terminal.err(`${error.stack}\n`);
  return bad ? 2 : 1;
}

function oneLine(message: string): string {
  return message.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').slice(0, 600);
}
