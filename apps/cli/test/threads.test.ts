import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { shortStudy, withFiles } from './command-line.js';

const program = fileURLToPath(new URL('../../bin/invadolab.js', import.meta.url));

interface Running {
  readonly ended: Promise<{ readonly code: number | null; readonly err: string }>;
  kill(signal: NodeJS.Signals): void;
}

function start(args: readonly string[]): Running {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.on('data', (text) => {
    err += text;
  });
  const ended = new Promise<{ code: number | null; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, err }));
  });
  return { ended, kill: (signal) => child.kill(signal) };
}

async function whole(args: readonly string[]): Promise<void> {
  const { code, err } = await start(args).ended;
  assert.equal(code, 0, err);
}

const tables = (out: string) => JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')).tables;

/** Ends a run by a signal as soon as it has finished a piece of work. */
async function interrupted(args: readonly string[], out: string, signal: NodeJS.Signals): Promise<string> {
  const run = start(args);
  const shards = join(`${out}.running`, 'shards');
  const done = () => (existsSync(shards) ? readdirSync(shards).filter((name) => name.endsWith('.shard')).length : 0);
  let over = false;
  const ended = run.ended.then((result) => {
    over = true;
    return result;
  });
  while (!over && done() < 1) await new Promise((resolve) => setTimeout(resolve, 20));
  run.kill(signal);
  const { err } = await ended;
  assert.ok(!existsSync(out), 'the run was over before it could be interrupted');
  return err;
}

test('one thread, two threads, killed and resumed, stopped and resumed: the same tables', async () => {
  // Long enough that a signal comes in time.
  const text = shortStudy.replace('experiments: 2', 'experiments: 3').replace('cells: 1', 'cells: 4');
  await withFiles({ 'study.yaml': text }, async (folder) => {
    const run = (out: string, threads: number) => [
      'run',
      join(folder, 'study.yaml'),
      '--out',
      out,
      '--threads',
      String(threads),
    ];
    const [one, two, killed, stopped] = ['one', 'two', 'killed', 'stopped'].map((name) => join(folder, name));
    await whole(run(one, 1));
    await whole(run(two, 2));
    assert.deepEqual(tables(two), tables(one));

    await interrupted(run(killed, 2), killed, 'SIGKILL');
    await whole(['resume', killed, '--threads', '1']);
    assert.deepEqual(tables(killed), tables(one));

    const err = await interrupted(run(stopped, 2), stopped, 'SIGINT');
    assert.match(err, /Stopped\. To go on: npx invadolab resume /);
    await whole(['resume', `${stopped}.running`, '--threads', '2']);
    assert.deepEqual(tables(stopped), tables(one));
  });
});
