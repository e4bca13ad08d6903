import type { Problem } from './problem.js';

/** A piece of work for an engine worker. */
export interface Order {
  readonly id: number;
  readonly task: string;
  readonly input: unknown;
}

/** What an engine worker says of it. */
export type Reply =
  | { readonly id: number; readonly kind: 'output'; readonly output: unknown }
  | { readonly id: number; readonly kind: 'message'; readonly message: unknown }
  | { readonly id: number; readonly kind: 'problem'; readonly problem: Problem };
