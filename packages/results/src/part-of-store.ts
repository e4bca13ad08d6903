import type { Store } from './store.js';

/** The part of a store whose names begin with `prefix` (ends in `/`), as a store of its own. */
export function partOfStore(store: Store, prefix: string): Store {
  return {
    get: (name) => store.get(prefix + name),
    put: (name, bytes) => store.put(prefix + name, bytes),
    rename: (from, to) => store.rename(prefix + from, prefix + to),
    list: async (start) => (await store.list(prefix + start)).map((name) => name.slice(prefix.length)),
    remove: (name) => store.remove(prefix + name),
  };
}
