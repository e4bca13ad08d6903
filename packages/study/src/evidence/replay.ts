import { canonicalJson, sha256Hex } from '@invadolab/core';
import type { Store } from '@invadolab/results';
import { type Job, valuesIn } from './jobs.js';
import type { ArmPrediction, Moments } from './prediction.js';

/** How jobs are worked off. */
export interface ReplayOptions {
  readonly cellsPerDraw: number;
  /** Where finished pieces are kept, so that an interrupted run goes on. */
  readonly store: Store;
  /** Pieces worked on at a time. */
  readonly lanes: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Sets of parameters, as factors on the catalogue's values, that are simulated on the same cells. */
export interface Batch {
  readonly draws: readonly ReadonlyMap<string, number>[];
  readonly seed: number;
}

/** What was predicted for one job: per draw, measures at their times. */
export type Predicted = readonly ReadonlyMap<string, readonly Moments[]>[];

/** Draws per piece of work. */
const drawsPerPiece = 10;

interface Piece {
  readonly job: Job;
  readonly batch: Batch;
  readonly name: string;
}

/** The draws of an ensemble in batches, each with cells of its own. */
export function batchesOf(draws: Batch['draws'], seed: number): readonly Batch[] {
  return Array.from({ length: Math.ceil(draws.length / drawsPerPiece) }, (_, piece) => {
    const first = piece * drawsPerPiece;
    return { draws: draws.slice(first, first + drawsPerPiece), seed: (seed + first) % 4_294_967_296 };
  });
}

/** Simulates every job under every draw, piece by piece, and keeps what is done. By job key, draws in the order of the batches. */
export async function replay(
  jobs: readonly Job[],
  batches: readonly Batch[],
  options: ReplayOptions,
): Promise<ReadonlyMap<string, Predicted>> {
  const { store, lanes, signal, onProgress } = options;
  const pieces = jobs.flatMap((job) => batches.map((batch) => ({ job, batch, name: nameOf(job, batch, options) })));
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
function nameOf({ key, study, predictor }: Job, { draws, seed }: Batch, { cellsPerDraw }: ReplayOptions): string {
  const cells = Math.min(cellsPerDraw, predictor.mostCells ?? cellsPerDraw);
  const identity = { job: key, measures: study.measure, draws: draws.map((draw) => [...draw]), cells, seed };
  return `pieces/${sha256Hex(canonicalJson(identity)).slice(0, 32)}.json`;
}

async function predicted({ job, batch }: Piece, { cellsPerDraw }: ReplayOptions): Promise<Predicted> {
  const { study, model, arm, predictor } = job;
  const draws = batch.draws.map((factors) => valuesIn(model, factors));
  const cells = Math.min(cellsPerDraw, predictor.mostCells ?? cellsPerDraw);
  const request = { study, draws, cellsPerDraw: cells, seed: batch.seed };
  const answers = (await predictor.predict(request)).filter((each) => each.arm === arm);
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
