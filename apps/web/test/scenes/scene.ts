import type { Page } from 'playwright-core';

/** A room in a state that shows what it is for, the same at every visit: what its pictures show and what visual tests compare. */
export interface Scene {
  /** Id of the room; `home` for the first page. */
  readonly room: string;
  /** Fragment of its address. */
  readonly place: string;
  /** Brings the page into that state, and rejects where it cannot. Nothing random, no clock: what varies bears `data-varies`. */
  prepare(page: Page): Promise<void>;
}
