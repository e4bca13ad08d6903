import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const skipped = new Set(['node_modules', 'dist', 'bundle', 'build', '.git']);

/** Names of all files under the given folders of `root`, with `/`, sorted; generated and installed folders are left out. */
export function filesUnder(root, folders) {
  return folders.flatMap((folder) => walk(root, folder)).sort();
}

function walk(root, folder) {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : walk(root, name);
    return entry.isFile() ? [name] : [];
  });
}

/** Source of the library packages and of the applications, without tests: `{name, text}`. */
export function librarySources(root) {
  return filesUnder(root, ['packages', 'apps'])
    .filter((name) => /^[^/]+\/[^/]+\/src\/.*\.[cm]?[jt]sx?$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));
}
