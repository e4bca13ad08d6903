import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { WorkerPool } from '@invadolab/engine';
import { SerialPool } from '@invadolab/engine';
import type { Catalog } from '@invadolab/model';
import { drawPerformer, performer, predictor } from '@invadolab/study';
import { engineOf } from '../src/engines.js';
import type { Environment } from '../src/environment.js';
import { layOver, loadCatalog } from '../src/library.js';
import { runCommandLine } from '../src/program.js';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

let shipped: Promise<Catalog> | undefined;

/** The shipped catalogue, read once for all tests of a file. */
export function shippedCatalog(): Promise<Catalog> {
  shipped ??= loadCatalog();
  return shipped;
}

/** Runs a command line in this process, in one thread, with a clock that counts. */
export async function invadolab(args: readonly string[], changes: Partial<Environment> = {}): Promise<Ended> {
  let out = '';
  let err = '';
  let ticks = 0;
  const environment: Environment = {
    terminal: {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      live: false,
    },
    version: '0.0.0-test',
    now: () => ticks++,
    memory: 8e9,
    threads: 1,
    openPool: (): WorkerPool =>
      new SerialPool({ perform: performer(engineOf), predict: predictor(), runSets: drawPerformer(engineOf) }),
    async catalog(overlay) {
      const catalog = await shippedCatalog();
      return overlay === undefined ? catalog : layOver(catalog, overlay);
    },
    interrupted: new AbortController().signal,
    ...changes,
  };
  return { code: await runCommandLine(args, environment), out, err };
}

/** A folder with these files, gone after `work`. */
export async function withFiles<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'invadolab-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A real study, small enough to run in seconds. */
export const tinyStudy = `format: 1
study: Does dasatinib change anything in ten minutes?
assay: gelatin
cell: MDA-MB-231
matrix: {kind: gelatin, thickness: 50 nm}
environment: {oxygen: 21 %, serum: 10 %}
timepoints: [10 min]
experiments: 2
cells: 2
seed: 7
control: vehicle
controls: false
arms:
  vehicle: {drugs: [{name: DMSO}]}
  dasatinib: {drugs: [{name: dasatinib, free: 8.6 nM}]}
  dose: {drugs: [{name: dasatinib, nominal: [1, 300] nM}]}
  tks5-kd: {knockdown: {TKS5: 90 %}}
measure: [invadopodia.count, matrix.degraded_area]
uncertainty: {assumptions: false}
`;

/** The same with two models only, where it has to run. */
export const shortStudy = tinyStudy.replace(/ {2}(dose|dasatinib): .*\n/g, '').replace('cells: 2', 'cells: 1');
