import type { Resource } from 'i18next';

/** Contents of files by the name of the file. */
export function byNamespace(files: Record<string, unknown>): Resource[string] {
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path.replace(/^.*\/|\.json$/g, ''), content as Resource[string]]),
  ) as Resource[string];
}
