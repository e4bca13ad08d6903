// npm run ruler: renders images over the whole range, measures them, and writes the table of docs/theory/ruler.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './report-check.mjs';
import { setUp } from './setup.mjs';

setUp(repository);
const range = await import('../packages/assays/dist/test/ruler-range.js');
const { usual, unusual, judged, together, head, line, markdown } = range;
const rows = [];
const tallies = [];
for (const condition of [...usual, ...unusual]) {
  const tally = judged(condition);
  tallies.push(tally);
  rows.push(line(condition.name, tally));
  if (tallies.length === usual.length) rows.push(line('default, together', together(tallies)));
  console.log(rows.at(-1).join('  '));
}
const table = [markdown(head), markdown(head.map(() => '---')), ...rows.map(markdown)].join('\n');
const file = join(repository, 'docs', 'theory', 'ruler.md');
const page = readFileSync(file, 'utf8');
const [begin, end] = ['<!-- begin: npm run ruler -->', '<!-- end: npm run ruler -->'];
const [from, to] = [page.indexOf(begin), page.indexOf(end)];
if (from < 0 || to < from) throw new Error(`${file} lacks the lines "${begin}" and "${end}"`);
writeFileSync(file, `${page.slice(0, from)}${begin}\n${table}\n${page.slice(to)}`);
const images = tallies.reduce((sum, tally) => sum + tally.images, 0);
console.log(`${images} images; the table of docs/theory/ruler.md is written.`);
