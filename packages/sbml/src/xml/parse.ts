import { BadInput } from '@invadolab/core';
import { SaxesParser } from 'saxes';

/** An element of a document that was read, with its place in the text (1-based, of its `<`). */
export interface XmlElement {
  /** Without prefix. */
  readonly name: string;
  /** Namespace. */
  readonly uri: string;
  /** Values by name as written; those with a prefix keep it. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: readonly (XmlElement | string)[];
  readonly line: number;
  readonly column: number;
}

const deepest = 300;
const most = 400_000;

/**
 * Reads an XML document. Throws `BadInput` with line and column for anything that is not well-formed, for a document type
 * (whose entities could grow without end), and for more elements or deeper nesting than any model has.
 */
export function parseXml(text: string, file: string): XmlElement {
  if (text.trim() === '') throw new BadInput('an empty file', { file, expected: 'an SBML document' });
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: { element: XmlElement; content: (XmlElement | string)[] }[] = [];
  let root: XmlElement | undefined;
  let start = { line: 1, column: 1 };
  let count = 0;
  const here = () => ({ file, line: parser.line, column: parser.column + 1 });
  parser.on('error', ({ message }) => {
    const found = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
    throw new BadInput('not well-formed XML', { ...here(), found, expected: 'an SBML document' });
  });
  parser.on('doctype', () => {
    throw new BadInput('a document type is declared', { ...here(), expected: 'SBML, which has none' });
  });
  parser.on('opentagstart', ({ name }) => {
    // The parser has read the name and the one character behind it.
    start = { line: parser.line, column: Math.max(1, parser.column - name.length - 1) };
  });
  parser.on('opentag', (tag) => {
    if (++count > most || open.length >= deepest) {
      const found = count > most ? `${count} elements` : `${open.length + 1} levels`;
      throw new BadInput('a document larger than any model', { ...here(), found, expected: 'fewer' });
    }
    const attributes = Object.fromEntries(Object.values(tag.attributes).map(({ name, value }) => [name, value]));
    const content: (XmlElement | string)[] = [];
    const element = { name: tag.local, uri: tag.uri, attributes, content, ...start };
    if (open.length === 0) root = element;
    else open[open.length - 1].content.push(element);
    open.push({ element, content });
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const characters = (piece: string): void => {
    open[open.length - 1]?.content.push(piece);
  };
  parser.on('text', characters);
  parser.on('cdata', characters);
  parser.write(text).close();
  if (root === undefined) throw new BadInput('no element in an XML file', { file, expected: 'an SBML document' });
  return root;
}

/** The elements inside another, text left out. */
export function childrenOf(element: XmlElement): XmlElement[] {
  return element.content.filter((part): part is XmlElement => typeof part !== 'string');
}

/** The first element of this name and of the same namespace inside another. */
export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return childrenOf(element).find((each) => each.name === name && each.uri === element.uri);
}

/** The text directly inside an element, trimmed. */
export function textOf(element: XmlElement): string {
  return element.content
    .filter((part) => typeof part === 'string')
    .join('')
    .trim();
}
