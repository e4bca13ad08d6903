import { BadInput } from '@invadolab/core';

const longest = 64;

/** Turns catalogue ids into identifiers of the language, refusing two ids that would become the same one. */
export class Identifiers {
  readonly #owner = new Map<string, string>();

  /** `taken`: identifiers the model has already. */
  constructor(taken: Iterable<string>) {
    for (const id of taken) this.#owner.set(id, `${id} of the parts`);
  }

  /** `('drug', 'AB-12', 'dose')` becomes `drug_AB_12_dose`. */
  make(...words: readonly string[]): string {
    const identifier = words.map((word) => word.replace(/[^A-Za-z0-9_]/g, '_')).join('_');
    const owner = words.join(' ');
    const first = this.#owner.get(identifier);
    if (first !== undefined && first !== owner)
      throw new BadInput(`${owner} and ${first} both become the identifier ${identifier}: rename one`, {
        found: identifier,
      });
    if (identifier.length > longest)
      throw new BadInput('an identifier made of catalogue ids is too long', {
        found: identifier,
        expected: `at most ${longest} characters: shorten an id`,
      });
    this.#owner.set(identifier, owner);
    return identifier;
  }
}
