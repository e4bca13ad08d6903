const kept = 'invadolab.token';

/**
 * The token of `invadolab serve`, which its link carries in the fragment (`#token=...`). It is taken out of the address at once, and a tab
 * remembers it. Undefined in a static folder, where nobody is asked anything.
 */
export function takeServerToken(): void {
  const token = /^#token=([\w-]+)$/.exec(location.hash)?.[1];
  if (token === undefined) return;
  sessionStorage.setItem(kept, token);
  history.replaceState(null, '', `${location.pathname}${location.search}`);
}

/** What the link of the server gave this tab; undefined where no server gave anything. */
export function serverToken(): string | undefined {
  return sessionStorage.getItem(kept) ?? undefined;
}

/** Where the server answers: beside the page. */
export function serverAddress(): string {
  return new URL('.', location.href.replace(/#.*$/, '')).href;
}
