import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { parseModel } from '@invadolab/model';
import { shippedFolder } from '../src/library.js';
import { invadolab, withFiles } from './command-line.js';

const root = join(shippedFolder('studies'), '..');
const page = readFileSync(join(root, 'docs', 'how-to-sbml.md'), 'utf8');
const block = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text]) => text);
const [study] = block('yaml');
const [decay] = block('xml');

test('every command of the page on SBML works', async () => {
  const commands = block('sh').join('').trim().split('\n');
  assert.ok(commands.length >= 4);
  await withFiles({ 'decay.xml': decay }, async (folder) => {
    for (const line of commands) {
      const words = line.replace('npx invadolab ', '').split(' ');
      const args = words.map((word) => {
        if (word.startsWith('studies/')) return join(root, word);
        return /\.(xml|yaml)$/.test(word) ? join(folder, word) : word;
      });
      const { code, err } = await invadolab(args);
      assert.equal(code, 0, `${line}\n${err}`);
      assert.doesNotMatch(err, /invadolab:/);
    }
    assert.ok(parseModel(readFileSync(join(folder, 'decay.model.yaml'), 'utf8'), 'decay.model.yaml'));
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.part')),
      [],
    );
  });
});

test('the study of the page runs the SBML model beside it', async () => {
  await withFiles({ 'study.yaml': study, 'decay.xml': decay }, async (folder) => {
    const out = join(folder, 'out');
    const { code, err, out: answer } = await invadolab(['run', join(folder, 'study.yaml'), '--out', out, '--json']);
    assert.equal(code, 0, err);
    assert.equal(readFileSync(join(out, 'decay.xml'), 'utf8'), decay);
    // exp(-1/2 3) / exp(-3) is the ratio of the two at 3 s; the answer compares the last time point.
    const ratio = Math.exp(-3) / Math.exp(-1.5);
    assert.ok(answer.includes(ratio.toFixed(3).slice(0, 5)), `${ratio} in ${answer.slice(0, 1500)}`);
  });
});

test('a saved model, an arm and a place can be written', async () => {
  await withFiles({ 'study.yaml': study, 'decay.xml': decay }, async (folder) => {
    const out = join(folder, 'out');
    assert.equal((await invadolab(['run', join(folder, 'study.yaml'), '--out', out])).code, 0);
    const saved = join(out, 'resolved-model.json');
    const xml = join(folder, 'twice.xml');
    const { code, err } = await invadolab(['export', saved, '--sbml', xml, '--arm', 'twice']);
    assert.equal(code, 0, err);
    assert.match(readFileSync(xml, 'utf8'), /id="k" value="1"/);
  });
});

test('what cannot be written or read is one line and leaves nothing behind', async () => {
  const files = { 'study.yaml': study, 'decay.xml': decay, 'bad.xml': decay.slice(0, 900), 'old.xml': '<a/>' };
  await withFiles({ ...files, 'list.yaml': 'a: 1' }, async (folder) => {
    const at = (name: string) => join(folder, name);
    const before = readdirSync(folder).sort();
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [
        ['export', at('study.yaml'), '--sbml', at('new.xml'), '--arm', 'twcie'],
        /unknown arm; found "twcie".*nearest is "twice"/,
      ],
      [['export', at('study.yaml'), '--sbml', at('new.xml'), '--place', 'modle'], /unknown place.*nearest is "model"/],
      [['export', at('study.yaml'), '--sbml', at('old.xml')], /old\.xml: the file is there already/],
      [['export', at('study.yaml'), '--sbml', at('no/new.xml')], /no such folder/],
      [['export', at('none.yaml'), '--sbml', at('new.xml')], /no such file/],
      [['export', at('list.yaml'), '--sbml', at('new.xml')], /list\.yaml/],
      [['export', at('study.yaml')], /--sbml/],
      [
        ['export', join(root, 'studies/flagship.yaml'), '--sbml', at('new.xml'), '--place', 'site'],
        /site: it is founded/,
      ],
      [['import', at('bad.xml'), '--out', at('new.yaml')], /bad\.xml:\d+:\d+: not well-formed/],
      [['import', at('study.yaml')], /not an SBML document; found "format: 1/],
      [['import', at('none.xml')], /no such file/],
      [['import', at('decay.xml'), '--tick', '5 nM'], /tick.*expected a number in s/],
    ];
    for (const [args, expected] of cases) {
      const { code, err, out } = await invadolab(args);
      assert.equal(code, 2, args.join(' '));
      assert.match(err, expected);
      assert.equal(out, '');
      assert.deepEqual(readdirSync(folder).sort(), before, args.join(' '));
    }
    writeFileSync(at('study.yaml'), study.replace('decay.xml', 'bad.xml'));
    const { code, err } = await invadolab(['check', at('study.yaml'), '--no-cost']);
    assert.equal(code, 2);
    assert.match(err, /bad\.xml:\d+:\d+: not well-formed XML/);
    assert.ok(!existsSync(at('results')));
  });
});
