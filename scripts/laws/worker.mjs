// A thread of `npm run laws`: judges one draw after the other, law by law.
import { parentPort } from 'node:worker_threads';
import { shelfOf } from '../../packages/study/dist/test/laws/bench.js';
import { judgeDraw } from '../../packages/study/dist/test/laws/judge-draw.js';
import { realCatalog } from '../../packages/study/dist/test/laws/laboratory.js';
import { laws } from '../../packages/study/dist/test/laws/laws.js';

const shelf = shelfOf(realCatalog());
parentPort.on('message', async ({ draw, factors, cells, only }) => {
  const some = laws.filter(({ id }) => only.includes(id));
  await judgeDraw(shelf, { draw, factors: new Map(factors), cells, laws: some }, (judged) => {
    parentPort.postMessage({ draw, judged });
  });
  parentPort.postMessage({ draw });
});
