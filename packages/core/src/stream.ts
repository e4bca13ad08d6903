import { exp } from './functions/exp.js';
import { log } from './functions/log.js';
import { normalQuantile } from './functions/normal-quantile.js';
import { sha256Hex } from './hash.js';
import { philox4x32 } from './philox.js';
import { philoxBlocks } from './philox-bulk.js';
import { wasmPhiloxBlocks } from './philox-wasm.js';
import { poissonByRejection } from './poisson.js';

const TWO_32 = 4294967296;
const TWO_26 = 67108864;
const TWO_MINUS_52 = 2.220446049250313e-16;
const INVERSION_BELOW = 12;

/** The quickest kind there is; both have the same words. */
const blocks = wasmPhiloxBlocks() ?? philoxBlocks;

/** Many cells in turn ask for the same keys, and hashing them costs a tenth of a short cell in the reduced form. */
const keys = new Map<string, Uint32Array>();
const keptKeys = 4096;

function keyOf(address: string): Uint32Array {
  let key = keys.get(address);
  if (key === undefined) {
    const digest = sha256Hex(address);
    key = Uint32Array.of(Number.parseInt(digest.slice(0, 8), 16), Number.parseInt(digest.slice(8, 16), 16));
    if (keys.size === keptKeys) keys.clear();
    keys.set(address, key);
  }
  return key;
}

/**
 * Random numbers by address instead of by turn: what is drawn depends on (seed, purpose, replicate, place, tick, draw)
 * and on nothing that happened before, so threads, batches, chunks and resuming cannot change it.
 *
 * Packing: the Philox key is the first 64 bits of SHA-256 of `seed/purpose`. One block with the counter
 * (replicate low, high, place low, high) gives four words, different for every (replicate, place): two become the key and
 * two the upper counter words of the draws there; the lower words are the tick and the number of the block. As Philox is
 * a bijection for each key, no two addresses of one seed and purpose share a key and a counter.
 * `docs/decisions/0002` has the reasons.
 */
export class Stream {
  private readonly baseKey: Uint32Array;
  private readonly key = new Uint32Array(2);
  private readonly counter = new Uint32Array(4);
  private readonly block = new Uint32Array(4);
  private replicate = -1;
  private place = -1;
  /** 0: the block is spent; 2: its second half is unused. */
  private unused = 0;

  /** `seed`: a whole number from 0 to 2^53 - 1. `purpose`: what the numbers are for, such as `founding`. */
  constructor(seed: number, purpose: string) {
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new RangeError(`a seed is a whole number from 0 to 2^53 - 1, not ${seed}`);
    this.baseKey = keyOf(`${seed}/${purpose}`);
    this.at(0, 0, 0);
  }

  /**
   * Goes to the first draw of an address and returns the stream itself. `replicate` and `place` are whole numbers below
   * 2^53, `tick` below 2^32; throws `RangeError` for others.
   */
  at(replicate: number, place: number, tick: number): this {
    if (replicate !== this.replicate || place !== this.place) this.moveTo(replicate, place);
    if (!(tick >= 0 && tick < TWO_32)) throw new RangeError(`a tick is a whole number from 0 to 2^32 - 1, not ${tick}`);
    this.counter[0] = 0;
    this.counter[1] = tick;
    this.unused = 0;
    return this;
  }

  /** In (0, 1), never 0 or 1: an odd multiple of 2^-53. */
  uniform(): number {
    const { block } = this;
    if (this.unused === 0) {
      philox4x32(this.counter, this.key, block);
      this.counter[0]++;
      this.unused = 2;
      return ((block[0] >>> 6) * TWO_26 + (block[1] >>> 6) + 0.5) * TWO_MINUS_52;
    }
    this.unused = 0;
    return ((block[2] >>> 6) * TWO_26 + (block[3] >>> 6) + 0.5) * TWO_MINUS_52;
  }

  /**
   * Fills `words` (a multiple of 8 of them) with whole random 32-bit words, for kernels that draw in bulk: block after
   * block from the next unused one, so that any split into calls gives the same words.
   */
  words(words: Uint32Array): void {
    blocks(this.counter, this.key, words);
    this.counter[0] += words.length >> 2;
    this.unused = 0;
  }

  /** Standard normal, from one uniform number, so that paired arms get the same quantile. */
  normal(): number {
    return normalQuantile(this.uniform());
  }

  /** Exponential with mean 1. */
  exponential(): number {
    return -log(this.uniform());
  }

  /** A whole number from 0 to `n - 1`, for n up to 2^32; the bias is below n 2^-52. */
  integer(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /**
   * Poisson distributed whole number; 0 for a mean of 0. Inversion of one uniform number below a mean of 12, the
   * transformed rejection of Hörmann (1993) above. Throws `RangeError` for a mean that is negative, infinite or NaN.
   */
  poisson(mean: number): number {
    if (!(mean >= 0 && mean < Number.POSITIVE_INFINITY)) throw new RangeError(`a Poisson mean cannot be ${mean}`);
    if (mean === 0) return 0;
    return mean < INVERSION_BELOW ? this.poissonByInversion(mean) : poissonByRejection(mean, this);
  }

  private poissonByInversion(mean: number): number {
    let left = this.uniform();
    let probability = exp(-mean);
    let count = 0;
    while (left > probability && probability > 0) {
      left -= probability;
      count++;
      probability *= mean / count;
    }
    return count;
  }

  private moveTo(replicate: number, place: number): void {
    if (!Number.isSafeInteger(replicate) || replicate < 0 || !Number.isSafeInteger(place) || place < 0) {
      throw new RangeError(
        `a replicate and a place are whole numbers from 0 to 2^53 - 1, not ${replicate} and ${place}`,
      );
    }
    const { block, counter, key } = this;
    counter[0] = replicate;
    counter[1] = replicate / TWO_32;
    counter[2] = place;
    counter[3] = place / TWO_32;
    philox4x32(counter, this.baseKey, block);
    key[0] = block[0];
    key[1] = block[1];
    counter[2] = block[2];
    counter[3] = block[3];
    this.replicate = replicate;
    this.place = place;
  }
}
