import { assays } from '@invadolab/assays';
import { BadInput, isBadInput } from '@invadolab/core';
import { completePlan, type Stage } from '@invadolab/laboratory';
import type { ReportInput } from '@invadolab/report';
import { type MeasureRow, resultNames, type Store } from '@invadolab/results';
import { decodeShard, type ParseOptions } from '@invadolab/study';
import { strToU8, type UnzipFileInfo, unzipSync, zipSync } from 'fflate';
import { version } from '../../../package.json';
import { answerOf, type RunAnswer } from '../answer.js';
import type { Context } from '../context.js';
import { engineOf } from '../engines.js';
import type { RunEntry } from '../run-store.js';
import { shipped } from '../shipped.js';
import { planned, type StudyRequest } from './study.js';

/** What a page is told while a run is on its way. */
export type RunNews =
  | { readonly kind: 'begun'; readonly id: string }
  | { readonly kind: 'progress'; readonly stage: Stage; readonly done: number; readonly total: number }
  /** Rows of a piece of work that was just finished, for plots that grow. */
  | { readonly kind: 'rows'; readonly measures: readonly MeasureRow[] };

/** Calls about runs: begun, gone on with, opened, kept and shared. */
export function runCalls(context: Context) {
  const { archive, pool, now, work } = context;
  const running = work.runs;

  async function complete(entry: RunEntry, news: (news: RunNews) => void): Promise<string> {
    const { id } = entry;
    const controller = new AbortController();
    work.timing?.abort();
    running.set(id, controller);
    news({ kind: 'begun', id });
    try {
      const plan = await planned(context, requestOf(entry));
      if (plan.hash !== entry.plan) throw new Error('the program changed since this run began; run the study again');
      await completePlan({
        file: studyFile,
        plan,
        catalog: await context.catalog,
        shipped,
        pool,
        store: told(archive.files(id), news),
        engineOf,
        version,
        now,
        signal: controller.signal,
        onProgress: (stage, done, total) => news({ kind: 'progress', stage, done, total }),
      });
      await archive.save({ ...entry, state: 'done' });
      return id;
    } finally {
      running.delete(id);
    }
  }

  return {
    /** Runs a study to its end and gives the id under which the browser keeps it. Rejects when it is cancelled or the study is not in order. */
    async run(request: StudyRequest, news: (news: RunNews) => void): Promise<string> {
      const plan = await planned(context, request);
      const { quick = false, seed } = request.options ?? {};
      const entry: RunEntry = {
        id: crypto.randomUUID(),
        study: plan.study.study,
        assay: plan.study.assay,
        state: 'unfinished',
        begun: Date.now(),
        text: request.text,
        quick,
        seed,
        plan: plan.hash,
      };
      await archive.files(entry.id).put(resultNames.study, strToU8(request.text));
      await archive.save(entry);
      return complete(entry, news);
    },

    /** Goes on with a run that a reload or a cancellation left unfinished. */
    async goOnWith(id: string, news: (news: RunNews) => void): Promise<string> {
      const entry = await entryOf(id);
      return entry.state === 'done' ? id : complete(entry, news);
    },

    /** Nothing more is begun until `goOn`. */
    async pause(): Promise<void> {
      pool.pause();
    },

    async goOn(): Promise<void> {
      pool.goOn();
    },

    /** Stops a run at once; what was finished is kept, and `goOnWith` takes it from there. */
    async cancel(id: string): Promise<void> {
      pool.goOn();
      running.get(id)?.abort();
    },

    /** The latest first; `running` ones are on their way in this page. */
    async runs(): Promise<readonly (RunEntry & { readonly running: boolean; readonly assayTitle: string })[]> {
      return (await archive.list()).map((entry) => ({
        ...entry,
        running: running.has(entry.id),
        assayTitle: assays[entry.assay]?.title ?? entry.assay,
      }));
    },

    /** What the list says of one run; undefined where it is not kept any more. */
    async entry(id: string): Promise<RunEntry | undefined> {
      return archive.entry(id);
    },

    async removeRun(id: string): Promise<void> {
      running.get(id)?.abort();
      await archive.remove(id);
    },

    /** What a finished run says. */
    async answer(id: string): Promise<RunAnswer> {
      return answerOf(await inputOf(archive.files(id)));
    },

    /** Names of all files of a run. */
    async fileNames(id: string): Promise<readonly string[]> {
      return archive.files(id).list('');
    },

    async file(id: string, name: string): Promise<Uint8Array | undefined> {
      return archive.files(id).get(name);
    },

    /** The result folder of a run as a zip, the same files as the command line leaves. */
    async bundle(id: string): Promise<Uint8Array> {
      const files = archive.files(id);
      const entries: Record<string, Uint8Array> = {};
      for (const name of await files.list('')) entries[name] = (await files.get(name)) as Uint8Array;
      return zipSync(entries, { level: 6 });
    },

    /** Takes in a result folder that came as a zip or from the command line. Throws `BadInput` where it is none. */
    async takeIn(files: Readonly<Record<string, Uint8Array>>): Promise<string> {
      const id = crypto.randomUUID();
      const store = archive.files(id);
      for (const [name, bytes] of Object.entries(files)) await store.put(name, bytes);
      try {
        const { manifest } = await inputOf(store);
        const text = files[resultNames.study] ? new TextDecoder().decode(files[resultNames.study]) : '';
        await archive.save({
          id,
          study: manifest.study,
          assay: manifest.assay,
          state: 'done',
          begun: Date.now(),
          text,
          quick: false,
          seed: manifest.seed,
          plan: manifest.hashes.study,
        });
        return id;
      } catch (error) {
        await archive.remove(id);
        throw error;
      }
    },

    /** The same from the bytes of a zip. */
    async takeInZip(bytes: Uint8Array): Promise<string> {
      return this.takeIn(withoutFolder(unzipped(bytes)));
    },
  };

  async function entryOf(id: string): Promise<RunEntry> {
    const entry = await archive.entry(id);
    if (entry === undefined) throw new Error('this run is not kept in this browser any more');
    return entry;
  }
}

const studyFile = 'study.yaml';

function requestOf({ text, quick, seed }: RunEntry): StudyRequest {
  const options: ParseOptions = { quick, seed };
  return { text, file: studyFile, options };
}

async function inputOf(store: Store): Promise<ReportInput> {
  const { reportInput } = await import('@invadolab/report');
  return reportInput(store);
}

/** The store, and what each finished piece of work measured is told as soon as it is kept. */
function told(store: Store, news: (news: RunNews) => void): Store {
  return {
    ...store,
    async put(name, bytes) {
      await store.put(name, bytes);
      // Pieces of the studies below a study of bodies lie in folders of their own, and are none of its rows.
      if (!/^shards\/[^/]+\.shard$/.test(name)) return;
      news({ kind: 'rows', measures: decodeShard(bytes).measures });
    },
  };
}

/** Bytes that a zip may unpack to: more would fill the memory of the page. */
const largestBundle = 2_000_000_000;

function unzipped(bytes: Uint8Array): Record<string, Uint8Array> {
  let size = 0;
  const filter = ({ name, originalSize }: UnzipFileInfo) => {
    size += originalSize;
    if (size > largestBundle)
      throw new BadInput('this zip unpacks to too much', { found: name, expected: 'at most 2 GB in all' });
    return true;
  };
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (isBadInput(error)) throw error;
    throw new BadInput('this file is no zip that can be read', {
      expected: 'a zip of a result, as the laboratory gives it',
    });
  }
}

/** A zip may hold the folder or its files. */
function withoutFolder(files: Record<string, Uint8Array>): Record<string, Uint8Array> {
  const names = Object.keys(files).filter((name) => !name.endsWith('/'));
  const manifest = names.find((name) => name.split('/').at(-1) === resultNames.manifest);
  if (manifest === undefined)
    throw new BadInput('this zip holds no result', {
      found: names.slice(0, 5).join(', ') || 'nothing',
      expected: `a result folder with its ${resultNames.manifest}`,
    });
  const folder = manifest.slice(0, manifest.length - resultNames.manifest.length);
  return Object.fromEntries(
    names.filter((name) => name.startsWith(folder)).map((name) => [name.slice(folder.length), files[name]]),
  );
}
