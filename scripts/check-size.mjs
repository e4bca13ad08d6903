import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runAsScript } from './report-check.mjs';
import { filesUnder } from './sources.mjs';

const LONGEST = 600;
const LONGEST_MEDIAN = 150;

/** No source file above 600 lines, and a median of at most 150; generated files and tables are exempt by list. */
export async function checkSize(root) {
  const list = join(root, 'scripts', 'size-exceptions.json');
  const exempt = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  const names = filesUnder(root, ['packages', 'apps', 'scripts', 'bench']).filter((name) =>
    /\.([cm]?[jt]sx?|c|rs|wgsl)$/.test(name),
  );
  const sizes = names.map((name) => ({
    name,
    lines: readFileSync(join(root, name), 'utf8').trimEnd().split('\n').length,
  }));
  const problems = sizes
    .filter(({ name, lines }) => lines > LONGEST && !exempt.some(({ file, reason }) => file === name && reason))
    .map(({ name, lines }) => `${name}: ${lines} lines, more than ${LONGEST}`);
  for (const { file } of exempt)
    if (!names.includes(file)) problems.push(`scripts/size-exceptions.json: there is no ${file}`);
  const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  if (median > LONGEST_MEDIAN) problems.push(`the median file has ${median} lines, more than ${LONGEST_MEDIAN}`);
  return { problems, notes: [`${sorted.length} files, median ${median} lines, longest ${sorted.at(-1) ?? 0}`] };
}

await runAsScript(import.meta.url, 'check-size', checkSize);
