/**
 * A list of numbers with one unit after it, `[1, 3, 10] nM`, is how people write doses but not YAML. Inside such a
 * list the brackets and commas are swapped for characters that YAML takes as plain text, one for one, so that every
 * line and column stays where it was; `openLists` swaps them back in what was parsed.
 */
const written = /\[([ \t\d.,eE+-]*\d[ \t\d.,eE+-]*)\](?=[ \t]+(?:[A-Za-z%µμ]|1\/))/g;
const hidden: Readonly<Record<string, string>> = { '[': '\uE200', ',': '\uE201', ']': '\uE202' };
const shown: Readonly<Record<string, string>> = { '\uE200': '[', '\uE201': ',', '\uE202': ']' };

/** The text with every such list made plain; as long as before, character by character. */
export function hideLists(text: string): string {
  return text.replace(written, (list) => list.replace(/[[\],]/g, (mark) => hidden[mark] ?? mark));
}

/** The parsed value with every hidden list shown again. */
export function openLists(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/[\uE200-\uE202]/g, (mark) => shown[mark] ?? mark);
  if (Array.isArray(value)) return value.map(openLists);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, openLists(entry)]));
}

/** `[1, 3, 10] nM` as `1 nM`, `3 nM`, `10 nM`; anything else as itself. */
export function splitList(quantity: string | number): readonly (string | number)[] {
  const list = typeof quantity === 'string' ? /^\[([^\]]*)\][ \t]*(.*)$/.exec(quantity.trim()) : null;
  if (!list) return [quantity];
  return list[1].split(',').map((number) => `${number.trim()} ${list[2]}`);
}
