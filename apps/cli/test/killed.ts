import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../bin/invadolab.js', import.meta.url));

/** Of the program that is killed: another one would not go on. */
export const { version }: { version: string } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

/** Starts the program with `--out OUT` on one thread and kills it (SIGKILL) once so many pieces of its work are kept. */
export async function killedAfter(pieces: number, args: readonly string[], out: string): Promise<void> {
  const kept = join(`${out}.running`, 'pieces');
  const done = () => (existsSync(kept) ? readdirSync(kept).length : 0);
  const child = spawn(process.execPath, [program, ...args, '--threads', '1', '--out', out]);
  let over = false;
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => {
      over = true;
      resolve();
    });
  });
  while (!over && done() < pieces) await new Promise((resolve) => setTimeout(resolve, 10));
  child.kill('SIGKILL');
  await ended;
  assert.ok(!existsSync(out), 'it was over before it could be killed');
  assert.ok(done() >= pieces);
}
