import { transferHandlers } from 'comlink';
import { errorOf, type Problem, problemOf } from './problem.js';

interface Thrown {
  readonly value: unknown;
}

/** Both sides import this: what is thrown on one side arrives on the other with its place and its suggestions. */
const thrown = transferHandlers.get('throw');
if (thrown)
  transferHandlers.set('throw', {
    canHandle: thrown.canHandle,
    serialize: ({ value }: Thrown) => [problemOf(value), []],
    deserialize: (problem: Problem) => {
      throw errorOf(problem);
    },
  });
