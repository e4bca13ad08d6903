import type { Tasks } from '@invadolab/engine';
import { drawPerformer, performer, predictor, tissueWatcher, watcher } from '@invadolab/study';
import { engineOf } from './engines.js';
import type { Order, Reply } from './messages.js';
import { problemOf } from './problem.js';

/** What this worker can do, by task: the same as a thread of the command line, and to show a cell as it lives. */
const tasks: Tasks = {
  perform: performer(engineOf) as Tasks[string],
  predict: predictor() as Tasks[string],
  runSets: drawPerformer(engineOf) as Tasks[string],
  watch: watcher(engineOf) as Tasks[string],
  watchTissue: tissueWatcher(engineOf) as Tasks[string],
};

addEventListener('message', async ({ data }: MessageEvent<Order>) => {
  const { id, task, input } = data;
  const reply = (message: Reply) => postMessage(message);
  try {
    const output = await tasks[task](input as never, {
      onMessage: (message) => reply({ id, kind: 'message', message }),
    });
    reply({ id, kind: 'output', output });
  } catch (error) {
    reply({ id, kind: 'problem', problem: problemOf(error) });
  }
});
