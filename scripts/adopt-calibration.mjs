import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseDocument } from 'yaml';
import { filesUnder } from './sources.mjs';

/**
 * Takes over what a calibration left in a folder: its ensemble and fitted values become part of `evidence/`, and the values
 * themselves stand in the catalogue with the rows they were fitted to as their source. What was assumed before is kept in the
 * note. Returns a line per change.
 */
export async function adopt(root, folder) {
  const study = await import(pathToFileURL(join(root, 'packages/study/dist/src/index.js')).href);
  const name = join(folder, 'fitted.yaml');
  const { parameters, rows } = study.parseFitted(readFileSync(name, 'utf8'), name);
  const left = new Map(Object.entries(parameters));
  const lines = [];
  for (const file of filesUnder(root, ['catalog/parts']).filter((each) => each.endsWith('.yaml'))) {
    const text = readFileSync(join(root, file), 'utf8');
    const found = withFitted(text, left, rows);
    if (found.changed.length === 0) continue;
    writeFileSync(join(root, file), found.text);
    for (const id of found.changed) lines.push(`${file}: ${id} = ${parameters[id].value} ${parameters[id].unit}`);
  }
  if (left.size > 0) throw new Error(`not in catalog/parts: ${[...left.keys()].join(', ')}`);
  for (const each of ['ensemble.json', 'fitted.yaml']) {
    copyFileSync(join(folder, each), join(root, 'evidence', each));
    lines.push(`evidence/${each}`);
  }
  return lines;
}

/** The text of a part with the values that stand in it replaced; those are taken out of `left`. Nothing else is touched. */
export function withFitted(text, left, rows) {
  const document = parseDocument(text);
  const edits = [];
  const changed = [];
  for (const [id, { value, unit }] of left) {
    const at = (key) => document.getIn(['parameters', id, key], true);
    const [number, source] = [at('value'), at('source')];
    if (number === undefined || source === undefined) continue;
    const apart = document.getIn(['parameters', id, 'unit']);
    const { assumed, note } = source.toJSON();
    const before = assumed === undefined ? note : `assumed before the fit (${number.value}): ${assumed}`;
    const told = before === undefined ? '' : `, note: ${JSON.stringify(before)}`;
    edits.push([number.range, apart === undefined && unit !== '1' ? `${value} ${unit}` : String(value)]);
    edits.push([source.range, `{fitted: [${rows.join(', ')}]${told}}`]);
    changed.push(id);
    left.delete(id);
  }
  edits.sort(([[a]], [[b]]) => b - a);
  const edited = edits.reduce((sum, [[start, end], own]) => sum.slice(0, start) + own + sum.slice(end), text);
  return { text: edited, changed };
}
