// Builds apps/cli/bundle: the program, its worker, the catalogue and the studies, with every dependency inside.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(top, 'apps/cli');
const bundle = join(cli, 'bundle');
const require = createRequire(join(cli, 'package.json'));

rmSync(bundle, { recursive: true, force: true });
mkdirSync(bundle);

// Some dependencies are CommonJS and expect these names.
const banner = [
  "import { createRequire as createRequireHere } from 'node:module';",
  "import { fileURLToPath as pathOfHere } from 'node:url';",
  'const require = createRequireHere(import.meta.url);',
  'const __filename = pathOfHere(import.meta.url);',
  "const __dirname = pathOfHere(new URL('.', import.meta.url)).slice(0, -1);",
].join('\n');

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  legalComments: 'linked',
  logLevel: 'warning',
  // Native and optional: used where it is installed.
  external: ['@resvg/resvg-js', '@napi-rs/nice'],
};

await build({
  ...common,
  format: 'esm',
  banner: { js: banner },
  entryPoints: { main: join(cli, 'dist/src/main.js'), 'study-worker': join(cli, 'dist/src/study-worker.js') },
  outdir: bundle,
});

// The pool starts its threads from a file of this name beside itself.
const pool = dirname(require.resolve('piscina'));
await build({ ...common, format: 'cjs', entryPoints: [join(pool, 'worker.js')], outfile: join(bundle, 'worker.cjs') });
writeFileSync(join(bundle, 'worker.js'), "import './worker.cjs';\n");

for (const data of ['catalog', 'studies', 'evidence']) cpSync(join(top, data), join(bundle, data), { recursive: true });

// Beside the sources of the web application a package without it would be a mistake.
const web = join(top, 'apps/web');
if (existsSync(join(web, 'build', 'index.html'))) cpSync(join(web, 'build'), join(bundle, 'web'), { recursive: true });
else if (existsSync(join(web, 'package.json')))
  throw new Error('apps/web/build is missing; npm run build:web makes it before the program is bundled');

const { evidenceJsonSchema, studyJsonSchema } = await import('../packages/study/dist/src/index.js');
writeFileSync(join(bundle, 'study.schema.json'), `${JSON.stringify(studyJsonSchema(), null, 2)}\n`);
writeFileSync(join(bundle, 'evidence.schema.json'), `${JSON.stringify(evidenceJsonSchema(), null, 2)}\n`);
