import { BadInput } from '@invadolab/core';
import { completeDrugScreen, drugScreenSeconds } from '@invadolab/laboratory';
import { type DrugScreenRecord, drugScreenNames } from '@invadolab/results';
import { type DrugScreenSubject, drugScreenHash, parseDrugScreen, parseEnsemble, type Stage } from '@invadolab/study';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { version } from '../../../package.json';
import type { Context } from '../context.js';
import { type DrugFacts, drugFacts } from '../drug-facts.js';
import { defaultEngine } from '../engines.js';
import { type Problem, problemOf } from '../problem.js';
import { RunArchive, type RunEntry } from '../run-store.js';
import { shipped } from '../shipped.js';

/** A screen file as it was given. */
export interface ScreenRequest {
  readonly text: string;
  readonly quick: boolean;
}

/** A screen that is in order, in numbers. */
export interface ScreenSummary {
  readonly title: string;
  readonly drugs: number;
  readonly listed: number;
  readonly contexts: number;
  readonly draws: number;
  /** s */
  readonly time: number;
}

/** What a page is told while a screen is on its way. */
export type ScreenNews =
  | { readonly kind: 'begun'; readonly id: string }
  | { readonly kind: 'progress'; readonly stage: Stage; readonly done: number; readonly total: number };

/** Calls about screens of drugs: checked, run, gone on with, opened, kept. */
export function screenCalls(context: Context) {
  // Screens are no runs of studies: they have a list of their own.
  const archive = new RunArchive('invadolab-screens');
  const { pool } = context;
  const running = new Map<string, AbortController>();

  async function subjectOf({ text, quick }: ScreenRequest): Promise<DrugScreenSubject> {
    const catalog = await context.catalog;
    const { screen, place } = parseDrugScreen(text, screenFile, catalog, { quick });
    const sets = await shipped.ensemble();
    if (sets === undefined) throw new Error('the calibrated parameter sets are missing; install invadolab again');
    const ensemble = parseEnsemble(sets, 'evidence/ensemble.json', catalog, screen.draws);
    return { screen, place, catalog, ensemble, engine: defaultEngine, version };
  }

  async function complete(entry: RunEntry, news: (news: ScreenNews) => void): Promise<string> {
    const { id } = entry;
    const controller = new AbortController();
    running.set(id, controller);
    news({ kind: 'begun', id });
    try {
      const subject = await subjectOf(entry);
      if (drugScreenHash(subject) !== entry.plan)
        throw new Error('the program changed since this screen began; run it again');
      const store = archive.files(id);
      await completeDrugScreen({
        ...subject,
        pool,
        store,
        signal: controller.signal,
        onProgress: (stage, done, total) => news({ kind: 'progress', stage, done, total }),
      });
      for (const name of await store.list('pieces/')) await store.remove(name);
      await archive.save({ ...entry, state: 'done' });
      return id;
    } finally {
      running.delete(id);
    }
  }

  return {
    /** Reads a screen file; what a person has to correct comes back as a problem with its line and column. */
    async checkScreen(
      request: ScreenRequest,
    ): Promise<{ readonly summary: ScreenSummary } | { readonly problem: Problem }> {
      try {
        const { screen } = await subjectOf(request);
        const { drugs, listed, cells, healthy, environments, draws, timepoint } = screen;
        const contexts = (cells.length + healthy.length) * environments.length;
        return {
          summary: {
            title: screen.screen,
            drugs: drugs.length,
            listed: listed.length,
            contexts,
            draws,
            time: timepoint,
          },
        };
      } catch (error) {
        return { problem: problemOf(error) };
      }
    },

    /** s that a screen will take on this machine, without what runs in the full form. */
    async screenCost(request: ScreenRequest): Promise<number> {
      return (await drugScreenSeconds(await subjectOf(request), pool, context.now)).seconds;
    },

    /** Runs a screen to its end and gives the id under which the browser keeps it. Rejects when it is cancelled or not in order. */
    async runScreen(request: ScreenRequest, news: (news: ScreenNews) => void): Promise<string> {
      const subject = await subjectOf(request);
      const entry: RunEntry = {
        id: crypto.randomUUID(),
        study: subject.screen.screen,
        assay: subject.screen.assay,
        state: 'unfinished',
        begun: Date.now(),
        text: request.text,
        quick: request.quick,
        plan: drugScreenHash(subject),
      };
      await archive.save(entry);
      return complete(entry, news);
    },

    /** Goes on with a screen that a reload or a cancellation left unfinished. */
    async goOnWithScreen(id: string, news: (news: ScreenNews) => void): Promise<string> {
      const entry = await archive.entry(id);
      if (entry === undefined) throw new Error('this screen is not kept in this browser any more');
      return entry.state === 'done' ? id : complete(entry, news);
    },

    /** Stops a screen at once; what was finished is kept. */
    async cancelScreen(id: string): Promise<void> {
      pool.goOn();
      running.get(id)?.abort();
    },

    /** All kept screens, the latest first. */
    async screens(): Promise<readonly (RunEntry & { readonly running: boolean })[]> {
      return (await archive.list()).map((entry) => ({ ...entry, running: running.has(entry.id) }));
    },

    async removeScreen(id: string): Promise<void> {
      running.get(id)?.abort();
      await archive.remove(id);
    },

    /** What a finished screen found. */
    async screenRecord(id: string): Promise<DrugScreenRecord> {
      return recordIn(await archive.files(id).get(drugScreenNames.record));
    },

    /** The files of a screen as a zip, the same as the command line leaves. */
    async screenBundle(id: string): Promise<Uint8Array> {
      const files = archive.files(id);
      const entries: Record<string, Uint8Array> = {};
      for (const name of Object.values(drugScreenNames)) {
        const bytes = await files.get(name);
        if (bytes !== undefined) entries[name] = bytes;
      }
      return zipSync(entries, { level: 6 });
    },

    /** Takes in the `screen.json` of a screen, or a zip of its folder. Throws `BadInput` for anything else. */
    async takeInScreen(name: string, bytes: Uint8Array): Promise<string> {
      const files = name.endsWith('.zip') ? filesIn(name, bytes) : { [drugScreenNames.record]: bytes };
      const record = recordIn(files[drugScreenNames.record], name);
      const id = crypto.randomUUID();
      const store = archive.files(id);
      for (const [each, content] of Object.entries(files)) await store.put(each, content);
      const { screen, assay, hash } = record;
      const entry = { id, study: screen, assay, text: '', quick: false, plan: hash } as const;
      await archive.save({ ...entry, state: 'done', begun: Date.now() });
      return id;
    },

    /** What the catalogue knows of every drug, by id. */
    async drugFacts(): Promise<Readonly<Record<string, DrugFacts>>> {
      return drugFacts(await context.catalog);
    },
  };
}

/** How messages call the file. */
const screenFile = 'screen.yaml';

function recordIn(bytes: Uint8Array | undefined, file: string = drugScreenNames.record): DrugScreenRecord {
  const expected = 'screen.json of a screen, or a zip of its folder';
  try {
    const found = JSON.parse(new TextDecoder().decode(bytes ?? strToU8('null')));
    if (found?.kind === 'invadolab screen' && found.format === 1) return found;
  } catch {
    // What is no JSON is no screen either.
  }
  throw new BadInput('this is no screen', { file, found: 'something else', expected });
}

/** A zip may hold the folder or its files; nothing but the files of a screen is taken. */
function filesIn(file: string, bytes: Uint8Array): Record<string, Uint8Array> {
  const wanted: readonly string[] = Object.values(drugScreenNames);
  const own = (name: string) => name.split('/').at(-1) ?? '';
  try {
    const found = unzipSync(bytes, {
      filter: ({ name, originalSize }) => wanted.includes(own(name)) && originalSize < largest,
    });
    return Object.fromEntries(Object.entries(found).map(([name, content]) => [own(name), content]));
  } catch {
    throw new BadInput('this zip cannot be read', { file, expected: 'a zip of the folder of a screen' });
  }
}

/** B */
const largest = 200_000_000;
