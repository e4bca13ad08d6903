import { canonicalJson, sha256Hex } from '@invadolab/core';
import type { Store } from '@invadolab/results';
import type { Ensemble } from './ensemble.js';
import { type Job, valuesIn } from './jobs.js';
import type { ArmPrediction, Moments } from './prediction.js';

/** How the jobs of a validation are worked off. */
export interface ReplayOptions {
  readonly ensemble: Ensemble;
  readonly cellsPerDraw: number;
  readonly seed: number;
  /** Where finished pieces are kept, so that an interrupted run goes on. */
  readonly store: Store;
  /** Pieces worked on at a time. */
  readonly lanes: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What was predicted for one job: per draw, measures at their times. */
export type Predicted = readonly ReadonlyMap<string, readonly Moments[]>[];

/** Draws per piece of work. */
const drawsPerPiece = 10;

interface Piece {
  readonly job: Job;
  readonly first: number;
  readonly name: string;
}

/** Simulates every job under every draw, piece by piece, and keeps what is done. By job key. */
export async function replay(jobs: readonly Job[], options: ReplayOptions): Promise<ReadonlyMap<string, Predicted>> {
  const { store, lanes, signal, onProgress } = options;
  const pieces = jobs.flatMap((job) => piecesOf(job, options));
  const finished = new Set(await store.list('pieces/'));
  const left = pieces.filter(({ name }) => !finished.has(name));
  let done = pieces.length - left.length;
  onProgress?.(done, pieces.length);
  const queue = left[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: Math.min(lanes, left.length) }, async () => {
      for (const piece of queue) {
        signal?.throwIfAborted();
        await store.put(piece.name, encode(await predicted(piece, options)));
        onProgress?.(++done, pieces.length);
      }
    }),
  );
  const results = new Map<string, Predicted>();
  for (const { job, name } of pieces) {
    const bytes = await store.get(name);
    if (!bytes) throw new Error(`${name} is missing`);
    results.set(job.key, [...(results.get(job.key) ?? []), ...decode(bytes)]);
  }
  return results;
}

/** The name holds all that the piece depends on, so that no other run's can be taken for it. */
function piecesOf(job: Job, { ensemble, cellsPerDraw, seed }: ReplayOptions): readonly Piece[] {
  const firsts = Array.from({ length: Math.ceil(ensemble.draws.length / drawsPerPiece) }, (_, i) => i * drawsPerPiece);
  const measures = job.study.measure;
  return firsts.map((first) => {
    const draws = ensemble.draws.slice(first, first + drawsPerPiece).map((draw) => [...draw]);
    const name = sha256Hex(canonicalJson({ job: job.key, measures, draws, first, cellsPerDraw, seed }));
    return { job, first, name: `pieces/${name.slice(0, 32)}.json` };
  });
}

async function predicted({ job, first }: Piece, options: ReplayOptions): Promise<Predicted> {
  const { ensemble, cellsPerDraw, seed } = options;
  const draws = ensemble.draws.slice(first, first + drawsPerPiece).map((factors) => valuesIn(job.model, factors));
  // Each piece has cells of its own, the same in every arm.
  const request = { study: job.study, draws, cellsPerDraw, seed: (seed + first) % 4_294_967_296 };
  const answers = (await job.predictor.predict(request)).filter(({ arm }) => arm === job.arm);
  return draws.map((_, draw) => answerOf(answers, draw));
}

function answerOf(answers: readonly ArmPrediction[], draw: number): ReadonlyMap<string, readonly Moments[]> {
  return answers.find((each) => each.draw === draw)?.measures ?? new Map();
}

function encode(piece: Predicted): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(piece.map((draw) => [...draw])));
}

function decode(bytes: Uint8Array): Predicted {
  const draws: [string, Moments[]][][] = JSON.parse(new TextDecoder().decode(bytes));
  return draws.map((entries) => new Map(entries));
}
