import type { Path } from '../check/report.js';
import { namesOf } from './names.js';
import type { Checking } from './places.js';

const named = ['molecules', 'drugs', 'carriers', 'cells', 'matrices', 'hosts', 'organs'] as const;

/** Within a table every id, name and synonym means one entry. */
export function checkNames({ tables, places }: Checking): void {
  for (const table of named) {
    const owner = new Map<string, string>();
    const entries: [string, { name: string; synonyms?: readonly string[] }][] = Object.entries(tables[table]);
    for (const [id, entry] of entries)
      for (const name of namesOf(id, entry)) {
        const first = owner.get(name);
        if (first !== undefined) {
          const position = entry.synonyms?.indexOf(name) ?? -1;
          const path: Path = position >= 0 ? ['synonyms', position] : ['name'];
          throw places.bad(table, id, path, `this name already means ${first}`, { found: name });
        }
        owner.set(name, id);
      }
  }
}
