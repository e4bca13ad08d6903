import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { assays } from '@invadolab/assays';
import ts from 'typescript';

const source = fileURLToPath(new URL('../../src/', import.meta.url));
const folder = join(source, 'i18n');

type Texts = { readonly [key: string]: string | readonly string[] | Texts };

/** English reports have sentences of their own; what English has no word for keeps the title that the model gives. */
const chineseOnly = {
  namespaces: ['sentences'],
  groups: [
    'measures.titles',
    'measures.assays',
    'measures.units',
    'measures.levels',
    'measures.endings',
    'tissue.measures',
  ],
};

/** Names, units and signs that are the same in every language. */
const untranslated = [
  /^[\s\d.,:;–−%()（）/+·|→=<>≥≤×-]*$/,
  /^[\d. ×]*([nµmck]?m[²³]?|[nµm]M|k?Pa|px|s|min|h|d|Gy|m?g|kg|°C)$/,
  // A drug and its level.
  /^[A-Z]+\d+ \d+ [unµ]M$/,
  /^(SVG|PNG|CSV|Parquet|InvadoLab|OME-TIFF|TIFF|SBML|CellML|Antimony|YAML|JSON)$/,
];

/** Languages write plurals in forms of their own. */
const plural = /_(zero|one|two|few|many|other)$/;

test('English and Chinese have the same texts in every room', () => {
  const names = new Set(['en', 'zh-CN'].flatMap((language) => readdirSync(join(folder, language))));
  for (const name of names) {
    const namespace = name.replace('.json', '');
    if (chineseOnly.namespaces.includes(namespace)) continue;
    assert.deepEqual(keysOf(namespace, 'zh-CN'), keysOf(namespace, 'en'), namespace);
  }
});

test('no text is left in English', () => {
  for (const file of readdirSync(join(folder, 'zh-CN'))) {
    const namespace = file.replace('.json', '');
    if (chineseOnly.namespaces.includes(namespace)) continue;
    const english = new Map(flat(read('en', namespace)));
    for (const [key, text] of flat(read('zh-CN', namespace))) {
      const same = english.get(key) === text && !untranslated.some((allowed) => allowed.test(bare(text).trim()));
      assert.ok(!same, `${namespace}: ${key} is "${text}" in both`);
    }
  }
});

test('every measure of every assay has a Chinese title', () => {
  const { titles, assays: names } = read('zh-CN', 'measures') as { titles: Texts; assays: Texts };
  const missing = Object.values(assays).flatMap(({ id: assay, measures }) => [
    ...(Object.hasOwn(names, assay) ? [] : [assay]),
    ...Object.keys(measures)
      .map((id) => id.replace(/\.true$/, ''))
      .filter((id) => !Object.hasOwn(titles, id) && !Object.hasOwn(titles, `${assay}/${id}`)),
  ]);
  assert.deepEqual(missing, []);
});

test('a measure that means another thing in another assay has another Chinese title there', () => {
  const { titles } = read('zh-CN', 'measures') as { titles: Texts };
  const meanings = new Map<string, Map<string, string>>();
  for (const { id: assay, measures } of Object.values(assays))
    for (const [id, { title }] of Object.entries(measures)) {
      const chinese = String(titles[`${assay}/${id}`] ?? titles[id]);
      const known = meanings.get(id) ?? new Map();
      meanings.set(id, known.set(title, chinese));
    }
  for (const [id, known] of meanings) assert.equal(new Set(known.values()).size, known.size, id);
});

test('no component has words of its own', () => {
  const found = componentsBelow(source).flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
    return wordsIn(file).map((words) => `${path.slice(source.length)}: ${words}`);
  });
  assert.deepEqual(found, []);
});

test('the check for words of components sees some where there are some', () => {
  const text = 'const A = () => <div title="Open it">Hello <b>{t("x")}</b></div>;';
  assert.deepEqual(wordsIn(ts.createSourceFile('a.tsx', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)), [
    'Open it',
    'Hello',
  ]);
});

/** Names of files, units and brands that stand in components as they are. */
const ownWords = new Set(['InvadoLab']);
const spoken = new Set(['title', 'label', 'aria-label', 'placeholder', 'alt', 'description', 'caption']);

/** What a person would read in a component that no language file knows: text between tags, and spoken attributes. */
function wordsIn(file: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isJsxText(node)) found.push(node.text.trim());
    if (
      ts.isJsxAttribute(node) &&
      spoken.has(node.name.getText()) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer)
    )
      found.push(node.initializer.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.filter((words) => /[A-Za-z]{2}/.test(words) && !ownWords.has(words));
}

function componentsBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => join(path, name));
}

function read(language: string, namespace: string): Texts {
  return JSON.parse(readFileSync(join(folder, language, `${namespace}.json`), 'utf8'));
}

function keysOf(namespace: string, language: string): string[] {
  const keys = flat(read(language, namespace))
    .map(([key]) => key.replace(plural, ''))
    .filter((key) => !chineseOnly.groups.some((group) => `${namespace}.${key}`.startsWith(`${group}.`)));
  return [...new Set(keys)].sort();
}

function flat(texts: Texts, before = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[`${before}${key}`, value]];
    return flat(value as Texts, `${before}${key}.`);
  });
}

/** A text without its placeholders. */
function bare(text: string): string {
  return text.replace(/\{\{\w+\}\}/g, '');
}
