import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../test/oracle.py', import.meta.url));

/** What is to be judged and run. */
export interface OracleRequest {
  readonly file: string;
  /** s */
  readonly duration: number;
  readonly steps: number;
  readonly select: readonly string[];
}

/** What libSBML finds wrong and what libRoadRunner computes, value by value from 0 to the duration. */
export interface OracleAnswer {
  readonly problems: readonly string[];
  readonly courses: Readonly<Record<string, readonly number[]>>;
}

/** Asks the oracles; undefined where they are not installed, which is a failure where nothing may be skipped. */
export function askOracle(request: OracleRequest): OracleAnswer | undefined {
  const python = process.env.PYTHON ?? 'python3';
  const probe = spawnSync(python, ['-c', 'import libsbml, roadrunner'], { encoding: 'utf8' });
  if (probe.status !== 0) {
    if (process.env.REQUIRE_ALL === '1') assert.fail(`libSBML and libRoadRunner are missing: ${probe.stderr}`);
    return undefined;
  }
  const run = spawnSync(python, [script], { input: JSON.stringify(request), encoding: 'utf8', maxBuffer: 1e8 });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout.trim().split('\n').pop() ?? '');
}
