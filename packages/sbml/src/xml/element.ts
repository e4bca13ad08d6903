/** An element of a document that is being written: its name with prefix, attributes in order, and content. */
export interface Written {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly content: readonly (Written | string)[];
}

/** An element to write; attributes that are undefined and content that is undefined are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...content: readonly (Written | string | undefined | readonly (Written | undefined)[])[]
): Written {
  const flat = content.flat().filter((part): part is Written | string => part !== undefined);
  return { name, attributes, content: flat };
}

/** An element that is left out where it would be empty. */
export function listOf(name: string, content: readonly Written[]): Written | undefined {
  return content.length === 0 ? undefined : element(name, {}, content);
}

/** A whole document as text, indented by two spaces; an element that holds text stands on one line. */
export function document(root: Written): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  write(root, '', lines);
  return `${lines.join('\n')}\n`;
}

function write(one: Written, indent: string, lines: string[]): void {
  const open = `${indent}<${one.name}${attributesOf(one)}`;
  if (one.content.length === 0) lines.push(`${open}/>`);
  else if (one.content.some((part) => typeof part === 'string')) lines.push(`${indent}${inline(one)}`);
  else {
    lines.push(`${open}>`);
    for (const part of one.content) if (typeof part !== 'string') write(part, `${indent}  `, lines);
    lines.push(`${indent}</${one.name}>`);
  }
}

function inline(one: Written): string {
  const inside = one.content.map((part) => (typeof part === 'string' ? escaped(part) : inline(part))).join('');
  return `<${one.name}${attributesOf(one)}${inside === '' ? '/>' : `>${inside}</${one.name}>`}`;
}

function attributesOf({ attributes }: Written): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escaped(value)}"`))
    .join('');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// XML 1.0 has no way to write most control characters.
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (each) => entities[each]).replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]+/gu, ' ');
}
