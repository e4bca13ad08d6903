import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { repository } from './report-check.mjs';

test('the study package and all below it bundle for a browser without shims', async () => {
  const { metafile } = await build({
    entryPoints: [join(repository, 'packages/study/dist/src/index.js')],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  assert.deepEqual(
    imports.filter(({ external }) => external),
    [],
  );
});

test('a bundle that needs the platform is refused', async () => {
  const contents = "import 'node:fs';";
  const bundle = build({ stdin: { contents }, bundle: true, platform: 'browser', write: false, logLevel: 'silent' });
  await assert.rejects(bundle, /node:fs/);
});
