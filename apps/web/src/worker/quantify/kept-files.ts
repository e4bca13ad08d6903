import type { Store } from '@invadolab/results';

/** Files of a measurement for as long as the page lives. Their names begin with those of a person's images, so any text will do. */
export class KeptFiles implements Store {
  readonly #files = new Map<string, Uint8Array>();

  async get(name: string): Promise<Uint8Array | undefined> {
    return this.#files.get(name);
  }

  async put(name: string, bytes: Uint8Array): Promise<void> {
    this.#files.set(name, bytes);
  }

  async rename(from: string, to: string): Promise<void> {
    const bytes = this.#files.get(from);
    if (bytes === undefined) throw new Error(`nothing is kept as ${from}`);
    this.#files.delete(from);
    this.#files.set(to, bytes);
  }

  async list(prefix: string): Promise<readonly string[]> {
    return [...this.#files.keys()].filter((name) => name.startsWith(prefix)).sort();
  }

  async remove(name: string): Promise<void> {
    this.#files.delete(name);
  }
}
