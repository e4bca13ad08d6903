import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/**
 * `node bench/run.mjs [w3 w4 ...] [--full]`: every workload beside the limit measured in the same run. A workload is a
 * module with `run(options)` that returns rows of this table.
 */
const workloads = ['w1', 'w2', 'w3', 'w4', 'w5', 'w6', 'w7', 'w8', 'r'];
const columns = ['workload', 'ours', 'limit', 'ratio', 'floor', 'goal'];

const words = process.argv.slice(2);
const chosen = words.filter((word) => !word.startsWith('--'));
const unknown = chosen.find((id) => !workloads.includes(id));
if (unknown) {
  process.stderr.write(`unknown workload ${unknown}; there are ${workloads.join(', ')}\n`);
  process.exit(2);
}
if (!existsSync(new URL('../packages/engine/dist/src/index.js', import.meta.url))) {
  process.stderr.write('nothing is built yet: run `npm run build` first\n');
  process.exit(2);
}
const full = words.includes('--full');
const options = { full, sets: full ? 1000 : 200 };
const rows = [];
for (const id of chosen.length > 0 ? chosen : workloads) {
  process.stderr.write(`${id} ...\n`);
  const { run } = await import(`./${id}.mjs`);
  rows.push(...(await run(options)));
}
const widths = columns.map((name) => Math.max(name.length, ...rows.map((row) => (row[name] ?? '').length)));
const line = (cells) => `${cells.map((cell, i) => cell.padEnd(widths[i])).join('  ')}\n`.replace(/ +\n/, '\n');
process.stdout.write(
  `Node ${process.version}, ${availableParallelism()} processors; medians of 5, CPU time of one thread\n`,
);
process.stdout.write(line(columns));
process.stdout.write(line(widths.map((width) => '-'.repeat(width))));
for (const row of rows) process.stdout.write(line(columns.map((name) => row[name] ?? '')));
