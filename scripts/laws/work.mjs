import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** A folder that holds one file per finished draw; what a file is named after is all that its content depends on. */
export function drawFolder(folder, hash) {
  const own = join(folder, 'draws', hash.slice(0, 16));
  mkdirSync(own, { recursive: true });
  const fileOf = (draw) => join(own, `${draw}.json`);
  return {
    read(draw) {
      try {
        return JSON.parse(readFileSync(fileOf(draw), 'utf8'));
      } catch (error) {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    write(draw, judged) {
      // Whole or not at all, whenever the program is stopped.
      writeFileSync(`${fileOf(draw)}.new`, JSON.stringify(judged));
      renameSync(`${fileOf(draw)}.new`, fileOf(draw));
    },
  };
}

/**
 * Does tasks on threads, `done` being called with each answer. Rejects with the first error; `signal` ends the threads
 * where they are.
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
        for (const task of queue) done(await answerOf(worker, task));
      }),
    );
  } finally {
    await end();
  }
}

function answerOf(worker, task) {
  return new Promise((resolve, reject) => {
    const settle = (how) => (value) => {
      worker.removeAllListeners();
      how(value);
    };
    worker.once('message', settle(resolve));
    worker.once('error', settle(reject));
    worker.once('exit', settle(reject));
    worker.postMessage(task);
  });
}
