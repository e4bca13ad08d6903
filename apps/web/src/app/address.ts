import { useSyncExternalStore } from 'react';

/** Where somebody is in the laboratory: a room and what it was asked. It stands in the fragment, so any static folder will do. */
export interface Address {
  /** Id of a room; empty for the first page. */
  readonly room: string;
  readonly params: URLSearchParams;
}

/** Reads `#/assay?study=...`. */
export function readAddress(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  return { room: path, params: new URLSearchParams(query) };
}

/** The fragment that leads to a room. */
export function hashOf(room: string, params: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(params).toString();
  return `#/${room}${query === '' ? '' : `?${query}`}`;
}

/** Goes to a room; the way back leads where one was. */
export function go(room: string, params?: Readonly<Record<string, string>>): void {
  location.hash = hashOf(room, params);
}

/** The address of the page as it changes. */
export function useAddress(): Address {
  return readAddress(useSyncExternalStore(listen, () => location.hash));
}

function listen(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}
