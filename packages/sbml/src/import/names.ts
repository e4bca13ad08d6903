import { reservedNames } from '@invadolab/model';

const longest = 64;

/** Names in the language for ids of a document: the id itself wherever it can be, and no name twice. */
export class Namer {
  readonly #taken = new Set<string>(['time_unit']);

  /** A name as near to the wish as possible. */
  claim(wish: string): string {
    const letters = wish.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?![A-Za-z])/, 'x');
    const base = (reservedNames.has(letters) ? `${letters}_` : letters).slice(0, longest);
    let name = base;
    for (let number = 2; this.#taken.has(name); number++) {
      const ending = `_${number}`;
      name = base.slice(0, longest - ending.length) + ending;
    }
    this.#taken.add(name);
    return name;
  }
}
