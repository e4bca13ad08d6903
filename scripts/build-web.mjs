import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runNode } from './setup.mjs';
import { filesUnder } from './sources.mjs';

// npm run build:web    builds the web laboratory if anything it is made of is newer than what was built

/** Everything that goes into the app: its own sources, the packages as compiled, and the data that ships. */
const parts = ['apps/web/src', 'apps/web/public', 'packages', 'catalog', 'evidence', 'studies'];
const single = ['apps/web/index.html', 'apps/web/vite.config.ts', 'apps/web/package.json', 'package-lock.json'];

/** Builds `apps/web/build` where it is missing or older than its parts. What is compiled from TypeScript must be there already. */
export function buildWeb(root) {
  const built = join(root, 'apps', 'web', 'build', 'index.html');
  const names = [...filesUnder(root, parts), ...single];
  const newest = Math.max(...names.map((name) => statSync(join(root, name)).mtimeMs));
  if (existsSync(built) && statSync(built).mtimeMs > newest) return;
  console.error('Building the web laboratory ...');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  runNode([vite, 'build', '--logLevel', 'warn', join(root, 'apps', 'web')], root);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  buildWeb(dirname(dirname(fileURLToPath(import.meta.url))));
