import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * A folder that holds one file per draw and law. `hash` is of what decides the content besides the draw; the file's name has
 * that of the draw's own parameters, so that an ensemble may be asked for more of its draws later.
 */
export function drawFolder(folder, hash, draws) {
  const own = join(folder, 'draws', hash.slice(0, 16));
  mkdirSync(own, { recursive: true });
  const names = draws.map((factors, draw) => {
    const sum = createHash('sha256')
      .update(JSON.stringify([...factors]))
      .digest('hex');
    return `${draw}-${sum.slice(0, 12)}`;
  });
  const fileOf = (draw, law) => join(own, `${names[draw]}-law-${law}.json`);
  return {
    read(draw, law) {
      try {
        return JSON.parse(readFileSync(fileOf(draw, law), 'utf8'));
      } catch (error) {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    write(draw, judged) {
      // Whole or not at all, whenever the program is stopped.
      const file = fileOf(draw, judged.law);
      writeFileSync(`${file}.new`, JSON.stringify(judged));
      renameSync(`${file}.new`, file);
    },
  };
}

/**
 * Does tasks on threads, `done` being called with each law that a thread has judged. Rejects with the first error; `signal`
 * ends the threads where they are.
 */
export async function onThreads(tasks, { threads, done, signal }) {
  const queue = tasks[Symbol.iterator]();
  const workers = Array.from({ length: Math.min(threads, tasks.length) }, () => {
    return new Worker(new URL('worker.mjs', import.meta.url));
  });
  const end = () => Promise.all(workers.map((worker) => worker.terminate()));
  signal.addEventListener('abort', end);
  try {
    await Promise.all(
      workers.map(async (worker) => {
        for (const task of queue) await finished(worker, task, done);
      }),
    );
  } finally {
    await end();
  }
}

function finished(worker, task, done) {
  return new Promise((resolve, reject) => {
    const listeners = {
      message(answer) {
        if (answer.judged) done(answer);
        else settle(resolve)();
      },
      error: (error) => settle(reject)(error),
      exit: () => settle(reject)(new Error('a thread ended before its task')),
    };
    const settle = (how) => (value) => {
      for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener);
      how(value);
    };
    for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener);
    worker.postMessage(task);
  });
}
