import type { Stream } from '@invadolab/core';

const resolution = 1 / 4294967296;

/** Uniform numbers in (0, 1) of 32 bits, made in bulk: half the cost of one at a time, and fine enough to count firings. */
export class Uniforms {
  readonly #words = new Uint32Array(32);
  #next = 32;
  #stream: Stream | undefined;

  /** Goes on with the words of `stream` from where it stands. */
  from(stream: Stream): void {
    this.#stream = stream;
    this.#next = this.#words.length;
  }

  next(): number {
    if (this.#next === this.#words.length) {
      this.#stream?.words(this.#words);
      this.#next = 0;
    }
    return (this.#words[this.#next++] + 0.5) * resolution;
  }
}
