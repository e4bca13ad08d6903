import { tokenize } from './token.js';

/** A name as it is written: `k` or `cell.A`, in which `cell` is the qualifier. */
export interface WrittenName {
  readonly name: string;
  readonly qualifier?: string;
}

/** Every name of an expression or equation in the order of the text; the names of functions are among them. Throws `BadInput`. */
export function namesIn(text: string | number): readonly WrittenName[] {
  const names: WrittenName[] = [];
  rewriteNames(text, (name) => {
    names.push(name);
    return undefined;
  });
  return names;
}

/**
 * The same text with other names: `rename` gives what to write for one, or undefined where it stays. Numbers, signs and
 * spaces stay as they are. Throws `BadInput` for text that cannot be read.
 */
export function rewriteNames(
  text: string | number,
  rename: (name: WrittenName) => string | undefined,
): string | number {
  if (typeof text === 'number') return text;
  const tokens = tokenize(text);
  let written = '';
  let done = 0;
  for (let i = 0; i < tokens.length; i++) {
    const head = tokens[i];
    if (head.kind !== 'name') continue;
    const qualified = tokens[i + 1]?.text === '.' && tokens[i + 2]?.kind === 'name';
    const last = qualified ? tokens[i + 2] : head;
    if (qualified) i += 2;
    const renamed = rename(qualified ? { name: last.text, qualifier: head.text } : { name: head.text });
    if (renamed === undefined) continue;
    written += text.slice(done, head.start) + renamed;
    done = last.end;
  }
  return written + text.slice(done);
}
