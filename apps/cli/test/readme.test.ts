import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { shippedFolder } from '../src/library.js';
import { invadolab, withFiles } from './command-line.js';

const root = join(shippedFolder('studies'), '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text]) => text);

test('the study of the README runs in its quick form and answers', async () => {
  const [study] = blocks('yaml');
  await withFiles({ 'study.yaml': study }, async (folder) => {
    const out = join(folder, 'out');
    const { code, out: answer, err } = await invadolab(['run', join(folder, 'study.yaml'), '--quick', '--out', out]);
    assert.equal(code, 0, err);
    assert.match(answer, /Degraded area per cell/);
    assert.ok(existsSync(join(out, 'report.html')));
  });
});

test('every command of the README is understood', async () => {
  const lines = blocks('sh').join('').split('\n');
  const commands = lines.flatMap((line) => /^npx invadolab ([^#]*)/.exec(line)?.[1].trim().split(/\s+/) ?? []);
  assert.ok(commands.length > 0);
  const verbs = lines.flatMap((line) => /^npx invadolab (\w+)/.exec(line)?.[1] ?? []);
  for (const verb of verbs) assert.equal((await invadolab([verb, '--help'])).code, 0, verb);
  const [newStudy] = lines.filter((line) => line.includes('invadolab new'));
  const [, options] = /study\.yaml (.*?)\s+#/.exec(newStudy) ?? [];
  await withFiles({}, async (folder) => {
    const made = join(folder, 'study.yaml');
    assert.equal((await invadolab(['new', made, ...options.split(' ')])).code, 0);
    const { code, err } = await invadolab(['check', made, '--no-cost']);
    assert.equal(code, 0, err);
  });
  assert.equal((await invadolab(['catalog', 'drugs', 'dasatinib'])).code, 0);
});

test('every link of the README leads somewhere', () => {
  const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, target]) => target);
  assert.ok(links.length > 4);
  for (const link of links) assert.ok(existsSync(join(root, link)), link);
});

for (const kind of ['study', 'model']) {
  test(`the schema of ${kind} files is printed as JSON Schema`, async () => {
    const { code, out } = await invadolab(['schema', kind]);
    assert.equal(code, 0);
    assert.match(JSON.parse(out).$schema, /json-schema\.org/);
  });
}

test('the schema of anything else is refused', async () => {
  const { code, err } = await invadolab(['schema', 'studdy']);
  assert.equal(code, 2);
  assert.match(err, /study/);
});
