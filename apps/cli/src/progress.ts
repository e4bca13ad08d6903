import { Presets, SingleBar } from 'cli-progress';
import { duration } from './durations.js';
import type { Terminal } from './terminal.js';

/** Shows how far a run is: a bar on a screen, a line now and then elsewhere. */
export interface Progress {
  update(done: number, total: number): void;
  stop(): void;
}

const secondsBetweenLines = 10;

/** Progress in the form that the terminal can show; `what` is counted. */
export function progressOn(terminal: Terminal, now: () => number, what = 'pieces of work'): Progress {
  return terminal.live ? bar(what) : lines(terminal, now, what);
}

function bar(what: string): Progress {
  const single = new SingleBar(
    { format: `{bar} {percentage}% | {value}/{total} ${what} | {eta_formatted} left`, stream: process.stderr },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update(done, total) {
      if (!started) single.start(total, done);
      started = true;
      single.update(done);
    },
    stop: () => single.stop(),
  };
}

function lines(terminal: Terminal, now: () => number, what: string): Progress {
  const start = now();
  let last = start;
  let first: number | undefined;
  return {
    update(done, total) {
      const time = now();
      first ??= done;
      if (done < total && (time - last < secondsBetweenLines || done === first)) return;
      last = time;
      const left = done > first ? ((time - start) / (done - first)) * (total - done) : 0;
      const rest = done < total ? `, about ${duration(left)} left` : `, ${duration(time - start)}`;
      terminal.err(`${done} of ${total} ${what}${rest}\n`);
    },
    stop() {},
  };
}
