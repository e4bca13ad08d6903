// A thread of `npm run laws`: judges one draw after the other.
import { parentPort } from 'node:worker_threads';
import { shelfOf } from '../../packages/study/dist/test/laws/bench.js';
import { judgeDraw } from '../../packages/study/dist/test/laws/judge-draw.js';
import { realCatalog } from '../../packages/study/dist/test/laws/laboratory.js';
import { laws } from '../../packages/study/dist/test/laws/laws.js';

const shelf = shelfOf(realCatalog());
parentPort.on('message', async ({ draw, factors, cells, only }) => {
  const started = process.cpuUsage();
  const some = laws.filter(({ id }) => only.includes(id));
  const judged = await judgeDraw(shelf, { draw, factors: new Map(factors), cells, laws: some });
  const { user } = process.cpuUsage(started);
  parentPort.postMessage({ draw, judged, user: user / 1e6 });
});
