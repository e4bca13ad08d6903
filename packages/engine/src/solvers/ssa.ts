import type { Stream } from '@invadolab/core';
import type { SsaKernel } from '../generate/ssa.js';
import { exponentials } from './exponentials.js';

/** Events after which sums are taken anew, so that rounding in their updates cannot build up. */
const refreshEvery = 4096;
/** Where the total has fallen below this share of its largest value since, sums are taken anew as well. */
const refreshBelow = 1e-6;
const largestBatch = 256;

/**
 * Exact stochastic simulation by the direct method (Gillespie, J. Phys. Chem. 81 (1977) 2340) with sums over blocks of
 * reactions and only the affected propensities updated (Gibson & Bruck, J. Phys. Chem. A 104 (2000) 1876).
 * Two random words per event, drawn in bulk.
 */
export class DirectMethod {
  /** Why the last advance failed, as a sentence that says the cure. */
  failure: string | undefined;
  /** Events since creation. */
  events = 0;
  readonly #kernel: SsaKernel;
  readonly #mostEvents: number;
  readonly #words = new Uint32Array(2 * largestBatch);
  readonly #views: readonly Uint32Array[];
  readonly #waits = new Float64Array(largestBatch);
  readonly #choices = new Float64Array(largestBatch);

  /** `mostEvents`: how many one advance may take before it counts as failed. */
  constructor(kernel: SsaKernel, mostEvents = 200_000_000) {
    this.#kernel = kernel;
    this.#mostEvents = mostEvents;
    this.#views = [4, 8, 16, 32, 64, 128, 256].map((events) => this.#words.subarray(0, 2 * events));
  }

  /**
   * Advances `y` in place from t0 to t1 after `kernel.prepare`, with words of `stream` from where it stands; fractions
   * of molecules stay as they are. Rates that read the time or fields are frozen meanwhile: exact only where there are
   * none. Returns false after a failure.
   */
  advance(y: Float64Array, t0: number, t1: number, stream: Stream): boolean {
    const kernel = this.#kernel;
    const { x, propensities, fire } = kernel;
    const waits = this.#waits;
    const choices = this.#choices;
    this.failure = undefined;
    for (let i = 0; i < x.length; i += 1) x[i] = Math.floor(y[i]);
    let total = kernel.refresh();
    let largest = total;
    let t = t0;
    let view = 0;
    let next = 0;
    let ready = 0;
    let count = 0;
    for (; total > 0 && total < Infinity && count < this.#mostEvents; count += 1) {
      if (next === ready) {
        ready = this.#draw(view, stream);
        view = Math.min(view + 1, this.#views.length - 1);
        next = 0;
      }
      t += waits[next] / total;
      if (t >= t1) break;
      const reaction = choose(kernel, choices[next] * total);
      next += 1;
      // Rounding in the sums can point at a reaction that cannot happen: then nothing does, and sums are taken anew.
      if (propensities[reaction] > 0) total = fire[reaction]();
      else total = kernel.refresh();
      if (total > largest) largest = total;
      else if (total < refreshBelow * largest || count % refreshEvery === refreshEvery - 1) {
        total = kernel.refresh();
        largest = total;
      }
    }
    for (let i = 0; i < x.length; i += 1) y[i] = x[i] + (y[i] - Math.floor(y[i]));
    this.events += count;
    if (!(total >= 0 && total < Infinity)) {
      this.failure = `a rate is negative, infinite or not a number near t = ${t} s: check the rate laws at small whole numbers`;
      return false;
    }
    if (count < this.#mostEvents) return true;
    this.failure = `more than ${this.#mostEvents} events before t = ${t} s: use solver tau or ode for this place, or limit what grows`;
    return false;
  }

  /** Next batch: unit exponential waiting times, and positions in [0, 1) that say which reaction it is. */
  #draw(view: number, stream: Stream): number {
    const words = this.#views[view];
    stream.words(words);
    const events = words.length >> 1;
    exponentials(words, this.#waits, this.#choices);
    return events;
  }
}

/** The reaction at position `rest` along the propensities laid end to end, by blocks first. */
export function choose({ propensities, blocks, blockSize }: SsaKernel, rest: number): number {
  const lastBlock = blocks.length - 1;
  let left = rest;
  let block = 0;
  while (block < lastBlock && left >= blocks[block]) left -= blocks[block++];
  let reaction = block * blockSize;
  const end = Math.min(reaction + blockSize, propensities.length) - 1;
  while (reaction < end && left >= propensities[reaction]) left -= propensities[reaction++];
  return reaction;
}
