/** An entry as indented lines. References stand below it in full, so that every number can be followed to its source. */
export function entryText(id: string, entry: object, references: Readonly<Record<string, object>>): string {
  const cited = new Set<string>();
  const lines = [id, ...linesOf(entry, 1, references, cited)];
  if (cited.size > 0) lines.push('', 'references');
  for (const key of [...cited].sort()) lines.push(`  ${key}: ${citation(references[key])}`);
  return `${lines.join('\n')}\n`;
}

function linesOf(
  value: object,
  depth: number,
  references: Readonly<Record<string, object>>,
  cited: Set<string>,
): string[] {
  const indent = '  '.repeat(depth);
  return Object.entries(value).flatMap(([key, entry]) => {
    if (entry === undefined) return [];
    const label = Array.isArray(value) ? '-' : `${key}:`;
    if (typeof entry !== 'object' || entry === null) {
      if (Object.hasOwn(references, String(entry))) cited.add(String(entry));
      return [`${indent}${label} ${entry}`];
    }
    return [`${indent}${label}`, ...linesOf(entry, depth + 1, references, cited)];
  });
}

function citation(reference: object): string {
  const { authors, year, title, journal, doi, pmid, url }: Readonly<Record<string, unknown>> = { ...reference };
  const where = doi ? `doi:${doi}` : pmid ? `PMID ${pmid}` : url;
  return [`${authors} (${year})`, title, journal, where].filter((part) => part !== undefined).join('. ');
}
