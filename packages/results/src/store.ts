/** A place for named bytes: a folder, an archive, memory. Names use `/` and never leave the store. */
export interface Store {
  get(name: string): Promise<Uint8Array | undefined>;
  /** Appears whole or not at all. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  list(prefix: string): Promise<readonly string[]>;
  remove(name: string): Promise<void>;
}
