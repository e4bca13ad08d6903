import { transfer } from 'comlink';
import { useSyncExternalStore } from 'react';
import { heard, laboratory } from '../../laboratory/laboratory.js';
import type {
  BroughtFile,
  MeasureChoices,
  MeasuredBatch,
  MeasureNews,
  OpenedImage,
} from '../../worker/calls/quantify.js';
import { type Problem, problemOf } from '../../worker/problem.js';

/** What a measurement still has to be told. */
export type Missing = 'channels' | 'pixel' | 'plane';

/** Images on the bench, from the moment they are brought to their tables. */
export interface BenchState {
  readonly phase: 'empty' | 'opening' | 'ready' | 'measuring' | 'done' | 'failed';
  /** The picture of the simulator, not a person's own. */
  readonly example: boolean;
  readonly images: readonly OpenedImage[];
  readonly choices: MeasureChoices;
  readonly news?: MeasureNews;
  /** Stays until others are measured. */
  readonly batch?: MeasuredBatch;
  readonly problem?: Problem;
}

const empty: BenchState = { phase: 'empty', example: false, images: [], choices: {} };
const absent = { news: undefined, batch: undefined, problem: undefined };

/** The bench of the page. It keeps its images while somebody is in another room. */
class BenchSession {
  #state = empty;
  /** Counts what was begun: what a later one ended has nothing to say any more. */
  #turn = 0;
  readonly #listeners = new Set<() => void>();

  get state(): BenchState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Puts the picture of the simulator there, unless something is there already. */
  async openExample(again = false): Promise<void> {
    if (this.#state.phase !== 'empty' && !again) return;
    await this.#begin({ example: true }, async () => [await laboratory().exampleImage()]);
  }

  /** Takes in files of a person. */
  async bring(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    await this.#begin({ example: false }, () => Promise.all(files.map(broughtFile)));
  }

  /** Chooses something else; measured is only when somebody asks for it. */
  choose(part: Partial<MeasureChoices>): void {
    const { phase } = this.#state;
    this.#change({ choices: { ...this.#state.choices, ...part }, phase: phase === 'measuring' ? phase : 'ready' });
  }

  async measure(): Promise<void> {
    const { choices } = this.#state;
    this.#change({ phase: 'measuring', news: undefined, problem: undefined });
    await this.#follow(async (tell) => {
      const batch = await laboratory().measureImages(
        choices,
        heard((news: MeasureNews) => tell({ news })),
      );
      tell({ phase: 'done', batch });
    });
  }

  async stop(): Promise<void> {
    await laboratory().stopMeasuring();
  }

  async #begin(part: Pick<BenchState, 'example'>, read: () => Promise<readonly BroughtFile[]>): Promise<void> {
    this.#change({ ...absent, ...empty, ...part, phase: 'opening' });
    const ready = await this.#follow(async (tell) => {
      const files = await read();
      const buffers = files.map(({ bytes }) => bytes.buffer);
      tell({ images: await laboratory().openImages(transfer([...files], buffers)), phase: 'ready' });
    });
    if (ready && missingOf(this.#state).length === 0) await this.measure();
  }

  /** Does something that a later one may overtake; true where it came to its end and none did. */
  async #follow(work: (tell: (part: Partial<BenchState>) => void) => Promise<void>): Promise<boolean> {
    const turn = ++this.#turn;
    const tell = (part: Partial<BenchState>) => turn === this.#turn && this.#change(part);
    try {
      await work(tell);
      return turn === this.#turn;
    } catch (error) {
      const problem = problemOf(error);
      tell(problem.aborted ? { phase: 'ready' } : { phase: 'failed', problem });
      return false;
    }
  }

  #change(part: Partial<BenchState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}

const session = new BenchSession();

/** The bench and how it stands. */
export function useBench(): { readonly session: BenchSession; readonly bench: BenchState } {
  return { session, bench: useSyncExternalStore(session.subscribe, () => session.state) };
}

export type { BenchSession };

/** What neither the files nor the person say, so that nothing can be measured. */
export function missingOf({ images, choices }: Pick<BenchState, 'images' | 'choices'>): readonly Missing[] {
  const readable = images.filter(({ problem }) => problem === undefined);
  const missing: Missing[] = [];
  const told = (roles: MeasureChoices['roles']) => roles?.actin !== undefined || roles?.film !== undefined;
  if (readable.some(({ roles }) => !told(choices.roles ?? roles))) missing.push('channels');
  if (choices.pixel === undefined && readable.some(({ pixel }) => pixel === undefined)) missing.push('pixel');
  if (choices.plane === undefined && readable.some(({ planes }) => planes > 1)) missing.push('plane');
  return missing;
}

/** Reads a file of the disk into memory. */
export async function broughtFile(file: File): Promise<BroughtFile> {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
