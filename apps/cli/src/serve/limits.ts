/** How much the server takes from anybody before it refuses. Sizes in bytes, times in milliseconds. */
export interface Limits {
  /** Connections open at a time; more are closed at once. */
  readonly connections: number;
  /** Requests answered at a time; more are told to come back. */
  readonly requests: number;
  /** Bundles taken in at a time. */
  readonly uploads: number;
  /** Pages that listen for news at a time. */
  readonly listeners: number;
  /** Time for the head of a request, for all of it, and without any progress. */
  readonly headTime: number;
  readonly requestTime: number;
  readonly idleTime: number;
  readonly study: number;
  /** A bundle as it is sent, and unpacked. */
  readonly bundle: number;
  readonly unpacked: number;
  readonly entries: number;
  /** Between two looks for news, and between two signs of life. */
  readonly lookEvery: number;
  readonly beatEvery: number;
}

/** For one person with a few windows on the same machine. */
export const usualLimits: Limits = {
  connections: 256,
  requests: 100,
  uploads: 2,
  listeners: 16,
  headTime: 10_000,
  requestTime: 120_000,
  idleTime: 30_000,
  study: 1_000_000,
  bundle: 256_000_000,
  unpacked: 1_000_000_000,
  entries: 20_000,
  lookEvery: 1000,
  beatEvery: 15_000,
};
