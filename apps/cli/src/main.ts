import { readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { loadCatalog } from './library.js';
import { openLink } from './open-link.js';
import { runCommandLine } from './program.js';
import type { Terminal } from './terminal.js';
import { ThreadPool } from './thread-pool.js';

const interruption = new AbortController();
process.once('SIGINT', () => {
  interruption.abort();
  // Whoever presses a second time does not want to wait.
  process.once('SIGINT', () => process.exit(1));
});
process.once('SIGTERM', () => interruption.abort());
for (const stream of [process.stdout, process.stderr]) {
  // `invadolab ... | head` closes the pipe early; that is no failure.
  stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
}

async function ask(question: string, suggestion: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(`${question} [${suggestion}] `, { signal: interruption.signal });
    return answer.trim() || suggestion;
  } finally {
    lines.close();
  }
}

const terminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  live: process.stderr.isTTY === true,
  ...(process.stdin.isTTY && process.stderr.isTTY && { ask }),
};

const { version } = JSON.parse(readFileSync(packageFile(), 'utf8'));

process.exitCode = await runCommandLine(process.argv.slice(2), {
  terminal,
  version,
  now: () => performance.now() / 1000,
  memory: totalmem(),
  threads: Math.max(1, availableParallelism()),
  openPool: (threads) => new ThreadPool(threads, new URL('./study-worker.js', import.meta.url)),
  catalog: loadCatalog,
  openLink,
  interrupted: interruption.signal,
});

function packageFile(): URL {
  const inBundle = new URL('../package.json', import.meta.url);
  return import.meta.url.includes('/dist/src/') ? new URL('../../package.json', import.meta.url) : inBundle;
}
