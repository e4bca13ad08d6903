// Runs studies and measures images in several ways and compares the sha256 of what comes out:
//   npm run same-bytes -- [--only flagship,lifetimes,frap,quantify] [--experiments 3] [--cells 3] [--quick] [--node PATH]...
// The flagship runs with two threads, with one, and killed half-way and resumed; everything on every version of Node given.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setUp } from './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const program = join(root, 'apps', 'cli', 'bin', 'invadolab.js');
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'flagship,lifetimes,frap,quantify' },
    experiments: { type: 'string', default: '3' },
    cells: { type: 'string', default: '3' },
    quick: { type: 'boolean', default: false },
    node: { type: 'string', multiple: true, default: [] },
  },
});
const size = values.quick ? ['--quick'] : ['--experiments', values.experiments, '--cells', values.cells];
const nodes = [process.execPath, ...values.node];

const shared =
  'format: 1\ncell: MDA-MB-231\nexperiments: 1\ncells: 2\nseed: 7\ncontrols: false\ncontrol: a\narms: {a: {}}\n';
const studies = {
  lifetimes: `${shared}study: How long do puncta last?\nassay: lifetimes\nmatrix: {kind: gelatin}\ntimepoints: [130 min]\nsettings: {start: 2 h}\nmeasure: [invadopodia.lifetime, invadopodia.lifetime.true]\n`,
  frap: `${shared}study: How fast does the protease come back?\nassay: frap\nmatrix: {kind: gelatin}\ntimepoints: [2 h]\n`,
};

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
const versionOf = (node) => spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();

/** Hashes of the tables of a run, as its manifest has them, and of what it says about uncertain numbers. */
function tablesOf(name) {
  const { tables } = JSON.parse(readFileSync(join(out(name), 'manifest.json'), 'utf8'));
  const asked = readdirSync(out(name)).filter((file) => file === 'uncertainty.json');
  return [
    ...Object.entries(tables).map(([table, { sha256 }]) => `${table} ${sha256}`),
    ...asked.map((file) => `${file} ${hashOf(name, file)}`),
  ];
}

function hashOf(name, file) {
  return createHash('sha256')
    .update(readFileSync(join(out(name), file)))
    .digest('hex');
}

/** Hashes of all files of a folder. */
function filesOf(name) {
  return readdirSync(out(name))
    .sort()
    .map((file) => `${file} ${hashOf(name, file)}`);
}

/** What each subject gave, way by way. */
const found = new Map();
function note(subject, how, hashes) {
  found.set(subject, [...(found.get(subject) ?? []), hashes.join()]);
  console.log(`${subject}, ${how}\n  ${hashes.join('\n  ')}`);
}

async function compareFlagship() {
  for (const threads of ['2', '1']) {
    await finish(start(process.execPath, flagship(out(threads), threads)));
    note('flagship', `Node ${process.version}, threads: ${threads}`, tablesOf(threads));
  }
  const done = await killed(out('killed'));
  await finish(start(process.execPath, ['resume', out('killed'), '--threads', '2']));
  note('flagship', `killed after ${done} and resumed`, tablesOf('killed'));
  for (const [index, node] of values.node.entries()) {
    await finish(start(node, flagship(out(`node${index}`), '2')));
    note('flagship', `Node ${versionOf(node)}, threads: 2`, tablesOf(`node${index}`));
  }
}

async function compareStudy(subject) {
  const file = out(`${subject}.yaml`);
  writeFileSync(file, studies[subject]);
  for (const [index, node] of nodes.entries()) {
    const name = `${subject}${index}`;
    await finish(start(node, ['run', file, '--threads', '2', '--out', out(name)]));
    note(subject, `Node ${versionOf(node)}`, tablesOf(name));
  }
}

/** Images that a run took, measured again as a laboratory's own: tables, overlays and thresholds, file by file. */
async function compareQuantify() {
  const run = [
    'run',
    join('studies', 'flagship.yaml'),
    '--quick',
    '--experiments',
    '1',
    '--cells',
    '1',
    '--out',
    out('taken'),
  ];
  await finish(start(process.execPath, run));
  const taken = join(out('taken'), 'images');
  const images = readdirSync(taken)
    .filter((file) => file.endsWith('.ome.tiff'))
    .sort()
    .slice(0, 4);
  const paths = images.map((file) => join(taken, file));
  for (const [index, node] of nodes.entries()) {
    const name = `quantified${index}`;
    await finish(start(node, ['quantify', ...paths, '--keep-going', '--out', out(name)]));
    note('quantify', `Node ${versionOf(node)}, ${images.length} images`, filesOf(name));
  }
}

const subjects = {
  flagship: compareFlagship,
  lifetimes: () => compareStudy('lifetimes'),
  frap: () => compareStudy('frap'),
  quantify: compareQuantify,
};
const asked = values.only.split(',');
const unknown = asked.find((subject) => !Object.hasOwn(subjects, subject));
if (unknown !== undefined) throw new Error(`--only: ${unknown}; one of ${Object.keys(subjects).join(', ')}`);
try {
  for (const subject of asked) await subjects[subject]();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const same = [...found.values()].every((ways) => new Set(ways).size === 1);
for (const [subject, ways] of found)
  console.log(`${subject}: ${new Set(ways).size === 1 ? 'the same bytes' : 'NOT the same bytes'}, ${ways.length} ways`);
process.exitCode = same ? 0 : 1;
