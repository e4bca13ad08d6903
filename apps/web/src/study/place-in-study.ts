/**
 * Where a cursor stands in a study file that may not be whole yet: the keys it is under, outermost first, through indentation and through
 * braces of its own line. `value` is true behind the last key, false where a key of that part may stand.
 */
export interface PlaceInStudy {
  readonly path: readonly string[];
  readonly value: boolean;
}

/** Reads the place from all text before the word at the cursor. */
export function placeInStudy(before: string): PlaceInStudy {
  const lines = before.split('\n');
  const own = lines.pop() ?? '';
  const outer = keysAbove(lines, indentOf(own));
  return within(own.trimStart().replace(/^-\s+/, ''), outer);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The keys of the lines above that hold a line of this indentation. */
function keysAbove(lines: readonly string[], indent: number): string[] {
  const keys: string[] = [];
  let inner = indent;
  for (const line of [...lines].reverse()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const at = indentOf(line);
    const key = /^(?:-\s+)?([^\s:#{}[\],][^:#{}[\],]*):\s*(?:#.*)?$/.exec(line.trimStart())?.[1];
    if (at < inner) {
      if (key !== undefined) keys.unshift(key.trim());
      inner = at;
    }
    if (inner === 0) break;
  }
  return keys;
}

/** Follows `key: {key: [...` of one line as far as it goes. */
function within(line: string, outer: readonly string[]): PlaceInStudy {
  const open: { path: readonly string[]; list: boolean }[] = [{ path: outer, list: false }];
  let path = outer;
  let value = false;
  for (const [token] of line.matchAll(/[{}[\],]|"[^"]*"|'[^']*'|[^{}[\],:"']+:(?=\s|$)|[^{}[\],]/g)) {
    const top = open[open.length - 1];
    if (token === '{' || token === '[') {
      open.push({ path, list: token === '[' });
      value = token === '[';
    } else if (token === '}' || token === ']') {
      open.pop();
      path = open[open.length - 1]?.path ?? outer;
      value = false;
    } else if (token === ',') {
      path = top.path;
      value = top.list;
    } else if (token.endsWith(':')) {
      path = [...top.path, token.slice(0, -1).trim()];
      value = true;
    }
  }
  return { path, value };
}
