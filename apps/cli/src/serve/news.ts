import { Refusal } from './refusal.js';
import type { ListedResult } from './results.js';

interface Listener {
  tell(text: string): void;
  end(): void;
}

/** How many may listen, and how often there is a look and a sign of life (ms). */
export interface NewsLimits {
  readonly listeners: number;
  readonly lookEvery: number;
  readonly beatEvery: number;
}

/** Tells pages, as server-sent events, when the list of results changes. Looks only while somebody listens. */
export class News {
  readonly #listeners = new Set<Listener>();
  /** As it was told last; empty before the first listener has the list. */
  #last = '';
  #looking: NodeJS.Timeout | undefined;
  #beating: NodeJS.Timeout | undefined;

  constructor(
    readonly look: () => Promise<readonly ListedResult[]>,
    readonly limits: NewsLimits,
  ) {}

  /** A new listener's stream, which begins with the list as it is. Refuses more than the limit. */
  async listen(): Promise<ReadableStream<Uint8Array>> {
    if (this.#listeners.size >= this.limits.listeners) {
      const expected = `at most ${this.limits.listeners} pages`;
      throw new Refusal(429, 'too many pages listen', { expected }, { 'Retry-After': '10' });
    }
    const { listener, stream } = openListener(() => this.#leave(listener));
    this.#listeners.add(listener);
    this.#start();
    try {
      const now = JSON.stringify({ results: await this.look() });
      this.#last ||= now;
      listener.tell(eventOf(now));
    } catch (error) {
      listener.end();
      throw error;
    }
    return stream;
  }

  /** Ends all streams. */
  close(): void {
    for (const listener of [...this.#listeners]) listener.end();
  }

  #leave(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    clearInterval(this.#looking);
    clearInterval(this.#beating);
    this.#looking = undefined;
  }

  #start(): void {
    if (this.#looking !== undefined) return;
    this.#last = '';
    // A look that fails, in a folder that is being moved, is made up for by the next.
    this.#looking = setInterval(() => this.#tellNews().catch(() => undefined), this.limits.lookEvery);
    this.#beating = setInterval(() => this.#tellAll(': still here\n\n'), this.limits.beatEvery);
  }

  async #tellNews(): Promise<void> {
    const now = JSON.stringify({ results: await this.look() });
    if (this.#last === '' || now === this.#last) return;
    this.#last = now;
    this.#tellAll(eventOf(now));
  }

  #tellAll(text: string): void {
    for (const listener of [...this.#listeners]) listener.tell(text);
  }
}

function eventOf(data: string): string {
  return `event: results\ndata: ${data}\n\n`;
}

/** Pieces that may wait for a page before it is given up. */
const patience = 32;

function openListener(left: () => void): { readonly listener: Listener; readonly stream: ReadableStream<Uint8Array> } {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>(
    {
      start(own) {
        controller = own;
      },
      cancel() {
        controller = undefined;
        left();
      },
    },
    { highWaterMark: patience },
  );
  const end = () => {
    controller?.close();
    controller = undefined;
    left();
  };
  const tell = (text: string) => {
    if ((controller?.desiredSize ?? 0) <= 0) return end();
    controller?.enqueue(new TextEncoder().encode(text));
  };
  return { listener: { tell, end }, stream };
}
