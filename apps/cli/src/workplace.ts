import { existsSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { BadInput } from '@invadolab/core';
import { FolderStore } from './folder-store.js';
import { makeFolder, workingFolder } from './run-folder.js';

/** Where a long computation that is not a run of a study works, and what an interrupted one left there. */
export interface Workplace<State> {
  readonly store: FolderStore;
  readonly working: string;
  readonly out: string;
  /** State of the same computation, interrupted before. */
  readonly state: State | undefined;
  save(state: State): Promise<void>;
}

interface Saved<State> {
  readonly hash: string;
  readonly version: string;
  readonly state: State;
}

/**
 * The working folder of a computation that is known by its hash: the one an interrupted computation left where it was the
 * same, else a new one. Without `out` the folder is `results/<study>-<what>`, with a number that is free. Throws
 * `BadInput` where something else is in the way.
 */
export async function openWorkplace<State>(
  out: string | undefined,
  study: string,
  what: string,
  identity: { readonly hash: string; readonly version: string },
): Promise<Workplace<State>> {
  const stateName = `${what}-state.json`;
  const name = join('results', `${basename(study, extname(study))}-${what}`);
  for (let number = 1; ; number++) {
    const folder = resolve(out ?? (number === 1 ? name : `${name}-${number}`));
    const working = workingFolder(folder);
    const store = new FolderStore(working);
    const place = (state: State | undefined): Workplace<State> => ({
      store,
      working,
      out: folder,
      state,
      save: (now) => store.put(stateName, encode({ ...identity, state: now })),
    });
    if (existsSync(working)) {
      const saved = decode<State>(await store.get(stateName));
      if (saved?.hash === identity.hash && saved.version === identity.version) return place(saved.state);
      if (out === undefined) continue;
      throw new BadInput('something else is unfinished there', {
        file: out,
        expected: 'the same command, or another --out',
      });
    }
    if (existsSync(folder)) {
      if (out === undefined) continue;
      throw new BadInput('--out is there already', { file: out, expected: 'the name of a new folder' });
    }
    await makeFolder(working);
    return place(undefined);
  }
}

function encode(saved: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(saved));
}

function decode<State>(bytes: Uint8Array | undefined): Saved<State> | undefined {
  try {
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
