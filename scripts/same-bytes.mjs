// Runs the flagship with two threads, with one, killed half-way and resumed, and on other versions of Node, and compares the
// sha256 of its tables:  npm run same-bytes -- [--experiments 3] [--cells 3] [--quick] [--node PATH]...
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setUp } from './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const program = join(root, 'apps', 'cli', 'bin', 'invadolab.js');
const { values } = parseArgs({
  options: {
    experiments: { type: 'string', default: '3' },
    cells: { type: 'string', default: '3' },
    quick: { type: 'boolean', default: false },
    node: { type: 'string', multiple: true, default: [] },
  },
});
const size = values.quick ? ['--quick'] : ['--experiments', values.experiments, '--cells', values.cells];

function start(node, args) {
  const child = spawn(node, [program, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, err })));
  return { child, ended };
}

async function finish({ ended }) {
  const { code, signal, err } = await ended;
  if (code !== 0) throw new Error(`the run ended with ${signal ?? code}: ${err}`);
}

const flagship = (out, threads) => [
  'run',
  join('studies', 'flagship.yaml'),
  ...size,
  '--threads',
  threads,
  '--out',
  out,
];

/** Killed when half of its pieces are done, by its own account; returns what it last said. */
async function killed(out) {
  const run = start(process.execPath, flagship(out, '2'));
  let last = 'nothing';
  run.child.stderr.on('data', (text) => {
    for (const [said, done, total] of text.matchAll(/(\d+) of (\d+) pieces of work/g)) {
      last = said;
      if (2 * Number(done) >= Number(total)) run.child.kill('SIGKILL');
    }
  });
  await run.ended;
  return last;
}

setUp(root);
const folder = mkdtempSync(join(tmpdir(), 'same-bytes-'));
const out = (name) => join(folder, name);
const found = [];
const note = (how, name) => {
  const { tables } = JSON.parse(readFileSync(join(out(name), 'manifest.json'), 'utf8'));
  found.push(JSON.stringify(tables));
  console.log(
    `${how}\n  ${Object.entries(tables)
      .map(([table, { sha256 }]) => `${table} ${sha256}`)
      .join('\n  ')}`,
  );
};
try {
  for (const threads of ['2', '1']) {
    await finish(start(process.execPath, flagship(out(threads), threads)));
    note(`Node ${process.version}, threads: ${threads}`, threads);
  }
  const done = await killed(out('killed'));
  await finish(start(process.execPath, ['resume', out('killed'), '--threads', '2']));
  note(`killed after ${done} and resumed`, 'killed');
  for (const [index, node] of values.node.entries()) {
    const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
    await finish(start(node, flagship(out(`node${index}`), '2')));
    note(`Node ${version}, threads: 2`, `node${index}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const same = new Set(found).size === 1;
console.log(same ? `the same bytes, ${found.length} ways` : 'NOT the same bytes');
process.exitCode = same ? 0 : 1;
