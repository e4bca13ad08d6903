/** A rate is not a number: the run cannot go on. The message says where to look. */
export class RateError extends Error {
  constructor(readonly reaction: string) {
    super(`The rate of "${reaction}" is not a number; look for a division by zero in it.`);
  }
}
