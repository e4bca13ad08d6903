import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BadInput, isBadInput } from '@invadolab/core';
import { checkName } from '@invadolab/results';
import { readStudyHead } from '@invadolab/study';
import { inside } from './inside.js';
import { codeOf, Refusal } from './refusal.js';

/** A study of the folder; `problem` where it cannot be read as it is. */
export interface ListedStudy {
  /** Path below the folder: `study.yaml` or `studies/study.yaml`. */
  readonly name: string;
  readonly study: string | null;
  readonly assay: string | null;
  readonly problem?: string;
}

/** A study as text, with the tag of this version of it. */
export interface StudyText {
  readonly text: string;
  readonly tag: string;
}

const own = 'studies';
const isYaml = /\.ya?ml$/i;

/** The studies of a folder (a real path) and of `studies` in it. */
export class Studies {
  readonly #known = new Map<string, { readonly key: string; readonly study: ListedStudy | undefined }>();
  readonly #saving = new Set<string>();

  constructor(
    readonly folder: string,
    readonly largest: number,
  ) {}

  /** All studies, in the order of names. */
  async list(): Promise<readonly ListedStudy[]> {
    const found: ListedStudy[] = [];
    for (const steps of [[], [own]]) {
      const place = await inside(this.folder, steps);
      const entries = place === undefined ? [] : await readdir(place, { withFileTypes: true }).catch(() => []);
      for (const entry of entries.filter((each) => each.isFile() && isYaml.test(each.name))) {
        const study = await this.#listed([...steps, entry.name]).catch(() => undefined);
        if (study !== undefined) found.push(study);
      }
    }
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The text of a study. Refuses names of anything else. */
  async read(steps: readonly string[]): Promise<StudyText> {
    const found = await this.#read(steps);
    const name = steps.join('/');
    if (found !== undefined && headed(name, found.text) !== undefined) return found;
    throw new Refusal(404, 'no such study', { found: name, expected: 'a name that /api/studies lists' });
  }

  /**
   * Saves a study as it is given, a new one or, where `replaces` is the tag of the version that stands there, in its place. Returns
   * its tag and whether it is new. Refuses text that is no YAML with `format:` and `study:`.
   */
  async save(
    steps: readonly string[],
    bytes: Uint8Array,
    replaces: string | undefined,
  ): Promise<{ tag: string; isNew: boolean }> {
    const name = checkName(steps.join('/'));
    if (!isYaml.test(name) || steps.length > 2 || (steps.length === 2 && steps[0] !== own))
      throw new BadInput('not the name of a study', { found: name, expected: `NAME.yaml or ${own}/NAME.yaml` });
    const text = decoded(bytes, name);
    readStudyHead(text, name);
    const key = name.toLowerCase();
    if (this.#saving.has(key)) throw changed(409, name);
    this.#saving.add(key);
    try {
      const there = await this.#read(steps);
      if (there !== undefined && replaces === undefined) throw changed(409, name);
      if (replaces !== undefined && (there === undefined || replaces !== there.tag)) throw changed(412, name);
      if (there !== undefined && headed(name, there.text) === undefined) throw changed(409, name);
      await this.#write(steps, bytes);
      return { tag: tagOf(bytes), isNew: there === undefined };
    } finally {
      this.#saving.delete(key);
    }
  }

  async #write(steps: readonly string[], bytes: Uint8Array): Promise<void> {
    await mkdir(dirname(join(this.folder, ...steps)), { recursive: true });
    const place = (await inside(this.folder, steps.slice(0, -1))) ?? this.folder;
    const unfinished = join(place, `.${randomBytes(8).toString('hex')}.unfinished`);
    try {
      await writeFile(unfinished, bytes, { flag: 'wx' });
      await rename(unfinished, join(place, steps[steps.length - 1]));
    } finally {
      await rm(unfinished, { force: true });
    }
  }

  async #read(steps: readonly string[]): Promise<StudyText | undefined> {
    const path = await inside(this.folder, steps);
    const found = path === undefined ? undefined : await stat(path).catch(() => undefined);
    if (path === undefined || found === undefined) return undefined;
    if (!found.isFile() || found.size > this.largest || !isYaml.test(path)) return { text: '', tag: '' };
    const bytes = await readFile(path);
    return { text: new TextDecoder().decode(bytes), tag: tagOf(bytes) };
  }

  async #listed(steps: readonly string[]): Promise<ListedStudy | undefined> {
    const name = steps.join('/');
    const { mtimeMs, size } = await stat(join(this.folder, ...steps));
    const key = `${mtimeMs} ${size}`;
    const known = this.#known.get(name);
    if (known?.key === key) return known.study;
    const study = headed(name, (await this.#read(steps))?.text ?? '');
    this.#known.set(name, { key, study });
    return study;
  }
}

/** A study, also one with a mistake in it as long as its keys stand at the beginning of lines; undefined for other files. */
function headed(name: string, text: string): ListedStudy | undefined {
  try {
    const { study, assay } = readStudyHead(text, name);
    return { name, study, assay: assay ?? null };
  } catch (error) {
    if (!isBadInput(error)) throw error;
    if (!/^format\s*:/m.test(text) || !/^study\s*:/m.test(text)) return undefined;
    return { name, study: null, assay: null, problem: error.message };
  }
}

function decoded(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (codeOf(error) !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new BadInput('not text', { file: name, found: 'bytes that are no UTF-8', expected: 'a study in YAML' });
  }
}

function tagOf(bytes: Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('base64url')}"`;
}

function changed(status: 409 | 412, name: string): Refusal {
  const expected =
    status === 409 ? 'a new name, or If-Match with the ETag of what is there' : 'the ETag of what is there';
  return new Refusal(status, status === 409 ? 'this name is taken' : 'this study was changed since', {
    found: name,
    expected,
  });
}
