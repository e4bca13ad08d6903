import { researchUseNotice } from '@invadolab/report';

/** What a command may print to: results to `out`, progress and problems to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Whether `err` is a screen that lines can be redrawn on. */
  readonly live: boolean;
  /** Asks the person a question; undefined where nobody can answer. */
  ask?(question: string, suggestion: string): Promise<string>;
}

/** Said with every answer. */
export const notice = researchUseNotice;

/** How every `--json` answer is wrapped. */
export function jsonAnswer(command: string, content: object): string {
  return `${JSON.stringify({ format: 1, command, notice, ...content }, null, 2)}\n`;
}
